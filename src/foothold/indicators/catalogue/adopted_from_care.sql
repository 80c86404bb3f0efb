/*
id: CC28
name: adopted_from_care
title: Left care to be adopted
question: How many children leave care to be adopted?
numerator: those who were adopted (E11, E12)
denominator: children who left care in the period, once each, by the last time
notes: The value of each row is the number of days in care.
source: Standard Safeguarding Dataset CLAE005A, CLAE006A; Department for Education, children looked after
unit: child
kind: flow
measure: percentage
polarity: high
polarity_source: Local Authority Interactive Tool
target: none
slices: [team, locality, service_area, age_band, sex, ethnicity]
clocks: []
needs:
  cla_episodes: [cla_episode_id, person_id, cla_episode_start_date, cla_episode_ceased_date, cla_episode_ceased_reason]
version: 1
order: 628
*/
select
    left_care.person_id as unit_id,
    left_care.person_id,
    left_care.team,
    left_care.as_at,
    left_care.left_on as event_date,
    true as in_denominator,
    coalesce(left_care.reason = 'adopted', false) as in_numerator,
    cast(date_diff('day', left_care.came, left_care.left_on) as double) as value
from left_care
