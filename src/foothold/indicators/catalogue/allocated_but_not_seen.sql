/*
id: AL05
name: allocated_but_not_seen
title: Allocated cases whose child was not seen
question: Has every social worker with a case seen the child?
numerator: cases in a social worker's name for longer than the clock gives, whose child was not seen in that time
denominator: open cases at the end of the day in the name of a social worker
notes: >
  The clock is first_contact, 10 working days unless the council sets its own, from the day since which the case has without a
  break stood in the name of a social worker, or of a worker whose title says nothing; a change of worker does not break it.
  A child is seen by a visit that does not say otherwise, in an assessment, or in a contact recorded as face to face; a
  contact by video or phone is lawful and does not count here. The value of each row is the number of working days since
  then.
source: Standard Safeguarding Dataset CINE003A, CINE007A, INVO002A, INVO003A, CINV003A, CPPV003A, CLAV003A; the measure is Foothold's own
unit: case
kind: snapshot
measure: percentage
polarity: low
polarity_source: Foothold; no official polarity is published
target: none
slices: [team, locality, service_area, cohort, rating, need]
bands: [10, 20, 45, 90]
unit_of_rows: working days
clocks: [first_contact]
needs:
  cin_episodes: [referral_id, person_id, referral_date, close_date, referral_nfa]
  involvements: [involvements_id, professional_id, involvement_start_date, involvement_end_date]
  cin_visits: [person_id, cin_visit_date]
version: 1
order: 305
*/
select
    cases.referral_id as unit_id,
    cases.person_id,
    cases.team,
    ratings.rating,
    cases.need,
    cases.as_at,
    spells.allocated_since as event_date,
    true as in_denominator,
    clocks.last_day_in_time < cases.as_at and coalesce(spells.first_seen > cases.as_at, true) as in_numerator,
    cast(now_day.working_day_number - first_day.working_day_number as double) as value
from open_cases as cases
join allocated_spells as spells
  on spells.referral_id = cases.referral_id
 and spells.allocated_since <= cases.as_at
 and spells.allocated_until > cases.as_at
join clock_due_days as clocks on clocks.clock = 'first_contact' and clocks.start_day = spells.allocated_since
left join rating_spells as ratings
  on ratings.referral_id = cases.referral_id and ratings.rated_on <= cases.as_at and ratings.until > cases.as_at
left join working_days as first_day on first_day.day = spells.allocated_since
left join working_days as now_day on now_day.day = cases.as_at
