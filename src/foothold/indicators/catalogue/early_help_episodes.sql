/*
id: FD14
name: early_help_episodes
title: Early help
question: How many families are helped early, for every 10,000 children?
numerator: early help episodes open at the end of the day
denominator: children aged 0 to 17, mid-year estimate of the year before
notes: An episode is open from its start to the day before it ends. The rate has no official polarity.
source: Standard Safeguarding Dataset EARL003A, EARL004A; Ofsted inspection data, list 2
unit: episode
kind: snapshot
measure: rate
polarity: none
target: none
slices: [organisation, age_band, sex, ethnicity]
clocks: []
needs:
  early_help_episodes: [episode_id, person_id, episode_start_date, episode_end_date]
version: 1
order: 114
*/
select
    episodes.episode_id as unit_id,
    episodes.person_id,
    episodes.episode_organisation as organisation,
    periods.as_at,
    episodes.episode_start_date as event_date,
    true as in_denominator,
    true as in_numerator,
    cast(null as double) as value
from reporting_periods as periods
join early_help_episodes as episodes
  on episodes.episode_start_date <= periods.as_at
 and coalesce(episodes.episode_end_date, date '9999-12-31') > periods.as_at
