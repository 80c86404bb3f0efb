/*
id: FD13
name: long_waits_for_assessment
title: Long waits for an assessment to begin
question: Of the cases awaiting assessment, how many have waited more than 10 working days?
numerator: cases awaiting assessment whose referral is more than 10 working days old
denominator: open cases at the end of the day with no assessment begun by then
notes: The value of each row is the number of working days since the referral; its bands show the ages of the backlog.
source: Standard Safeguarding Dataset CINE003A, CINE007A, CINA003A; the measure is Foothold's own
unit: case
kind: snapshot
measure: percentage
polarity: low
polarity_source: Foothold; no official polarity is published
target: none
slices: [team, locality, service_area, need]
bands: [5, 10, 20, 45]
unit_of_rows: working days
clocks: [10 working days]
needs:
  cin_episodes: [referral_id, person_id, referral_date, close_date, referral_nfa]
  cin_assessments: [assessment_id, person_id, assessment_start_date]
version: 1
order: 113
*/
select
    cases.referral_id as unit_id,
    cases.person_id,
    cases.team,
    cases.need,
    cases.as_at,
    cases.referral_date as event_date,
    true as in_denominator,
    coalesce(first_day.day is null or late.first_day <= cases.as_at, false) as in_numerator,
    cast(now_day.working_day_number - first_day.working_day_number as double) as value
from open_cases as cases
left join first_assessments as assessments on assessments.referral_id = cases.referral_id
left join working_days as first_day on first_day.day = cases.referral_date
left join working_days_reached as late on late.working_day_number = first_day.working_day_number + 11
left join working_days as now_day on now_day.day = cases.as_at
where coalesce(assessments.first_started > cases.as_at, true)
