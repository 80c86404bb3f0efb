/*
id: CP19
name: categories_of_abuse
title: Categories of abuse
question: From what are children on a child protection plan protected?
numerator: child protection plans open at the end of the day in each category
denominator: child protection plans open at the end of the day
notes: Ask by category, the newest one of each plan. The parts add up to 100; plans without a category are a part of their own.
source: Standard Safeguarding Dataset CPPL003A, CPPL004A, CPPL010A; Department for Education, children in need, table d4
unit: plan
kind: snapshot
measure: mix
mix: category
polarity: none
target: none
slices: [category, team, locality, service_area, age_band, sex, ethnicity]
clocks: []
needs:
  cp_plans: [cp_plan_id, person_id, cp_plan_start_date, cp_plan_end_date, cp_plan_latest_category]
version: 1
order: 419
*/
select
    plans.cp_plan_id as unit_id,
    plans.person_id,
    plans.category,
    plans.team,
    plans.as_at,
    plans.started as event_date,
    true as in_denominator,
    true as in_numerator,
    cast(null as double) as value
from open_protection_plans as plans
