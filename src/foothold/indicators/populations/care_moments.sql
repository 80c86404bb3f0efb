-- The days on which anything about whether a child is in care can change: an episode or a legal status begins or ends.
select person_id, cla_episode_start_date as moment from cla_episodes where cla_episode_start_date is not null
union
select person_id, cla_episode_ceased_date from cla_episodes where cla_episode_ceased_date is not null
union
select person_id, legal_status_start_date from legal_status where legal_status_start_date is not null
union
select person_id, legal_status_end_date from legal_status where legal_status_end_date is not null
