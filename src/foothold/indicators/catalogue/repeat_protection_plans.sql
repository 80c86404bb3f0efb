/*
id: CP09
name: repeat_protection_plans
title: Second or later child protection plans
question: Of the plans that began, how many were for a child who had one before?
numerator: plans begun in the period whose child had a plan that began on an earlier day, at any time
denominator: child protection plans begun in the period
notes: >
  Earlier plans are those among the records held, so a council that loads a short history, or hands over open plans alone,
  shows too few. The value of each row is the number of the child's earlier plans.
source: Standard Safeguarding Dataset CPPL002A, CPPL003A; Department for Education, children in need, table d3
unit: plan
kind: flow
measure: percentage
polarity: low
polarity_source: Local Authority Interactive Tool
target: none
slices: [team, locality, service_area, category, age_band]
bands: [0, 1, 2, 3]
unit_of_rows: earlier plans
clocks: []
looks_back: {months: 216}
needs:
  cp_plans: [cp_plan_id, person_id, cp_plan_start_date]
version: 1
order: 409
*/
select
    plans.cp_plan_id as unit_id,
    plans.person_id,
    plans.started_team as team,
    plans.initial_category as category,
    periods.as_at,
    plans.started as event_date,
    true as in_denominator,
    plans.plans_before > 0 as in_numerator,
    cast(plans.plans_before as double) as value
from reporting_periods as periods
join protection_plans as plans on plans.started >= periods.period_start and plans.started <= periods.as_at
