/*
id: AS02
name: assessments_within_45_days
title: Assessments within 45 working days
question: Are assessments finished in the statutory time?
numerator: assessments authorised in the period 0 to 45 working days after they began
denominator: assessments authorised in the period
notes: >
  Working days of England after the first day: the same day is 0. An assessment without a start, or authorised before it
  began, or begun before 2012, counts as not in time. The value of each row is its length in working days.
source: Standard Safeguarding Dataset CINA003A, CINA005A; Working Together; Department for Education, children in need, table c2
unit: assessment
kind: flow
measure: percentage
polarity: high
polarity_source: Local Authority Interactive Tool
target: none
slices: [team, locality, service_area]
bands: [10, 20, 30, 40, 45]
unit_of_rows: working days
clocks: [45 working days]
needs:
  cin_assessments: [assessment_id, person_id, assessment_start_date, assessment_auth_date]
version: 1
order: 202
*/
select
    assessments.assessment_id as unit_id,
    assessments.person_id,
    assessments.assessment_team as team,
    assessments.as_at,
    assessments.assessment_auth_date as event_date,
    true as in_denominator,
    coalesce(
        assessments.assessment_start_date <= assessments.assessment_auth_date and assessments.length <= 45, false
    ) as in_numerator,
    cast(assessments.length as double) as value
from (
    select
        done.assessment_id,
        done.person_id,
        done.assessment_team,
        done.assessment_start_date,
        done.assessment_auth_date,
        periods.as_at,
        last_day.working_day_number - first_day.working_day_number as length
    from reporting_periods as periods
    join cin_assessments as done
      on done.assessment_auth_date >= periods.period_start and done.assessment_auth_date <= periods.as_at
    left join working_days as first_day on first_day.day = done.assessment_start_date
    left join working_days as last_day on last_day.day = done.assessment_auth_date
) as assessments
