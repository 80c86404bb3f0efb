/*
id: DQ29
name: placements_outside_episodes
title: Placements outside an episode of care
why: >
  A child is placed while looked after. A placement without an episode around its start is missing from
  children in care.
remedy: >
  Correct the start of the placement, or enter the episode of care it belongs to.
severity: wrong
table: cla_placement
indicators: [CC01]
needs:
  cla_placement: [cla_placement_id, person_id, cla_placement_start_date, cla_placement_end_date]
  cla_episodes: [cla_episode_id, person_id, cla_episode_start_date, cla_episode_ceased_date]
*/
select
    placements.cla_placement_id as record_key,
    placements.person_id,
    placements.cla_placement_start_date,
    placements.cla_placement_end_date
from cla_placement as placements
left join cla_episodes as episodes
  on episodes.person_id = placements.person_id
 and episodes.cla_episode_start_date <= placements.cla_placement_start_date
 and coalesce(episodes.cla_episode_ceased_date, date '9999-12-31') > placements.cla_placement_start_date
where episodes.cla_episode_id is null
  and placements.cla_placement_start_date is not null
