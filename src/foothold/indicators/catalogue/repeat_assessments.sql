/*
id: AS08
name: repeat_assessments
title: Repeat assessments within 12 months
question: How many assessments are of a child assessed before in the last 12 months?
numerator: assessments authorised in the period with an earlier one of the same child authorised in the 12 months before
denominator: assessments authorised in the period
notes: >
  The same day a year earlier is within 12 months; another assessment authorised on the same day is not an earlier one. The
  value of each row is the number of days since the earlier one.
source: Standard Safeguarding Dataset CINA002A, CINA005A; the measure is Foothold's own
unit: assessment
kind: flow
measure: percentage
polarity: low
polarity_source: Foothold; no official polarity is published
target: none
slices: [team, locality, service_area, age_band]
clocks: [12 months]
looks_back: {months: 12}
needs:
  cin_assessments: [assessment_id, person_id, assessment_auth_date]
version: 1
order: 208
*/
select
    done.assessment_id as unit_id,
    done.person_id,
    done.assessment_team as team,
    periods.as_at,
    done.assessment_auth_date as event_date,
    true as in_denominator,
    coalesce(earlier.previous_date >= cast(done.assessment_auth_date - interval '12' month as date), false) as in_numerator,
    cast(date_diff('day', earlier.previous_date, done.assessment_auth_date) as double) as value
from reporting_periods as periods
join cin_assessments as done
  on done.assessment_auth_date >= periods.period_start and done.assessment_auth_date <= periods.as_at
left join (
    select person_id, assessment_auth_date,
        lag(assessment_auth_date) over (partition by person_id order by assessment_auth_date) as previous_date
    from (
        select distinct person_id, assessment_auth_date from cin_assessments where assessment_auth_date is not null
    ) as days
) as earlier on earlier.person_id = done.person_id and earlier.assessment_auth_date = done.assessment_auth_date
