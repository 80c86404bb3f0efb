/*
id: CC20
name: convictions_in_care
title: Children in care convicted or cautioned
question: How many children in care are convicted or cautioned?
numerator: those with a conviction, final warning or reprimand in the twelve months to the day
denominator: children aged 10 to 17 who at the end of the day have been in care for twelve months without a break
notes: >
  The day is that of the offence, as the Dataset gives it. What the looked-after children return says of the year
  without a day counts for the year.
source: Standard Safeguarding Dataset CLAC003A; Department for Education, children looked after, offending
unit: child
kind: snapshot
measure: percentage
polarity: low
polarity_source: Local Authority Interactive Tool
target: none
slices: [team, locality, service_area, age_band, sex, ethnicity]
clocks: [12 months]
needs:
  cla_convictions: [person_id, cla_conviction_id]
  cla_episodes: [cla_episode_id, person_id, cla_episode_start_date, cla_episode_ceased_date]
  person: [person_id, dob]
version: 1
order: 620
*/
select
    cohort.person_id as unit_id,
    cohort.person_id,
    cohort.team,
    cohort.as_at,
    cohort.came as event_date,
    true as in_denominator,
    count(convictions.cla_conviction_id) > 0 as in_numerator,
    cast(count(convictions.cla_conviction_id) as double) as value
from children_in_care_a_year as cohort
left join cla_convictions as convictions
  on convictions.person_id = cohort.person_id
 and coalesce(convictions.cla_conviction_date, cohort.as_at) >= cohort.year_start
 and coalesce(convictions.cla_conviction_date, cohort.as_at) <= cohort.as_at
where cohort.dob <= cohort.as_at - interval '120' month and cohort.dob > cohort.as_at - interval '216' month
group by cohort.as_at, cohort.person_id, cohort.team, cohort.came
