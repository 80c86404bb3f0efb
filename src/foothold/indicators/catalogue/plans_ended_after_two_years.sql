/*
id: CP12
name: plans_ended_after_two_years
title: Child protection plans ended after two years or more
question: Of the plans that ended, how many had lasted for two years?
numerator: child protection plans ended in the period that had lasted more than 729 days
denominator: child protection plans ended in the period
notes: The value of each row is the number of days for which the plan lasted. The team is that of its last day.
source: Standard Safeguarding Dataset CPPL003A, CPPL004A; Department for Education, children in need, table d7
unit: plan
kind: flow
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
order: 412
*/
select
    plans.cp_plan_id as unit_id,
    plans.person_id,
    plans.ended_team as team,
    plans.category,
    periods.as_at,
    plans.ended as event_date,
    true as in_denominator,
    date_diff('day', plans.started, plans.ended) > 729 as in_numerator,
    cast(date_diff('day', plans.started, plans.ended) as double) as value
from reporting_periods as periods
join protection_plans as plans on plans.ended >= periods.period_start and plans.ended <= periods.as_at
