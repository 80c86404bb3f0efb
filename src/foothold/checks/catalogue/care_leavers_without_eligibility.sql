/*
id: DQ37
name: care_leavers_without_eligibility
title: Care leavers without their eligibility
why: >
  What a care leaver is owed follows from eligibility. Without it the young person falls out of every count of
  care leavers.
remedy: >
  Enter the eligibility of the young person.
severity: wrong
table: care_leavers
indicators: [CC01]
needs:
  care_leavers: [table_id, person_id, care_leaver_eligibility]
*/
select table_id as record_key, person_id, care_leaver_eligibility
from care_leavers
where coalesce(trim(care_leaver_eligibility), '') = ''
