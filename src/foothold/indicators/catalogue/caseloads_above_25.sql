/*
id: AL06
name: caseloads_above_25
title: Social workers with more than 25 cases
question: How are cases spread over social workers, and who holds too many?
numerator: workers who hold more than 25 open cases at the end of the day
denominator: workers who hold at least one open case at the end of the day
notes: >
  A worker's cases are the open cases with a current involvement of that worker; the value of each row is their number. A
  case with two social workers counts for both, a case held by a manager or a queue for none. The worker's team is that of
  the newest case. Never read the mean alone: the distribution gives median, 90th percentile, maximum and bands.
source: Standard Safeguarding Dataset INVO002A, INVO003A, INVO006A, CINE003A, CINE007A; thresholds are Foothold's own
unit: worker
kind: snapshot
measure: percentage
polarity: low
polarity_source: Foothold; the workforce census has low as good for the average caseload
target: {at_most: 0}
slices: [team, locality, service_area]
bands: [10, 15, 20, 25, 50]
unit_of_rows: cases
clocks: []
needs:
  cin_episodes: [referral_id, person_id, referral_date, close_date, referral_nfa]
  involvements: [involvements_id, professional_id, involvement_start_date, involvement_end_date]
version: 1
order: 306
*/
select
    workers.professional_id as unit_id,
    cast(null as varchar) as person_id,
    workers.team,
    workers.as_at,
    workers.as_at as event_date,
    true as in_denominator,
    workers.cases > 25 as in_numerator,
    cast(workers.cases as double) as value
from caseloads as workers
