/*
id: CP11
name: plans_open_two_years
title: Child protection plans open two years or more
question: How many children have been on a child protection plan for two years?
numerator: child protection plans open at the end of the day for more than 729 days
denominator: child protection plans open at the end of the day
notes: The value of each row is the number of days for which the plan has been open.
source: Standard Safeguarding Dataset CPPL003A, CPPL004A; Department for Education, children in need, table d5
unit: plan
kind: snapshot
measure: percentage
polarity: low
polarity_source: Local Authority Interactive Tool
target: none
slices: [team, locality, service_area, category, age_band]
bands: [91, 182, 365, 729]
unit_of_rows: days
clocks: [2 years]
needs:
  cp_plans: [cp_plan_id, person_id, cp_plan_start_date, cp_plan_end_date]
version: 1
order: 411
*/
select
    plans.cp_plan_id as unit_id,
    plans.person_id,
    plans.team,
    plans.category,
    plans.as_at,
    plans.started as event_date,
    true as in_denominator,
    date_diff('day', plans.started, plans.as_at) > 729 as in_numerator,
    cast(date_diff('day', plans.started, plans.as_at) as double) as value
from open_protection_plans as plans
