-- Every child protection plan open at the end of each reporting day, as CP06 counts, with the team of the child's open case.
select periods.as_at, plans.cp_plan_id, plans.person_id, child_terms.team, plans.category, plans.started
from reporting_periods as periods
join protection_plans as plans on plans.started <= periods.as_at and plans.ended > periods.as_at
left join child_terms
  on child_terms.person_id = plans.person_id
 and child_terms.term_start <= periods.as_at
 and child_terms.term_end > periods.as_at
