/*
id: DQ06
name: overlapping_cp_plans
title: Two child protection plans open at once
why: >
  A child is on one child protection plan at a time. A second one hides when the first ended, and how often
  the child has been on a plan.
remedy: >
  End the plan that was replaced, or remove the one entered twice.
severity: wrong
table: cp_plans
indicators: [CP06]
needs:
  cp_plans: [cp_plan_id, person_id, cp_plan_start_date, cp_plan_end_date]
*/
-- The later of the two is listed. One may start on the day the other ends.
select
    later.cp_plan_id as record_key,
    later.person_id,
    later.cp_plan_start_date,
    later.cp_plan_end_date,
    min(earlier.cp_plan_id) as overlaps_with
from cp_plans as later
join cp_plans as earlier
  on earlier.person_id = later.person_id
 and (
     earlier.cp_plan_start_date < later.cp_plan_start_date
     or (earlier.cp_plan_start_date = later.cp_plan_start_date and earlier.cp_plan_id < later.cp_plan_id)
 )
 and coalesce(earlier.cp_plan_end_date, date '9999-12-31') > later.cp_plan_start_date
where coalesce(later.cp_plan_end_date, date '9999-12-31') > later.cp_plan_start_date
group by later.cp_plan_id, later.person_id, later.cp_plan_start_date, later.cp_plan_end_date
