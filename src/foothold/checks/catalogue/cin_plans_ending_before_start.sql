/*
id: DQ03
name: cin_plans_ending_before_start
title: Child in need plans that end before they start
why: >
  A plan that ends before it starts is never open, so it is missing from every count on a day.
remedy: >
  Correct the start or the end.
severity: wrong
table: cin_plans
indicators: [AL01]
needs:
  cin_plans: [cin_plan_id, person_id, cin_plan_start_date, cin_plan_end_date]
*/
select cin_plan_id as record_key, person_id, cin_plan_start_date, cin_plan_end_date
from cin_plans
where cin_plan_end_date < cin_plan_start_date
