/*
id: DQ14
name: visits_before_case_opened
title: Visits before the child's first case opened
why: >
  A child who was visited was known. The referral is later than the work, so waiting times from the referral
  are too short.
remedy: >
  Correct the day of the visit, or the referral date if the work began earlier.
severity: doubtful
table: cin_visits
indicators: [AL01, FD12]
needs:
  cin_visits: [cin_visit_id, person_id, cin_visit_date]
  cin_episodes: [person_id, referral_date]
*/
select
    visits.cin_visit_id as record_key,
    visits.person_id,
    visits.cin_visit_date,
    cases.first_referral
from cin_visits as visits
join (
    select person_id, min(referral_date) as first_referral from cin_episodes group by person_id
) as cases on cases.person_id = visits.person_id
where visits.cin_visit_date < cases.first_referral
