/*
id: CP13
name: plans_ended_within_3_months
title: Child protection plans ended within three months
question: Of the plans that ended, how many had lasted no longer than the time to their first review?
numerator: plans ended in the period no more than 3 months after they began, children who moved to another council left out
denominator: child protection plans ended in the period
notes: >
  A plan does not say why it ended. A child is taken to have moved when a case of the child was closed, on the day the plan
  ended, because services passed to another council. The value of each row is the number of days for which the plan lasted.
source: Standard Safeguarding Dataset CPPL003A, CPPL004A, CINE006A, CINE007A; Department for Education, children in need, table d7
unit: plan
kind: flow
measure: percentage
polarity: none
target: none
slices: [team, locality, service_area, category, age_band]
bands: [30, 91, 182, 365, 729]
unit_of_rows: days
clocks: [3 months]
needs:
  cp_plans: [cp_plan_id, person_id, cp_plan_start_date, cp_plan_end_date]
version: 1
order: 413
*/
select
    plans.cp_plan_id as unit_id,
    plans.person_id,
    plans.ended_team as team,
    plans.category,
    periods.as_at,
    plans.ended as event_date,
    true as in_denominator,
    plans.ended <= cast(plans.started + interval '3' month as date) and moved.person_id is null as in_numerator,
    cast(date_diff('day', plans.started, plans.ended) as double) as value
from reporting_periods as periods
join protection_plans as plans on plans.ended >= periods.period_start and plans.ended <= periods.as_at
left join (
    select distinct person_id, close_date as moved_on from cin_episodes where close_reason = 'RC5'
) as moved on moved.person_id = plans.person_id and moved.moved_on = plans.ended
