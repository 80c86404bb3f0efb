/*
id: AS01
name: assessments_completed
title: Assessments completed
question: How many assessments were completed, for every 10,000 children?
numerator: assessments authorised in the period
denominator: children aged 0 to 17, mid-year estimate of the year before the period's end
notes: The rate is that of the period and is not scaled to a year.
source: Standard Safeguarding Dataset CINA005A; Department for Education, children in need, table c2
unit: assessment
kind: flow
measure: rate
polarity: none
target: none
slices: [team, locality, service_area, age_band, sex, ethnicity]
clocks: []
needs:
  cin_assessments: [assessment_id, person_id, assessment_auth_date]
version: 1
order: 201
*/
select
    done.assessment_id as unit_id,
    done.person_id,
    done.assessment_team as team,
    periods.as_at,
    done.assessment_auth_date as event_date,
    true as in_denominator,
    true as in_numerator,
    cast(null as double) as value
from reporting_periods as periods
join cin_assessments as done
  on done.assessment_auth_date >= periods.period_start and done.assessment_auth_date <= periods.as_at
