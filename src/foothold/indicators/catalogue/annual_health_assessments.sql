/*
id: CC13
name: annual_health_assessments
title: Health assessments of children in care
question: Did children in care have the health assessments due to them in the year?
numerator: those with a health assessment in the twelve months to the day, those under five on the day with two
denominator: children who at the end of the day have been in care for twelve months without a break
notes: >
  Assessments that were planned, refused or called off do not count. What the looked-after children return says of the
  year without a day counts for the year, and as all that was due. The value of each row is the number of assessments.
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
  person: [person_id, dob]
version: 1
order: 613
*/
select
    cohort.person_id as unit_id,
    cohort.person_id,
    cohort.team,
    cohort.as_at,
    cohort.came as event_date,
    true as in_denominator,
    undated.person_id is not null
        or coalesce(done.assessments, 0) >= case when cohort.dob > cohort.as_at - interval '60' month then 2 else 1 end
        as in_numerator,
    cast(coalesce(done.assessments, 0) as double) as value
from children_in_care_a_year as cohort
left join health_assessments_in_a_year as done
  on done.person_id = cohort.person_id and done.since <= cohort.as_at and done.until > cohort.as_at
left join health_assessed_some_day as undated on undated.person_id = cohort.person_id
