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
    counted.person_id as unit_id,
    counted.person_id,
    counted.team,
    counted.as_at,
    counted.came as event_date,
    true as in_denominator,
    counted.placements >= 3 as in_numerator,
    cast(counted.placements as double) as value
from (
    select children.as_at, children.person_id, children.team, children.came,
        count(distinct placements.with_carer_since) as placements
    from looked_after_children as children
    left join placements_held as placements
      on placements.person_id = children.person_id
     and placements.began <= children.as_at
     and placements.ended > children.as_at - interval '12' month
     and placements.ended > placements.began
     and coalesce(placements.placement_type, '') not like 'T%'
    group by children.as_at, children.person_id, children.team, children.came
) as counted
