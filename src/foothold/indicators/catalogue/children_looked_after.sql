/*
id: CC01
name: children_looked_after
title: Children looked after
question: How many children are looked after, for every 10,000 children?
numerator: children with an episode of care open at the end of the day, series of short breaks (V3, V4) left out
denominator: children aged 0 to 17, mid-year estimate of the year before
notes: >
  An episode is open from its start to the day before it ceases; a child with two open episodes counts once, by the newest.
  Teams are those of the child's open case. The rate has no official polarity.
source: Standard Safeguarding Dataset CLAE003A, CLAE005A, LEGA003A; Department for Education, children looked after
unit: child
kind: snapshot
measure: rate
polarity: none
target: none
slices: [team, locality, service_area, age_band, sex, ethnicity]
clocks: []
needs:
  cla_episodes: [cla_episode_id, person_id, cla_episode_start_date, cla_episode_ceased_date]
  legal_status: [person_id, legal_status]
version: 1
order: 601
*/
select
    episodes.person_id as unit_id,
    episodes.person_id,
    child_terms.team,
    episodes.as_at,
    episodes.cla_episode_start_date as event_date,
    true as in_denominator,
    true as in_numerator,
    cast(null as double) as value
from children_in_care as episodes
left join child_terms
  on child_terms.person_id = episodes.person_id
 and child_terms.term_start <= episodes.as_at
 and child_terms.term_end > episodes.as_at
