/*
id: CC30
name: entry_to_adoptive_home
title: Entry to care to adoptive home
question: How long does it take until a child lives with those who adopt it?
numerator: those of whom the day of moving in is known, by the mean number of days to it from coming into care
denominator: children who left care adopted in the three years to the day
notes: >
  Adoption scorecard A10. A child adopted by its foster carers moved in on the day on which it was placed with them:
  as the path to adoption says, else the first day with the carer it lived with until the placement became an adoptive
  one. For others it is the day they were placed for adoption.
source: >-
  Standard Safeguarding Dataset PERM007A, PERM009A, PERM011A, PERM021A, CLAE003A, CLAE006A; Department for Education,
  adoption scorecard methodology
unit: child
kind: snapshot
measure: mean
polarity: low
polarity_source: Local Authority Interactive Tool
target: none
slices: [team, locality, service_area, age_band, sex, ethnicity]
bands: [182, 365, 426, 548, 730]
unit_of_rows: days
clocks: [3 years]
needs:
  cla_episodes: [cla_episode_id, person_id, cla_episode_start_date, cla_episode_ceased_date, cla_episode_ceased_reason]
  permanence: [person_id, placed_for_adoption_date]
version: 1
order: 630
*/
select
    adopted.person_id as unit_id,
    adopted.person_id,
    adopted.team,
    adopted.as_at,
    adopted.adopted_on as event_date,
    true as in_denominator,
    adopted.moved_in_on is not null as in_numerator,
    cast(date_diff('day', adopted.came, adopted.moved_in_on) as double) as value
from adopted_children as adopted
