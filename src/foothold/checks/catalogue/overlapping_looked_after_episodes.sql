/*
id: DQ08
name: overlapping_looked_after_episodes
title: Two looked-after episodes open at once
why: >
  Episodes of care follow one another. Two at once mean that a move was entered without ending the episode
  before it.
remedy: >
  End the earlier episode on the day the later one starts.
severity: wrong
table: cla_episodes
indicators: [CC01]
needs:
  cla_episodes: [cla_episode_id, person_id, cla_episode_start_date, cla_episode_ceased_date]
*/
-- The later of the two is listed. One may start on the day the other ends.
select
    later.cla_episode_id as record_key,
    later.person_id,
    later.cla_episode_start_date,
    later.cla_episode_ceased_date,
    min(earlier.cla_episode_id) as overlaps_with
from cla_episodes as later
join cla_episodes as earlier
  on earlier.person_id = later.person_id
 and (
     earlier.cla_episode_start_date < later.cla_episode_start_date
     or (
         earlier.cla_episode_start_date = later.cla_episode_start_date
         and earlier.cla_episode_id < later.cla_episode_id
     )
 )
 and coalesce(earlier.cla_episode_ceased_date, date '9999-12-31') > later.cla_episode_start_date
where coalesce(later.cla_episode_ceased_date, date '9999-12-31') > later.cla_episode_start_date
group by later.cla_episode_id, later.person_id, later.cla_episode_start_date, later.cla_episode_ceased_date
