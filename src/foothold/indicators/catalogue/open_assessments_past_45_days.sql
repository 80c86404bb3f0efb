/*
id: AS04
name: open_assessments_past_45_days
title: Open assessments past 45 working days
question: How many assessments under way are already late?
numerator: assessments open at the end of the day that began more than 45 working days before
denominator: assessments begun and not yet authorised at the end of the day
notes: Day 45 is in time, day 46 is late. Begun before 2012, where the calendar starts, is late. The value of each row is its age in working days.
source: Standard Safeguarding Dataset CINA003A, CINA005A; Working Together; the measure is Foothold's own
unit: assessment
kind: snapshot
measure: percentage
polarity: low
polarity_source: Foothold; no official polarity is published
target: none
slices: [team, locality, service_area, worker]
bands: [10, 20, 30, 40, 45, 90]
unit_of_rows: working days
clocks: [45 working days]
needs:
  cin_assessments: [assessment_id, person_id, assessment_start_date, assessment_auth_date]
version: 1
order: 204
*/
select
    assessments.assessment_id as unit_id,
    assessments.person_id,
    assessments.assessment_team as team,
    assessments.assessment_worker_id as worker,
    periods.as_at,
    assessments.assessment_start_date as event_date,
    true as in_denominator,
    coalesce(first_day.day is null or late.first_day <= periods.as_at, false) as in_numerator,
    cast(now_day.working_day_number - first_day.working_day_number as double) as value
from reporting_periods as periods
join cin_assessments as assessments
  on assessments.assessment_start_date <= periods.as_at
 and coalesce(assessments.assessment_auth_date, date '9999-12-31') > periods.as_at
left join working_days as first_day on first_day.day = assessments.assessment_start_date
left join working_days_reached as late on late.working_day_number = first_day.working_day_number + 46
left join working_days as now_day on now_day.day = periods.as_at
