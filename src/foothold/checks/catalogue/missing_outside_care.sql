/*
id: DQ31
name: missing_outside_care
title: Missing episodes outside an episode of care
why: >
  Missing episodes are read beside children in care. One with no episode of care at its start belongs to no
  child who was looked after then.
remedy: >
  Correct the start of the missing episode, or enter the episode of care.
severity: doubtful
table: missing
indicators: [CC01]
needs:
  missing: [table_id, person_id, missing_episode_start_date]
  cla_episodes: [cla_episode_id, person_id, cla_episode_start_date, cla_episode_ceased_date]
*/
select absences.table_id as record_key, absences.person_id, absences.missing_episode_start_date
from missing as absences
left join cla_episodes as episodes
  on episodes.person_id = absences.person_id
 and episodes.cla_episode_start_date <= absences.missing_episode_start_date
 and coalesce(episodes.cla_episode_ceased_date, date '9999-12-31') >= absences.missing_episode_start_date
where episodes.cla_episode_id is null
  and absences.missing_episode_start_date is not null
