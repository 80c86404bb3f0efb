-- The days on which a child was visited under a protection plan: whether the child was seen, which a visit that does not say
-- is taken to mean, and whether alone.
select plans.cp_plan_id, plans.person_id, visits.cp_visit_date as visited_on,
    max(case when coalesce(visits.cp_visit_seen, 'Y') = 'N' then 0 else 1 end) as seen,
    max(case when visits.cp_visit_seen_alone = 'Y' then 1 else 0 end) as seen_alone
from protection_plans as plans
join cp_visits as visits
  on visits.person_id = plans.person_id
 and visits.cp_visit_date >= plans.started
 and visits.cp_visit_date <= plans.ended
group by plans.cp_plan_id, plans.person_id, visits.cp_visit_date
