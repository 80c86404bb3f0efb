-- Every child with an open case, a protection plan or a place in care at the end of each reporting day, once: in care before
-- protection plan before child in need.
select cohorts.as_at, cohorts.person_id, child_teams.team,
    case cohorts.cohort when 1 then 'in care' when 2 then 'protection plan' else 'child in need' end as cohort
from (
    select as_at, person_id, min(cohort) as cohort
    from (
        select as_at, person_id, 1 as cohort from children_in_care
        union all
        select as_at, person_id, 2 from open_protection_plans
        union all
        select as_at, person_id, 3 from child_teams
    ) as found
    group by as_at, person_id
) as cohorts
left join child_teams on child_teams.as_at = cohorts.as_at and child_teams.person_id = cohorts.person_id
