-- Each time a child had a child protection plan or was in an episode of care, in which a registered social worker must hold the case.
select person_id, cp_plan_start_date as began, coalesce(cp_plan_end_date, date '9999-12-31') as ended
from cp_plans
where cp_plan_start_date is not null
union all
select person_id, cla_episode_start_date, coalesce(cla_episode_ceased_date, date '9999-12-31')
from cla_episodes
where cla_episode_start_date is not null
