/*
id: AL03
name: days_unallocated
title: Longest time without a social worker
question: How long have the children without a social worker been waiting for one?
numerator: cases unallocated at the end of the day (as AL01), each with the days since it was last allocated or referred
denominator: the same cases
notes: >
  The value is the longest wait in days; the distribution gives median, 90th percentile and bands. A case that loses its
  holder starts a new wait that day. Overlapping involvements are merged first. Blank when nobody waits.
source: Standard Safeguarding Dataset CINE003A, CINE007A, INVO002A, INVO003A, INVO006A; the measure is Foothold's own
unit: case
kind: snapshot
measure: longest
polarity: low
polarity_source: Foothold; no official polarity is published
target: none
slices: [team, locality, service_area, holder, need]
bands: [7, 14, 28, 56, 112]
unit_of_rows: days
clocks: []
needs:
  cin_episodes: [referral_id, person_id, referral_date, close_date, referral_nfa]
  involvements: [involvements_id, professional_id, involvement_start_date, involvement_end_date]
version: 1
order: 303
*/
select
    cases.referral_id as unit_id,
    cases.person_id,
    cases.team,
    cases.holder,
    cases.need,
    periods.as_at,
    waits.waiting_since as event_date,
    true as in_denominator,
    true as in_numerator,
    cast(date_diff('day', waits.waiting_since, periods.as_at) as double) as value
from reporting_periods as periods
join case_spells as cases
  on cases.spell_start <= periods.as_at and cases.spell_end > periods.as_at and cases.holder = 'nobody'
join unallocated_spells as waits
  on waits.referral_id = cases.referral_id
 and waits.waiting_since <= periods.as_at
 and waits.waiting_until > periods.as_at
