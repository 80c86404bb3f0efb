/*
id: CC09
name: unregistered_placements
title: Children in unregistered placements
question: How many children in care live in a home that ought to be registered and is not?
numerator: children in care at the end of the day in a placement of the codes Z11 to Z14
denominator: children in care at the end of the day
notes: >
  The codes are those of the looked-after children return of 2025-26 and later; of the years before, returns do not
  say it, and a nought says nothing. The value of each row is the number of days in the placement.
source: Standard Safeguarding Dataset CLAP003A, CLAP004A; guide to the looked-after children return 2025-26
unit: child
kind: snapshot
measure: count
polarity: low
polarity_source: Foothold; no official polarity is published
target: none
slices: [team, locality, service_area, age_band, sex, ethnicity]
clocks: []
needs:
  cla_episodes: [cla_episode_id, person_id, cla_episode_start_date, cla_episode_ceased_date]
  cla_placement: [cla_placement_id, person_id, cla_placement_start_date, cla_placement_type]
version: 1
order: 609
*/
select
    children.person_id as unit_id,
    children.person_id,
    children.team,
    children.as_at,
    children.placed_on as event_date,
    true as in_denominator,
    coalesce(children.placement_type in ('Z11', 'Z12', 'Z13', 'Z14'), false) as in_numerator,
    cast(date_diff('day', children.placed_on, children.as_at) as double) as value
from looked_after_children as children
