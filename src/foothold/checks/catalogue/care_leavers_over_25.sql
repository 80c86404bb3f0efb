/*
id: DQ27
name: care_leavers_over_25
title: Care leavers older than 25
why: >
  Support for care leavers reaches to the age of 25. Older people in the list make contact and accommodation
  look worse than they are.
remedy: >
  End the record of whoever is no longer supported, or correct the date of birth.
severity: doubtful
table: care_leavers
indicators: [CC01]
needs:
  care_leavers: [table_id, person_id, care_leaver_eligibility]
  person: [person_id, dob]
*/
select leavers.table_id as record_key, leavers.person_id, leavers.care_leaver_eligibility, person.dob
from care_leavers as leavers
join person on person.person_id = leavers.person_id
cross join asked
where person.dob <= cast(asked.as_at - interval '26' year as date)
