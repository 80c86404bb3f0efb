/*
id: DQ01
name: assessments_authorised_before_start
title: Assessments authorised before they started
why: >
  The working days an assessment took are counted from its start to its authorisation. One that ends first is
  counted as on time.
remedy: >
  Correct the start or the authorisation of the assessment in the case system.
severity: wrong
table: cin_assessments
indicators: [AS02, AS04, FD12]
needs:
  cin_assessments: [assessment_id, person_id, assessment_start_date, assessment_auth_date]
*/
select
    assessment_id as record_key,
    person_id,
    assessment_start_date,
    assessment_auth_date
from cin_assessments
where assessment_auth_date < assessment_start_date
