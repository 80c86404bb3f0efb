/*
id: DQ32
name: cases_of_unknown_people
title: Cases of children who are not in the list of people
why: >
  A case without a record of the child is counted, and cannot be broken down by age, sex or ethnicity.
remedy: >
  Hand over the child's record with the next return, or correct the child's identifier on the case.
severity: wrong
table: cin_episodes
indicators: [FD05, AL01]
needs:
  cin_episodes: [referral_id, person_id, referral_date]
  person: [person_id]
*/
select cases.referral_id as record_key, cases.person_id, cases.referral_date
from cin_episodes as cases
left join person on person.person_id = cases.person_id
where person.person_id is null
