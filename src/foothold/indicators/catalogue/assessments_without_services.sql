/*
id: AS06
name: assessments_without_services
title: Assessments that found no services needed
question: How many assessments end without any service for the child?
numerator: assessments authorised in the period with no further action
denominator: assessments authorised in the period that say what followed
notes: The measure has no official polarity; an assessment that says nothing is left out of both.
source: Standard Safeguarding Dataset CINA005A, CINA009A; Ofsted inspection data, list 4
unit: assessment
kind: flow
measure: percentage
polarity: none
target: none
slices: [team, locality, service_area, age_band, sex, ethnicity]
clocks: []
needs:
  cin_assessments: [assessment_id, person_id, assessment_auth_date, assessment_outcome_nfa]
version: 1
order: 206
*/
select
    done.assessment_id as unit_id,
    done.person_id,
    done.assessment_team as team,
    periods.as_at,
    done.assessment_auth_date as event_date,
    true as in_denominator,
    done.assessment_outcome_nfa = 'Y' as in_numerator,
    cast(null as double) as value
from reporting_periods as periods
join cin_assessments as done
  on done.assessment_auth_date >= periods.period_start and done.assessment_auth_date <= periods.as_at
where done.assessment_outcome_nfa in ('Y', 'N')
