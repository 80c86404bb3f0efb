-- Every child with an open case, a protection plan or a place in care at the end of each reporting day, once: in care before
-- protection plan before child in need.
select as_at, person_id, max(team) as team,
    case min(cohort) when 1 then 'in care' when 2 then 'protection plan' else 'child in need' end as cohort
from (
    select as_at, person_id, cast(null as varchar) as team, 1 as cohort from children_in_care
    union all
    select as_at, person_id, cast(null as varchar), 2 from open_protection_plans
    union all
    select as_at, person_id, team, 3 from child_teams
) as found
group by as_at, person_id
