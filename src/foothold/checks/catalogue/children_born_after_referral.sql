/*
id: DQ25
name: children_born_after_referral
title: Children born after their referral
why: >
  An unborn child is referred with an expected date of birth. Without one, or born more than forty weeks
  later, the referral or the date of birth is wrong.
remedy: >
  Record the expected date of birth, or correct the referral date or the date of birth.
severity: doubtful
table: cin_episodes
indicators: [FD05, FD06]
needs:
  cin_episodes: [referral_id, person_id, referral_date]
  person: [person_id, dob, expected_dob]
*/
select cases.referral_id as record_key, cases.person_id, cases.referral_date, person.dob, person.expected_dob
from cin_episodes as cases
join person on person.person_id = cases.person_id
where date_diff('day', cases.referral_date, person.dob) > case when person.expected_dob is null then 0 else 280 end
