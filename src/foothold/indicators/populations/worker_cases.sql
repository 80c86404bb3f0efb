-- Each case once for each social worker who holds it at the end of each reporting day, with the worker's working time and
-- newest team; `place` is 1 in one row of each worker. Working time that nobody recorded is taken to be full.
select
    held.as_at,
    held.professional_id,
    held.referral_id,
    case_children.person_id,
    max(case when held.choice = 1 then held.team end) over (partition by held.as_at, held.professional_id) as team,
    held.choice as place,
    coalesce(professionals.full_time_equivalency, 1e0) as full_time_equivalency
from (
    select as_at, professional_id, referral_id, team,
        row_number() over (
            partition by as_at, professional_id order by started desc, involvements_id desc
        ) as choice
    from (
        select as_at, professional_id, referral_id, team, started, involvements_id,
            row_number() over (
                partition by as_at, professional_id, referral_id order by started desc, involvements_id desc
            ) as newest
        from caseworkers
    ) as each_involvement
    where newest = 1
) as held
left join cases as case_children on case_children.referral_id = held.referral_id
left join professionals on professionals.professional_id = held.professional_id
