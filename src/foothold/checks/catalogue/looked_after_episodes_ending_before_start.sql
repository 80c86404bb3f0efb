/*
id: DQ05
name: looked_after_episodes_ending_before_start
title: Looked-after episodes that end before they start
why: >
  An episode that ends before it starts is never open, so it is missing from every count on a day.
remedy: >
  Correct the start or the end.
severity: wrong
table: cla_episodes
indicators: [CC01]
needs:
  cla_episodes: [cla_episode_id, person_id, cla_episode_start_date, cla_episode_ceased_date]
*/
select cla_episode_id as record_key, person_id, cla_episode_start_date, cla_episode_ceased_date
from cla_episodes
where cla_episode_ceased_date < cla_episode_start_date
