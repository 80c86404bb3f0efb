-- Each involvement by which a social worker, or a worker whose title says nothing, holds an open case, from the first day of
-- both until one of them ends. `involvements` counts those of the same worker in the same case.
select professional_id, referral_id, person_id, team, started, involvements_id, held_from, held_until,
    count(*) over (partition by professional_id, referral_id) as involvements
from (
    select professional_id, referral_id, person_id, team, started, involvements_id,
        greatest(started, referral_date) as held_from, least(ended, close_date) as held_until
    from case_links
    where kind in ('social_worker', 'unknown')
) as links
where held_until > held_from
