/*
id: CC23
name: returns_to_care
title: Back in care within 12 months
question: How many of those who come into care had left it within the year before?
numerator: those whose child had left care within the twelve months before
denominator: times in care that began in the period
notes: >
  A time in care that begins on the day on which another ended is the same one. The value of each row is the number of
  days between.
source: Standard Safeguarding Dataset CLAE003A, CLAE005A; Ofsted inspection data, list 8
unit: time in care
kind: flow
measure: percentage
polarity: low
polarity_source: Foothold; no official polarity is published
target: none
slices: [team, locality, service_area, need, age_band, sex, ethnicity]
bands: [28, 91, 182, 365]
unit_of_rows: days
clocks: [12 months]
looks_back: {months: 12}
needs:
  cla_episodes: [cla_episode_id, person_id, cla_episode_start_date, cla_episode_ceased_date]
version: 1
order: 623
*/
select
    care_periods.person_id || '/' || cast(care_periods.came as varchar) as unit_id,
    care_periods.person_id,
    care_periods.came_team as team,
    care_periods.need,
    periods.as_at,
    care_periods.came as event_date,
    true as in_denominator,
    coalesce(care_periods.left_before >= care_periods.came - interval '12' month, false) as in_numerator,
    cast(date_diff('day', care_periods.left_before, care_periods.came) as double) as value
from reporting_periods as periods
join care_periods on care_periods.came >= periods.period_start and care_periods.came <= periods.as_at
