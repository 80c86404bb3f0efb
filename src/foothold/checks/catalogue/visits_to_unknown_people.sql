/*
id: DQ16
name: visits_to_unknown_people
title: Visits to children who are not in the list of people
why: >
  Work with a child of whom the return holds no record cannot be counted by age, by team or at all.
remedy: >
  Hand over the child's record with the next return, or correct the child's identifier on the visit.
severity: wrong
table: cin_visits
indicators: [AL01]
needs:
  cin_visits: [cin_visit_id, person_id, cin_visit_date]
  person: [person_id]
*/
select visits.cin_visit_id as record_key, visits.person_id, visits.cin_visit_date
from cin_visits as visits
left join person on person.person_id = visits.person_id
where person.person_id is null
