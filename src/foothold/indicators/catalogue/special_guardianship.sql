/*
id: CC24
name: special_guardianship
title: Left care to special guardians
question: How many children leave care to special guardians?
numerator: those who left on a special guardianship order (E45 to E48, formerly E43 and E44)
denominator: children who left care in the period, once each, by the last time
notes: >
  Ask by guardian for whether the guardian was the child's foster carer, as far as the return says. Those who left on
  a child arrangements order (E41) are a part of CC03 by reason.
source: Standard Safeguarding Dataset CLAE005A, CLAE006A; Department for Education, children looked after
unit: child
kind: flow
measure: percentage
polarity: none
target: none
slices: [team, locality, service_area, reason, guardian, age_band, sex, ethnicity]
clocks: []
needs:
  cla_episodes: [cla_episode_id, person_id, cla_episode_start_date, cla_episode_ceased_date, cla_episode_ceased_reason]
version: 1
order: 624
*/
select
    left_care.person_id as unit_id,
    left_care.person_id,
    left_care.team,
    left_care.reason,
    left_care.guardian,
    left_care.as_at,
    left_care.left_on as event_date,
    true as in_denominator,
    coalesce(left_care.reason = 'special guardianship', false) as in_numerator,
    cast(date_diff('day', left_care.came, left_care.left_on) as double) as value
from left_care
