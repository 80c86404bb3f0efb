/*
id: DQ34
name: closures_in_the_future
title: Cases closed on a day still to come
why: >
  A closing date after the day of the return was not known when it was entered. The case drops out of open
  cases on that day by itself.
remedy: >
  Correct the closing date.
severity: wrong
table: cin_episodes
indicators: [AL01]
needs:
  cin_episodes: [referral_id, person_id, referral_date, close_date]
*/
select cases.referral_id as record_key, cases.person_id, cases.referral_date, cases.close_date
from cin_episodes as cases
cross join asked
where cases.close_date > asked.as_at
