/*
id: AS05
name: children_seen_in_assessment
title: Children seen in their assessment
question: Is the child seen in the assessment?
numerator: assessments authorised in the period in which the child was seen
denominator: assessments authorised in the period that say whether the child was seen
notes: An assessment that says nothing, or "unknown", is left out of both; how many do can be seen in the data quality list.
source: Standard Safeguarding Dataset CINA004A, CINA005A; Ofsted inspection data, list 4
unit: assessment
kind: flow
measure: percentage
polarity: high
polarity_source: Foothold; no official polarity is published
target: none
slices: [team, locality, service_area, age_band, sex, ethnicity]
clocks: []
needs:
  cin_assessments: [assessment_id, person_id, assessment_auth_date, assessment_child_seen]
version: 1
order: 205
*/
select
    done.assessment_id as unit_id,
    done.person_id,
    done.assessment_team as team,
    periods.as_at,
    done.assessment_auth_date as event_date,
    true as in_denominator,
    done.assessment_child_seen = 'Y' as in_numerator,
    cast(null as double) as value
from reporting_periods as periods
join cin_assessments as done
  on done.assessment_auth_date >= periods.period_start and done.assessment_auth_date <= periods.as_at
where done.assessment_child_seen in ('Y', 'N')
