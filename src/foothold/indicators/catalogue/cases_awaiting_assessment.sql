/*
id: FD12
name: cases_awaiting_assessment
title: Cases awaiting assessment
question: How many open cases have not begun to be assessed?
numerator: open cases at the end of the day with no assessment begun by then
denominator: open cases at the end of the day, referrals closed without further action left out
notes: >
  An assessment that names no referral belongs to the child's case open on the day it began. The value of each row is the
  number of working days since the referral.
source: Standard Safeguarding Dataset CINE003A, CINE007A, CINA003A; Department for Education, children in need, table b1
unit: case
kind: snapshot
measure: count
polarity: low
polarity_source: Foothold; no official polarity is published
target: none
slices: [team, locality, service_area, need]
bands: [1, 5, 10, 20, 45]
unit_of_rows: working days
clocks: []
needs:
  cin_episodes: [referral_id, person_id, referral_date, close_date, referral_nfa]
  cin_assessments: [assessment_id, person_id, assessment_start_date]
version: 1
order: 112
*/
select
    cases.referral_id as unit_id,
    cases.person_id,
    cases.team,
    cases.need,
    cases.as_at,
    cases.referral_date as event_date,
    true as in_denominator,
    coalesce(assessments.first_started > cases.as_at, true) as in_numerator,
    cast(now_day.working_day_number - first_day.working_day_number as double) as value
from open_cases as cases
left join first_assessments as assessments on assessments.referral_id = cases.referral_id
left join working_days as first_day on first_day.day = cases.referral_date
left join working_days as now_day on now_day.day = cases.as_at
