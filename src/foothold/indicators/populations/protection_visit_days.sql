-- Each day on which a child was seen under a protection plan, until the next such day.
-- Of one cp_plan_id one at a time, from visited_on to until, without a break.
select cp_plan_id, visited_on,
    coalesce(
        lead(visited_on) over (partition by cp_plan_id order by visited_on), date '9999-12-31'
    ) as until
from protection_visits
where seen = 1
