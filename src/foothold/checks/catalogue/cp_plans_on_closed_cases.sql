/*
id: DQ09
name: cp_plans_on_closed_cases
title: Child protection plans of children without an open case
why: >
  A child on a plan whose case is closed has nobody to visit, and is not counted among open or unallocated
  cases.
remedy: >
  Open the case again, or end the plan on the day it really ended.
severity: wrong
table: cp_plans
indicators: [CP06, AL01]
needs:
  cp_plans: [cp_plan_id, person_id, cp_plan_start_date, cp_plan_end_date]
  cin_episodes: [referral_id, person_id, referral_date, close_date]
*/
select
    plans.cp_plan_id as record_key,
    plans.person_id,
    plans.cp_plan_start_date,
    max(cases.close_date) as case_closed
from cp_plans as plans
cross join asked
left join cin_episodes as cases on cases.person_id = plans.person_id and cases.referral_date <= asked.as_at
where plans.cp_plan_start_date <= asked.as_at
  and coalesce(plans.cp_plan_end_date, date '9999-12-31') > asked.as_at
group by plans.cp_plan_id, plans.person_id, plans.cp_plan_start_date, asked.as_at
-- No case at all, or none that is still open.
having count(case when coalesce(cases.close_date, date '9999-12-31') > asked.as_at then cases.referral_id end) = 0
