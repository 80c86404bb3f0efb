-- Each unbroken stretch in which a case has no holder at all, as AL01 counts.
select referral_id, min(spell_start) as waiting_since, max(spell_end) as waiting_until
from (
    select
        referral_id,
        spell_start,
        spell_end,
        waiting,
        sum(case when waiting = 1 then 0 else 1 end) over (
            partition by referral_id order by spell_start rows between unbounded preceding and current row
        ) as stretch
    from (
        select referral_id, spell_start, spell_end,
            case when holder = 'nobody' then 1 else 0 end as waiting
        from case_spells
    ) as marked
) as stretches
where waiting = 1
group by referral_id, stretch
