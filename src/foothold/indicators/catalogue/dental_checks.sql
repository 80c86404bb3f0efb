/*
id: CC14
name: dental_checks
title: Dental checks of children in care
question: Did children in care see a dentist in the year?
numerator: those with a dental check in the twelve months to the day
denominator: children who at the end of the day have been in care for twelve months without a break
notes: >
  Checks that were planned, refused or called off do not count. What the looked-after children return says of the year
  without a day counts for the year.
source: >-
  Standard Safeguarding Dataset CLAH003A to CLAH005A; Department for Education, children looked after, health outcomes
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
  cla_health: [person_id, health_check_type]
version: 1
order: 614
*/
select
    cohort.person_id as unit_id,
    cohort.person_id,
    cohort.team,
    cohort.as_at,
    cohort.came as event_date,
    true as in_denominator,
    count(done.person_id) > 0 as in_numerator,
    cast(null as double) as value
from children_in_care_a_year as cohort
left join health_checks_done as done
  on done.person_id = cohort.person_id
 and done.kind = 'dental check'
 and coalesce(done.done_on, cohort.as_at) >= cohort.year_start
 and coalesce(done.done_on, cohort.as_at) <= cohort.as_at
group by cohort.as_at, cohort.person_id, cohort.team, cohort.came
