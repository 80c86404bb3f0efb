/*
id: DQ28
name: open_cases_of_children_who_died
title: Open cases of children who have died
why: >
  The case of a child who has died is counted as open, and may be counted as unallocated.
remedy: >
  Close the case, or correct the date of death if it is an error.
severity: wrong
table: cin_episodes
indicators: [AL01, AL06]
needs:
  cin_episodes: [referral_id, person_id, referral_date, close_date, referral_nfa]
  person: [person_id, death_date]
*/
select cases.referral_id as record_key, cases.person_id, cases.referral_date, person.death_date
from cin_episodes as cases
join person on person.person_id = cases.person_id
cross join asked
where person.death_date <= asked.as_at
  and coalesce(cases.referral_nfa, 'N') <> 'Y'
  and cases.referral_date <= asked.as_at
  and coalesce(cases.close_date, date '9999-12-31') > asked.as_at
