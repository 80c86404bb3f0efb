/*
id: DQ26
name: adults_on_cp_plans
title: Adults on a child protection plan
why: >
  A child protection plan ends by the eighteenth birthday. One that was never ended is still counted as a
  child on a plan.
remedy: >
  End the plan on the day it ended, or correct the date of birth.
severity: wrong
table: cp_plans
indicators: [CP06]
needs:
  cp_plans: [cp_plan_id, person_id, cp_plan_start_date, cp_plan_end_date]
  person: [person_id, dob]
*/
select plans.cp_plan_id as record_key, plans.person_id, plans.cp_plan_start_date, person.dob
from cp_plans as plans
join person on person.person_id = plans.person_id
cross join asked
where plans.cp_plan_start_date <= asked.as_at
  and coalesce(plans.cp_plan_end_date, date '9999-12-31') > asked.as_at
  and person.dob <= cast(asked.as_at - interval '18' year as date)
