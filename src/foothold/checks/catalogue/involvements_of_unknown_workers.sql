/*
id: DQ18
name: involvements_of_unknown_workers
title: Involvements of workers who are not in the list of workers
why: >
  The job title says whether a worker may hold a case. An unknown worker is taken to be a social worker, so a
  case can look allocated that is not.
remedy: >
  Hand over the worker's record with the next return, or correct the worker on the involvement.
severity: wrong
table: involvements
indicators: [AL01, AL02, AL06]
needs:
  involvements: [involvements_id, person_id, professional_id, involvement_start_date]
  professionals: [professional_id]
*/
select
    involvements.involvements_id as record_key,
    involvements.person_id,
    involvements.professional_id,
    involvements.involvement_start_date
from involvements
left join professionals on professionals.professional_id = involvements.professional_id
where involvements.professional_id is not null
  and professionals.professional_id is null
