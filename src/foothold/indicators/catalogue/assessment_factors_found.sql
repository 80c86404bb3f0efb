/*
id: AS07
name: assessment_factors_found
title: Factors found in assessments
question: How often does an assessment find each factor, from alcohol to violence at home?
numerator: completed assessments in the period that found the factor; without a factor, those that found any
denominator: completed assessments in the period that found any factor; without a factor, all completed assessments
notes: >
  Ask by factor, code by code of the children in need census. An assessment may find several, so the factors do not add up
  to 100. Code 21 says that none was found and is no factor, so it is no part and makes no assessment one that found any.
source: Standard Safeguarding Dataset CINA003A, CINF002A; Department for Education, children in need, table c3
unit: assessment
kind: flow
measure: prevalence
mix: factor
polarity: none
target: none
slices: [factor, team, locality, service_area, age_band, sex, ethnicity]
clocks: []
needs:
  cin_assessments: [assessment_id, person_id, assessment_auth_date]
  assessment_factors: [assessment_id, assessment_factors_json]
version: 1
order: 207
*/
select
    assessed.assessment_id as unit_id,
    assessed.person_id,
    cast(null as varchar) as factor,
    assessed.assessment_team as team,
    assessed.as_at,
    assessed.assessment_auth_date as event_date,
    true as in_denominator,
    assessed.factors_found > 0 as in_numerator,
    cast(null as double) as value
from assessed_with_factors as assessed
union all
select
    assessed.assessment_id, assessed.person_id, codes.factor, assessed.assessment_team, assessed.as_at,
    assessed.assessment_auth_date, true, found.factor is not null, cast(null as double)
from assessed_with_factors as assessed
cross join factor_codes as codes
left join found_factors as found on found.assessment_id = assessed.assessment_id and found.factor = codes.factor
where assessed.factors_found > 0 and codes.factor <> '21'
