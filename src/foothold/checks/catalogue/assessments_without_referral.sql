/*
id: DQ17
name: assessments_without_referral
title: Assessments without their referral
why: >
  An assessment is counted for the case it belongs to. One whose referral is not there leaves a case that
  looks as if it still waits to be assessed.
remedy: >
  Link the assessment to its referral, or hand over the referral with the next return.
severity: wrong
table: cin_assessments
indicators: [AS02, AS04, FD12]
needs:
  cin_assessments: [assessment_id, person_id, referral_id, assessment_start_date]
  cin_episodes: [referral_id, person_id, referral_date]
*/
select
    assessments.assessment_id as record_key,
    assessments.person_id,
    assessments.referral_id,
    assessments.assessment_start_date
from cin_assessments as assessments
left join cin_episodes as linked on linked.referral_id = assessments.referral_id
left join (
    select person_id, min(referral_date) as first_referral from cin_episodes group by person_id
) as cases on cases.person_id = assessments.person_id
where linked.referral_id is null
  -- An assessment that names no referral may belong to any that the child had by then.
  and (
      assessments.referral_id is not null
      or coalesce(cases.first_referral, date '9999-12-31') > assessments.assessment_start_date
  )
