-- Each stretch in which a code of the ledger of unallocated cases holds for a case. U1 and U2 together are the cases of
-- AL01, U3 and U6 those of AL02. U4 holds once every named worker has left the establishment, U7 while a child on a
-- protection plan or in care has no registered worker, U9 from the first day on which a first contact is late.
select spells.referral_id, spells.person_id,
    case when team_only.moment is null then 'U1' else 'U2' end as code,
    spells.spell_start, spells.spell_end
from case_spells as spells
left join (
    select distinct case_moments.referral_id, case_moments.moment
    from case_moments
    join case_links
      on case_links.referral_id = case_moments.referral_id
     and case_links.kind = 'team_only'
     and case_links.started <= case_moments.moment
     and case_links.ended > case_moments.moment
) as team_only on team_only.referral_id = spells.referral_id and team_only.moment = spells.spell_start
where spells.holder = 'nobody'
union all
select referral_id, person_id, case when holder = 'queue' then 'U3' else 'U6' end, spell_start, spell_end
from case_spells
where holder in ('queue', 'manager')
union all
select referral_id, person_id, 'U4', greatest(spell_start, left_on), spell_end
from named_spells
where left_on < spell_end
union all
select named.referral_id, named.person_id, 'U7',
    greatest(named.spell_start, protected.began), least(named.spell_end, protected.ended)
from named_spells as named
join protected_spells as protected
  on protected.person_id = named.person_id
 and protected.began < named.spell_end
 and protected.ended > named.spell_start
where named.registered = 0
union all
select waits.referral_id, waits.person_id, 'U9', waits.late_from, least(waits.close_date, coalesce(waits.first_seen, waits.close_date))
from (
    select cases.referral_id, cases.person_id, cases.close_date,
        min(cast(clocks.last_day_in_time + interval '1' day as date)) as late_from,
        min(contacts.seen_on) as first_seen
    from cases
    join clock_due_days as clocks on clocks.clock = 'first_contact' and clocks.start_day = cases.referral_date
    left join child_contacts as contacts
      on contacts.person_id = cases.person_id and contacts.seen_on >= cases.referral_date
    group by cases.referral_id, cases.person_id, cases.close_date
) as waits
where waits.late_from < least(waits.close_date, coalesce(waits.first_seen, waits.close_date))
