/*
id: AS03
name: assessment_duration
title: Length of assessments
question: How long does an assessment take?
numerator: assessments authorised in the period, with a start on or before that day
denominator: assessments authorised in the period
notes: >
  The value is the median; the bands show the spread. Working days of England after the first day: the same day is 0. An
  assessment without a start, or authorised before it began, has no length.
source: Standard Safeguarding Dataset CINA003A, CINA005A; Department for Education, children in need, table c2
unit: assessment
kind: flow
measure: median
polarity: low
polarity_source: Foothold; no official polarity is published
target: none
slices: [team, locality, service_area]
bands: [10, 20, 30, 40, 45]
unit_of_rows: working days
clocks: []
needs:
  cin_assessments: [assessment_id, person_id, assessment_start_date, assessment_auth_date]
version: 1
order: 203
*/
select
    done.assessment_id as unit_id,
    done.person_id,
    done.assessment_team as team,
    periods.as_at,
    done.assessment_auth_date as event_date,
    true as in_denominator,
    coalesce(
        done.assessment_start_date <= done.assessment_auth_date
        and first_day.working_day_number is not null and last_day.working_day_number is not null,
        false
    ) as in_numerator,
    cast(last_day.working_day_number - first_day.working_day_number as double) as value
from reporting_periods as periods
join cin_assessments as done
  on done.assessment_auth_date >= periods.period_start and done.assessment_auth_date <= periods.as_at
left join working_days as first_day on first_day.day = done.assessment_start_date
left join working_days as last_day on last_day.day = done.assessment_auth_date
