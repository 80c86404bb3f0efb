-- Health assessments and dental checks that took place, by the words for their type; without a status a check took place.
-- A check of the looked-after children return has no day: it was done in the year of the return.
select person_id, health_check_date as done_on,
    case
        when kind like '%dental%' or kind like '%dentist%' or kind like '%teeth%' then 'dental check'
        when kind like '%health%review%' or kind like '%review%health%' or kind = 'rha' then 'review health assessment'
        else 'health assessment'
    end as kind
from (
    select person_id, health_check_date, lower(trim(health_check_type)) as kind,
        coalesce(lower(trim(health_check_status)), 'completed') as status
    from cla_health
) as checks
where status in ('completed', 'complete')
  and (
    kind like '%health assessment%' or kind like '%health check%' or kind in ('iha', 'rha')
    or kind like '%dental%' or kind like '%dentist%' or kind like '%teeth%'
  )
