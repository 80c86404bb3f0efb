/*
id: CC06
name: long_term_stability
title: Long-term placement stability
question: Do children who have been in care for long stay in one home?
numerator: >-
  those who have lived in the same placement for two years or more, or are placed for adoption and have lived there
  and in the placement before for two years or more together
denominator: children in care at the end of the day, under 16, who have been in care for two and a half years or more
notes: >
  Care must not have been broken. A move with the same carer (T, U as the episode's reason) does not end a placement.
  The value of each row is the number of days with the present carer.
source: >-
  Standard Safeguarding Dataset CLAP003A, CLAP004A, CLAP009A, CLAE004A; Department for Education, children looked
  after
unit: child
kind: snapshot
measure: percentage
polarity: high
polarity_source: Local Authority Interactive Tool
target: none
slices: [team, locality, service_area, age_band, sex, ethnicity]
bands: [182, 365, 730, 1461]
unit_of_rows: days
clocks: [30 months in care, 24 months in a placement]
looks_back: {months: 30}
needs:
  cla_episodes: [cla_episode_id, person_id, cla_episode_start_date, cla_episode_ceased_date]
  cla_placement: [cla_placement_id, person_id, cla_placement_start_date, cla_placement_type]
  person: [person_id, dob]
version: 1
order: 606
*/
select
    children.person_id as unit_id,
    children.person_id,
    children.team,
    children.as_at,
    children.with_carer_since as event_date,
    true as in_denominator,
    coalesce(
        children.with_carer_since <= children.as_at - interval '24' month
        or (children.placement_type like 'A%' and children.before_that_since <= children.as_at - interval '24' month),
        false
    ) as in_numerator,
    cast(date_diff('day', children.with_carer_since, children.as_at) as double) as value
from looked_after_children as children
where children.dob > children.as_at - interval '192' month
  and children.came <= children.as_at - interval '30' month
