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
    held.referral_id as unit_id,
    held.person_id,
    held.team,
    held.as_at,
    held.as_at as event_date,
    false as in_denominator,
    true as in_numerator,
    1e0 as value
from worker_cases as held
where held.full_time_equivalency > 0
union all
select held.professional_id, cast(null as varchar), held.team, held.as_at, held.as_at, true, false,
    held.full_time_equivalency
from worker_cases as held
where held.full_time_equivalency > 0 and held.newest = 1
