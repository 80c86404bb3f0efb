-- Every child protection plan open at the end of each reporting day, as CP06 counts, with the team of the child's open case.
select periods.as_at, plans.cp_plan_id, plans.person_id, child_teams.team, plans.category, plans.started
from reporting_periods as periods
join protection_plans as plans on plans.started <= periods.as_at and plans.ended > periods.as_at
left join child_teams on child_teams.person_id = plans.person_id and child_teams.as_at = periods.as_at
