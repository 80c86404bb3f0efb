-- Each unbroken stretch in which a case stands in the name of a social worker, or of a worker whose title says nothing, and
-- the first day in it or after it on which the child was seen.
-- Of one referral_id one at a time, from allocated_since to allocated_until.
select spells.referral_id, spells.person_id, spells.allocated_since, spells.allocated_until,
    min(contacts.contact_day) as first_seen
from (
    select referral_id, person_id, min(spell_start) as allocated_since, max(spell_end) as allocated_until
    from (
        select referral_id, person_id, spell_start, spell_end, allocated,
            sum(case when allocated = 1 then 0 else 1 end) over (
                partition by referral_id order by spell_start rows between unbounded preceding and current row
            ) as stretch
        from (
            select referral_id, person_id, spell_start, spell_end,
                case when holder in ('social_worker', 'unknown') then 1 else 0 end as allocated
            from case_spells
        ) as marked
    ) as stretches
    where allocated = 1
    group by referral_id, person_id, stretch
) as spells
left join contact_days as contacts
  on contacts.person_id = spells.person_id and contacts.contact_day >= spells.allocated_since and contacts.seen = 1
group by spells.referral_id, spells.person_id, spells.allocated_since, spells.allocated_until
