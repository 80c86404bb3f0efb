/*
id: CP07
name: child_protection_plan_starts
title: Child protection plans started
question: How many child protection plans began, for every 10,000 children?
numerator: child protection plans begun in the period
denominator: children aged 0 to 17, mid-year estimate of the year before the period's end
notes: Category is that of the first day; the team is that of the child's open case on it.
source: Standard Safeguarding Dataset CPPL003A, CPPL009A; Department for Education, children in need, table d1
unit: plan
kind: flow
measure: rate
polarity: low
polarity_source: Local Authority Interactive Tool
target: none
slices: [team, locality, service_area, category, age_band, sex, ethnicity]
clocks: []
needs:
  cp_plans: [cp_plan_id, person_id, cp_plan_start_date]
version: 1
order: 407
*/
select
    plans.cp_plan_id as unit_id,
    plans.person_id,
    plans.started_team as team,
    plans.initial_category as category,
    periods.as_at,
    plans.started as event_date,
    true as in_denominator,
    true as in_numerator,
    cast(null as double) as value
from reporting_periods as periods
join protection_plans as plans on plans.started >= periods.period_start and plans.started <= periods.as_at
