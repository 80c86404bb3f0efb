/*
id: CC07
name: placed_far_from_home
title: Placed more than 20 miles from home
question: How many children in care live far from where they come from?
numerator: children in care at the end of the day whose placement is more than 20 miles from their home
denominator: children in care at the end of the day
notes: >
  The published measure counts only placements that are outside the council's area as well; no return that Foothold
  reads says where the boundary lies, so that this figure is the higher of the two and takes no colour. A distance
  that could not be worked out (999.9) or is blank counts in the denominator only.
source: Standard Safeguarding Dataset CLAP011A; Department for Education, children looked after
unit: child
kind: snapshot
measure: percentage
polarity: low
polarity_source: Foothold; no official polarity is published
target: none
slices: [team, locality, service_area, placement_type, age_band, sex, ethnicity]
bands: [5, 10, 20, 50, 100]
unit_of_rows: miles
clocks: []
needs:
  cla_episodes: [cla_episode_id, person_id, cla_episode_start_date, cla_episode_ceased_date]
  cla_placement: [cla_placement_id, person_id, cla_placement_start_date, cla_placement_distance]
version: 1
order: 607
*/
select
    children.person_id as unit_id,
    children.person_id,
    children.team,
    children.placement_type,
    children.as_at,
    children.placed_on as event_date,
    true as in_denominator,
    coalesce(children.distance > 20 and children.distance < 999, false) as in_numerator,
    case when children.distance < 999 then children.distance end as value
from looked_after_children as children
