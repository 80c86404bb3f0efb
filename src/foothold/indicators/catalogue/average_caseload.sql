/*
id: WF09
name: average_caseload
title: Average caseload
question: How many cases does a full-time social worker hold?
numerator: open cases that social workers hold at the end of the day, once for each worker who holds it
denominator: full-time equivalents of the workers who hold at least one
notes: >
  Agency workers count. Working time is that of the worker's record; where it is blank the worker counts as full-time, and a
  worker recorded with none is left out with the cases. A case belongs to the worker's newest team. A child whom nobody
  holds is in no caseload: see AL01 beside it.
source: Department for Education, children's social work workforce; Standard Safeguarding Dataset INVO002A, INVO003A, PROF011A
unit: case
unit_of_rows: cases for each full-time worker
kind: snapshot
measure: ratio
polarity: low
polarity_source: Local Authority Interactive Tool
target: none
slices: [team, locality, service_area]
clocks: []
needs:
  cin_episodes: [referral_id, person_id, referral_date, close_date, referral_nfa]
  involvements: [involvements_id, professional_id, involvement_start_date, involvement_end_date]
version: 1
order: 809
*/
select
    terms.referral_id as unit_id,
    terms.person_id,
    workers.team,
    workers.as_at,
    workers.as_at as event_date,
    false as in_denominator,
    true as in_numerator,
    1e0 as value
from caseloads as workers
join worker_terms as terms
  on terms.professional_id = workers.professional_id
 and terms.term_start <= workers.as_at
 and terms.term_end > workers.as_at
where workers.full_time_equivalency > 0
union all
select workers.professional_id, cast(null as varchar), workers.team, workers.as_at, workers.as_at, true, false,
    workers.full_time_equivalency
from caseloads as workers
where workers.full_time_equivalency > 0
