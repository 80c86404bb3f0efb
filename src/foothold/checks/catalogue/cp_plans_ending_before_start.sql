/*
id: DQ04
name: cp_plans_ending_before_start
title: Child protection plans that end before they start
why: >
  A plan that ends before it starts is never open, so it is missing from every count on a day.
remedy: >
  Correct the start or the end.
severity: wrong
table: cp_plans
indicators: [CP06]
needs:
  cp_plans: [cp_plan_id, person_id, cp_plan_start_date, cp_plan_end_date]
*/
select cp_plan_id as record_key, person_id, cp_plan_start_date, cp_plan_end_date
from cp_plans
where cp_plan_end_date < cp_plan_start_date
