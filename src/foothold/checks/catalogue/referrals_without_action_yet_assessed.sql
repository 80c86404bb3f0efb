/*
id: DQ35
name: referrals_without_action_yet_assessed
title: Referrals without further action that were assessed
why: >
  A referral closed without further action is left out of open cases. One that led to an assessment is a case
  all the same.
remedy: >
  Correct the outcome of the referral, or move the assessment to the referral it belongs to.
severity: wrong
table: cin_episodes
indicators: [FD05, FD12, AL01]
needs:
  cin_episodes: [referral_id, person_id, referral_date, referral_nfa]
  cin_assessments: [assessment_id, referral_id, assessment_start_date]
*/
select
    cases.referral_id as record_key,
    cases.person_id,
    cases.referral_date,
    min(assessments.assessment_start_date) as assessment_start_date
from cin_episodes as cases
join cin_assessments as assessments on assessments.referral_id = cases.referral_id
where cases.referral_nfa = 'Y'
group by cases.referral_id, cases.person_id, cases.referral_date
