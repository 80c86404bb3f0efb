/*
id: DQ15
name: visits_after_case_closed
title: Visits after the case was closed
why: >
  Work goes on with a child whose case is closed. The case is missing from open cases, and the next referral
  will count as a re-referral.
remedy: >
  Open the case again, correct the closing date, or correct the day of the visit.
severity: doubtful
table: cin_visits
indicators: [AL01, FD06]
needs:
  cin_visits: [cin_visit_id, person_id, cin_visit_date]
  cin_episodes: [referral_id, person_id, referral_date, close_date]
*/
select
    visits.cin_visit_id as record_key,
    visits.person_id,
    visits.cin_visit_date,
    max(cases.close_date) as case_closed
from cin_visits as visits
join cin_episodes as cases
  on cases.person_id = visits.person_id
 and cases.referral_date <= visits.cin_visit_date
group by visits.cin_visit_id, visits.person_id, visits.cin_visit_date
-- A visit on the day of closing belongs to the case.
having max(coalesce(cases.close_date, date '9999-12-31')) < visits.cin_visit_date
