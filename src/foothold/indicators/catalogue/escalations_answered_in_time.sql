/*
id: AL13
name: escalations_answered_in_time
title: Escalations of concern answered in time
question: How many concerns were raised above the worker, and were they resolved in time?
numerator: concerns raised in the period and resolved by their last day
denominator: concerns raised in the thirteen weeks
notes: >
  The last day is that of the record, for the stage the concern has reached; where it gives none, the clock
  escalation_answer runs from the day it was raised. Those raised last may still be resolved in time. More of them can mean
  more harm or more challenge, so look at their number as well. The value of each row is the number of working days to its
  resolution.
source: Foothold's decisions return, escalations; the measure is Foothold's own
unit: escalation
kind: flow
measure: percentage
polarity: high
polarity_source: Foothold; no official polarity is published
target: none
slices: [team, locality, service_area, route, stage]
bands: [5, 10, 15, 20, 30]
unit_of_rows: working days
clocks: [escalation_answer]
window: {weeks: 13}
needs:
  escalations: [escalation_id, person_id, raised_date, closed_date]
version: 1
order: 313
*/
select
    raised.escalation_id as unit_id,
    raised.person_id,
    about.team,
    raised.route,
    cast(raised.stage as varchar) as stage,
    periods.as_at,
    raised.raised_date as event_date,
    true as in_denominator,
    coalesce(raised.closed_date <= coalesce(raised.due_date, clocks.last_day_in_time), false) as in_numerator,
    cast(last_day.working_day_number - first_day.working_day_number as double) as value
from reporting_periods as periods
join escalations as raised
  on raised.raised_date >= periods.period_start and raised.raised_date <= periods.as_at
left join clock_due_days as clocks
  on clocks.clock = 'escalation_answer' and clocks.start_day = raised.raised_date
left join decided_about as about on about.record = 'escalation' and about.record_id = raised.escalation_id
left join working_days as first_day on first_day.day = raised.raised_date
left join working_days as last_day on last_day.day = raised.closed_date
