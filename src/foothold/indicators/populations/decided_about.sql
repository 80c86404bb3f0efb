-- The case that each contact and each escalation is about, and its team on that day. A record that names no case is about the
-- child's newest case open then.
select record, record_id, referral_id, team
from (
    select records.record, records.record_id, spells.referral_id, spells.team,
        row_number() over (
            partition by records.record, records.record_id
            order by spells.referral_date desc, spells.referral_id desc
        ) as choice
    from (
        select 'contact' as record, contact_id as record_id, person_id, referral_id, contact_date as recorded_on
        from case_contacts
        union all
        select 'escalation', escalation_id, person_id, referral_id, raised_date
        from escalations
    ) as records
    join case_spells as spells
      on spells.person_id = records.person_id
     and coalesce(records.referral_id, spells.referral_id) = spells.referral_id
     and spells.spell_start <= records.recorded_on
     and spells.spell_end > records.recorded_on
) as candidates
where choice = 1
