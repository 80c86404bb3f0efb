/*
id: CC05
name: three_placements_in_a_year
title: Three or more placements in a year
question: How many children in care had to live in three places or more within a year?
numerator: children in care at the end of the day who had three or more placements in the twelve months to it
denominator: children in care at the end of the day
notes: >
  Every placement that held on a day of the twelve months counts, the present one and any of an earlier time in care
  among them; temporary ones (T) do not, nor does a move with the same carer (T, U as the episode's reason). The value
  of each row is the number of placements.
source: >-
  Standard Safeguarding Dataset CLAP003A, CLAP004A, CLAP009A, CLAE004A; Department for Education, children looked
  after
unit: child
kind: snapshot
measure: percentage
polarity: low
polarity_source: Local Authority Interactive Tool
target: none
slices: [team, locality, service_area, age_band, sex, ethnicity]
bands: [1, 2, 3, 5]
unit_of_rows: placements
clocks: [12 months]
looks_back: {months: 12}
needs:
  cla_episodes: [cla_episode_id, person_id, cla_episode_start_date, cla_episode_ceased_date]
  cla_placement: [cla_placement_id, person_id, cla_placement_start_date, cla_placement_type, cla_placement_end_date]
version: 1
order: 605
*/
select
    children.person_id as unit_id,
    children.person_id,
    children.team,
    children.as_at,
    children.came as event_date,
    true as in_denominator,
    coalesce(counted.homes, 0) >= 3 as in_numerator,
    cast(coalesce(counted.homes, 0) as double) as value
from looked_after_children as children
left join homes_in_a_year as counted
  on counted.person_id = children.person_id and counted.since <= children.as_at and counted.until > children.as_at
