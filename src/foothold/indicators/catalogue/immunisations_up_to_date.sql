/*
id: CC15
name: immunisations_up_to_date
title: Immunisations of children in care up to date
question: Are children in care protected by their immunisations?
numerator: those whose immunisations are recorded as up to date
denominator: children who at the end of the day have been in care for twelve months without a break
notes: Only the newest state of each child is on record; one that was recorded after the day counts as not up to date.
source: >-
  Standard Safeguarding Dataset CLAI004A, CLAI005A; Department for Education, children looked after, health outcomes
unit: child
kind: snapshot
measure: percentage
polarity: high
polarity_source: Local Authority Interactive Tool
target: none
slices: [team, locality, service_area, age_band, sex, ethnicity]
clocks: [12 months]
needs:
  cla_episodes: [cla_episode_id, person_id, cla_episode_start_date, cla_episode_ceased_date]
  cla_immunisations: [person_id, immunisations_status]
version: 1
order: 615
*/
select
    cohort.person_id as unit_id,
    cohort.person_id,
    cohort.team,
    cohort.as_at,
    cohort.came as event_date,
    true as in_denominator,
    known.person_id is not null as in_numerator,
    cast(null as double) as value
from children_in_care_a_year as cohort
left join (
    select person_id, min(coalesce(immunisations_status_date, date '1900-01-01')) as since
    from cla_immunisations
    where upper(immunisations_status) = 'Y'
    group by person_id
) as known on known.person_id = cohort.person_id and known.since <= cohort.as_at
