/*
id: CC02
name: children_starting_care
title: Children who came into care
question: How many children came into care, for every 10,000 children?
numerator: children who came into care in the period, once each, by the first time
denominator: children aged 0 to 17, mid-year estimate of the year before
notes: >
  A time in care begins with the first of the episodes that follow one another without a day between them; a series of
  short breaks is none. The team is that of the child's newest case on the day, the legal status that on coming in.
source: >-
  Standard Safeguarding Dataset CLAE003A, CLAE005A, CLAE009A, LEGA003A; Department for Education, children looked
  after
unit: child
kind: flow
measure: rate
polarity: none
target: none
slices: [team, locality, service_area, need, legal_status, age_band, sex, ethnicity]
clocks: []
needs:
  cla_episodes: [cla_episode_id, person_id, cla_episode_start_date, cla_episode_ceased_date]
version: 1
order: 602
*/
select
    started.person_id as unit_id,
    started.person_id,
    started.team,
    started.need,
    started.legal_status,
    started.as_at,
    started.came as event_date,
    true as in_denominator,
    true as in_numerator,
    cast(null as double) as value
from (
    select periods.as_at, care_periods.person_id, care_periods.came_team as team, care_periods.need,
        care_periods.legal_status, care_periods.came,
        row_number() over (partition by periods.as_at, care_periods.person_id order by care_periods.came) as choice
    from reporting_periods as periods
    join care_periods on care_periods.came >= periods.period_start and care_periods.came <= periods.as_at
) as started
where started.choice = 1
