/*
id: AL12
name: cases_supervised_in_time
title: Cases supervised in time
question: Has every case been talked through with a supervisor in the time set?
numerator: open cases last talked through in supervision within the time the clock gives
denominator: cases open long enough at the end of the day for supervision to be due
notes: >
  The clock is case_supervision, one month unless the council sets its own, from the last supervision of the case; a case
  whose first one is not yet due is left out unless it was held. The value of each row is the number of days since the last
  one.
source: Foothold's decisions return, supervisions; the usual local standard
unit: case
kind: snapshot
measure: percentage
polarity: high
polarity_source: Foothold; no official polarity is published
target: none
slices: [team, locality, service_area, cohort, rating]
bands: [14, 31, 61, 92]
unit_of_rows: days
clocks: [case_supervision]
needs:
  cin_episodes: [referral_id, person_id, referral_date, close_date, referral_nfa]
  supervisions: [supervision_id, person_id, supervision_date]
version: 1
order: 312
*/
select
    cases.referral_id as unit_id,
    cases.person_id,
    cases.team,
    ratings.rating,
    cases.as_at,
    coalesce(held.supervised_on, cases.referral_date) as event_date,
    true as in_denominator,
    coalesce(due.last_day_in_time >= cases.as_at, false) as in_numerator,
    cast(date_diff('day', held.supervised_on, cases.as_at) as double) as value
from open_cases as cases
join clock_due_days as first_due
  on first_due.clock = 'case_supervision' and first_due.start_day = cases.referral_date
left join supervision_spells as held
  on held.referral_id = cases.referral_id and held.supervised_on <= cases.as_at and held.until > cases.as_at
left join clock_due_days as due on due.clock = 'case_supervision' and due.start_day = held.supervised_on
left join rating_spells as ratings
  on ratings.referral_id = cases.referral_id and ratings.rated_on <= cases.as_at and ratings.until > cases.as_at
where held.supervised_on is not null or first_due.last_day_in_time < cases.as_at
