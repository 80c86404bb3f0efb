/*
id: CC29
name: placement_order_to_match
title: Placement order to match
question: How long does a child wait for a match once the court allows adoption?
numerator: those with a placement order and a match, by the mean number of days from the one to the other
denominator: children who left care adopted in the three years to the day
notes: >
  Adoption scorecard A2. A match before the order is no wait: 0 days. Where no path to adoption gives the day of the
  order, the day on which the placement order (E1, or D1 before) began as a legal status stands for it.
source: >-
  Standard Safeguarding Dataset PERM006A, PERM008A, LEGA003A, CLAE006A; Department for Education, adoption scorecard
  methodology
unit: child
kind: snapshot
measure: mean
polarity: low
polarity_source: Local Authority Interactive Tool
target: none
slices: [team, locality, service_area, age_band, sex, ethnicity]
bands: [30, 61, 121, 182, 365]
unit_of_rows: days
clocks: [3 years]
needs:
  cla_episodes: [cla_episode_id, person_id, cla_episode_start_date, cla_episode_ceased_date, cla_episode_ceased_reason]
  permanence: [person_id, matched_date]
version: 1
order: 629
*/
select
    adopted.person_id as unit_id,
    adopted.person_id,
    adopted.team,
    adopted.as_at,
    adopted.adopted_on as event_date,
    true as in_denominator,
    adopted.ordered_on is not null and adopted.matched_on is not null as in_numerator,
    cast(
        case
            when adopted.matched_on < adopted.ordered_on then 0
            else date_diff('day', adopted.ordered_on, adopted.matched_on)
        end as double
    ) as value
from adopted_children as adopted
