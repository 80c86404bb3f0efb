-- Where each team belongs. A team that only the establishment knows has no locality.
select
    coalesce(department.team_id, areas.team_id) as team,
    department.team_parent_id as locality,
    areas.service_area
from department
full outer join (
    select team_id, max(service_area) as service_area from posts group by team_id
) as areas on areas.team_id = department.team_id
