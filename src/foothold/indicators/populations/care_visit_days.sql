-- Each day on which a looked-after child was visited and not said to have been missed, until the next such day.
-- Of one person_id one at a time, from seen_on to until, without a break.
select person_id, seen_on,
    coalesce(lead(seen_on) over (partition by person_id order by seen_on), date '9999-12-31') as until
from (
    select distinct person_id, cla_visit_date as seen_on
    from cla_visits
    where cla_visit_date is not null and coalesce(cla_visit_seen, 'Y') <> 'N'
) as days
