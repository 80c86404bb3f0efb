/*
id: CN02
name: child_in_need_plans
title: Children on a child in need plan
question: How many children are on a child in need plan, for every 10,000 children?
numerator: child in need plans open at the end of the day, of children neither on a protection plan nor looked after
denominator: children aged 0 to 17, mid-year estimate of the year before
notes: A plan is open from its start to the day before it ends.
source: Standard Safeguarding Dataset CINP003A, CINP004A; Department for Education, children in need, table b7
unit: plan
kind: snapshot
measure: rate
polarity: none
target: none
slices: [team, locality, service_area, age_band, sex, ethnicity]
clocks: []
needs:
  cin_plans: [cin_plan_id, person_id, cin_plan_start_date, cin_plan_end_date]
version: 1
order: 502
*/
select
    plans.cin_plan_id as unit_id,
    plans.person_id,
    plans.team,
    plans.as_at,
    plans.cin_plan_start_date as event_date,
    true as in_denominator,
    true as in_numerator,
    cast(null as double) as value
from open_cin_plans as plans
