/*
id: DQ07
name: overlapping_cin_plans
title: Two child in need plans open at once
why: >
  A child in need has one plan at a time. Two open plans usually mean that the first was never ended.
remedy: >
  End the plan that was replaced, or remove the one entered twice.
severity: doubtful
table: cin_plans
indicators: [AL01]
needs:
  cin_plans: [cin_plan_id, person_id, cin_plan_start_date, cin_plan_end_date]
*/
-- The later of the two is listed. One may start on the day the other ends.
select
    later.cin_plan_id as record_key,
    later.person_id,
    later.cin_plan_start_date,
    later.cin_plan_end_date,
    min(earlier.cin_plan_id) as overlaps_with
from cin_plans as later
join cin_plans as earlier
  on earlier.person_id = later.person_id
 and (
     earlier.cin_plan_start_date < later.cin_plan_start_date
     or (earlier.cin_plan_start_date = later.cin_plan_start_date and earlier.cin_plan_id < later.cin_plan_id)
 )
 and coalesce(earlier.cin_plan_end_date, date '9999-12-31') > later.cin_plan_start_date
where coalesce(later.cin_plan_end_date, date '9999-12-31') > later.cin_plan_start_date
group by later.cin_plan_id, later.person_id, later.cin_plan_start_date, later.cin_plan_end_date
