/*
id: CC03
name: children_leaving_care
title: Children who left care
question: How many children left care, for every 10,000 children, and why?
numerator: children who left care in the period, once each, by the last time
denominator: children aged 0 to 17, mid-year estimate of the year before
notes: >
  An episode that ended and was followed by another on the same day did not end care. Ask by reason for the mix; a
  departure without a reason is a part of its own. The team is that of the child's newest case on the day before.
source: Standard Safeguarding Dataset CLAE003A, CLAE005A, CLAE006A; Department for Education, children looked after
unit: child
kind: flow
measure: rate
polarity: none
target: none
slices: [team, locality, service_area, reason, age_band, sex, ethnicity]
clocks: []
needs:
  cla_episodes: [cla_episode_id, person_id, cla_episode_start_date, cla_episode_ceased_date, cla_episode_ceased_reason]
version: 1
order: 603
*/
select
    left_care.person_id as unit_id,
    left_care.person_id,
    left_care.team,
    left_care.reason,
    left_care.as_at,
    left_care.left_on as event_date,
    true as in_denominator,
    true as in_numerator,
    cast(date_diff('day', left_care.came, left_care.left_on) as double) as value
from left_care
