/*
id: DQ10
name: looked_after_without_case
title: Children looked after without an open case
why: >
  Every looked-after child has an episode of need. Without one the child is counted in care but not among
  cases, so nobody sees whether there is a social worker.
remedy: >
  Open the case again, or end the episode on the day the child left care.
severity: wrong
table: cla_episodes
indicators: [CC01, AL01]
needs:
  cla_episodes: [cla_episode_id, person_id, cla_episode_start_date, cla_episode_ceased_date]
  cin_episodes: [referral_id, person_id, referral_date, close_date]
*/
select
    episodes.cla_episode_id as record_key,
    episodes.person_id,
    episodes.cla_episode_start_date,
    max(cases.close_date) as case_closed
from cla_episodes as episodes
cross join asked
left join cin_episodes as cases on cases.person_id = episodes.person_id and cases.referral_date <= asked.as_at
where episodes.cla_episode_start_date <= asked.as_at
  and coalesce(episodes.cla_episode_ceased_date, date '9999-12-31') > asked.as_at
group by episodes.cla_episode_id, episodes.person_id, episodes.cla_episode_start_date, asked.as_at
-- No case at all, or none that is still open.
having count(case when coalesce(cases.close_date, date '9999-12-31') > asked.as_at then cases.referral_id end) = 0
