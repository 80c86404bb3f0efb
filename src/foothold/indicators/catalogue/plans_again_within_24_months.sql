/*
id: CP10
name: plans_again_within_24_months
title: Second or later plans within 24 months
question: Of the plans that began, how many were for a child whose plan had ended not two years before?
numerator: plans begun in the period not more than 24 months after an earlier plan of the child ended
denominator: child protection plans begun in the period
notes: >
  A child whose earlier plan still ran when the new one began counts too. The value of each row is the number of days since
  the earlier plan ended.
source: Standard Safeguarding Dataset CPPL002A, CPPL003A, CPPL004A; a measure of councils' regional groups
unit: plan
kind: flow
measure: percentage
polarity: low
polarity_source: Foothold; no official polarity is published
target: none
slices: [team, locality, service_area, category, age_band]
bands: [91, 182, 365, 730]
unit_of_rows: days
clocks: [24 months]
looks_back: {months: 24}
needs:
  cp_plans: [cp_plan_id, person_id, cp_plan_start_date, cp_plan_end_date]
version: 1
order: 410
*/
select
    plans.cp_plan_id as unit_id,
    plans.person_id,
    plans.started_team as team,
    plans.initial_category as category,
    periods.as_at,
    plans.started as event_date,
    true as in_denominator,
    coalesce(plans.previous_end >= cast(plans.started - interval '24' month as date), false) as in_numerator,
    cast(date_diff('day', least(plans.previous_end, plans.started), plans.started) as double) as value
from reporting_periods as periods
join protection_plans as plans on plans.started >= periods.period_start and plans.started <= periods.as_at
