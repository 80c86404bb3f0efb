/*
id: CC08
name: children_in_foster_care
title: Children in foster care
question: How many children in care live with a foster family?
numerator: children in care at the end of the day who live in a foster placement (U1 to U6)
denominator: children in care at the end of the day
notes: A child in care without a placement on record counts in the denominator only.
source: Standard Safeguarding Dataset CLAP003A, CLAP004A, CLAP007A; Department for Education, children looked after
unit: child
kind: snapshot
measure: percentage
polarity: high
polarity_source: Local Authority Interactive Tool
target: none
slices: [team, locality, service_area, placement_type, placement_provider, age_band, sex, ethnicity]
clocks: []
needs:
  cla_episodes: [cla_episode_id, person_id, cla_episode_start_date, cla_episode_ceased_date]
  cla_placement: [cla_placement_id, person_id, cla_placement_start_date, cla_placement_type]
version: 1
order: 608
*/
select
    children.person_id as unit_id,
    children.person_id,
    children.team,
    children.placement_type,
    children.placement_provider,
    children.as_at,
    children.placed_on as event_date,
    true as in_denominator,
    coalesce(children.placement_type like 'U%', false) as in_numerator,
    cast(null as double) as value
from looked_after_children as children
