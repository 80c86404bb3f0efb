/*
id: DQ33
name: people_entered_twice
title: Children who may have been entered twice
why: >
  A child with two records has two halves of a history: re-referrals are missed and cases are counted twice.
  Only children without a unique pupil number are compared, because others are told apart by it.
remedy: >
  Compare the two records in the case system, and merge them there if they are one child.
severity: doubtful
table: person
indicators: [FD05, FD06, AL01]
needs:
  person: [person_id, dob, sex, ethnicity, upn_unknown]
*/
-- The later of the two is listed. Nothing that identifies a child is compared: birth, sex and ethnicity are.
select later.person_id as record_key, later.person_id, min(earlier.person_id) as resembles
from person as later
join person as earlier
  on earlier.dob = later.dob
 and earlier.sex = later.sex
 and earlier.ethnicity = later.ethnicity
 and earlier.person_id < later.person_id
where later.upn_unknown is not null
  and earlier.upn_unknown is not null
group by later.person_id
