/*
id: DQ36
name: assessments_open_over_a_year
title: Assessments open for more than a year
why: >
  An assessment is due within 45 working days. One open for a year has usually been finished and never
  authorised, and stays among the overdue for ever.
remedy: >
  Authorise the assessment on the day it was finished, or cancel it in the case system.
severity: doubtful
table: cin_assessments
indicators: [AS04]
needs:
  cin_assessments: [assessment_id, person_id, assessment_start_date, assessment_auth_date]
*/
select assessments.assessment_id as record_key, assessments.person_id, assessments.assessment_start_date
from cin_assessments as assessments
cross join asked
where assessments.assessment_auth_date is null
  and assessments.assessment_start_date < cast(asked.as_at - interval '1' year as date)
