/*
id: CP06
name: child_protection_plans
title: Children on a child protection plan
question: How many children are on a child protection plan, for every 10,000 children?
numerator: child protection plans open at the end of the day
denominator: children aged 0 to 17, mid-year estimate of the year before
notes: >
  A plan is open from its start to the day before it ends. Teams are those of the child's open case. The rate has no official
  polarity: more plans can mean more harm or harm better seen.
source: Standard Safeguarding Dataset CPPL003A, CPPL004A; Department for Education, children in need, table d1
unit: plan
kind: snapshot
measure: rate
polarity: none
target: none
slices: [team, locality, service_area, category, age_band, sex, ethnicity]
clocks: []
needs:
  cp_plans: [cp_plan_id, person_id, cp_plan_start_date, cp_plan_end_date]
version: 1
order: 406
*/
select
    plans.cp_plan_id as unit_id,
    plans.person_id,
    plans.team,
    plans.category,
    plans.as_at,
    plans.started as event_date,
    true as in_denominator,
    true as in_numerator,
    cast(null as double) as value
from open_protection_plans as plans
