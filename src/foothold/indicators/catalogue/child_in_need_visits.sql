/*
id: CN03
name: child_in_need_visits
title: Children in need visited in time
question: Was each child on a child in need plan seen in the time set?
numerator: child in need plans at the end of the day whose child was last seen within the time the clock gives
denominator: child in need plans open long enough for a visit to be due
notes: >
  The clock is child_in_need_visit, 20 working days unless the council sets its own, from the day the child was last seen; a
  plan whose first visit is not yet due is left out unless the child was seen. Nobody seen since the plan began counts as
  late. The value of each row is the number of working days since the child was last seen.
source: Standard Safeguarding Dataset CINP003A, CINP004A, CINV003A, CINV004A; the usual local standard
unit: plan
kind: snapshot
measure: percentage
polarity: high
polarity_source: Foothold; no official polarity is published
target: none
slices: [team, locality, service_area, age_band]
bands: [5, 10, 20, 30, 60]
unit_of_rows: working days
clocks: [child_in_need_visit]
needs:
  cin_plans: [cin_plan_id, person_id, cin_plan_start_date, cin_plan_end_date]
  cin_visits: [person_id, cin_visit_date, cin_visit_seen]
version: 1
order: 503
*/
select
    plans.cin_plan_id as unit_id,
    plans.person_id,
    plans.team,
    plans.as_at,
    coalesce(plans.last_seen, plans.cin_plan_start_date) as event_date,
    true as in_denominator,
    coalesce(plans.last_seen is not null and due.last_day_in_time >= plans.as_at, false) as in_numerator,
    cast(now_day.working_day_number - seen_day.working_day_number as double) as value
from (
    select
        open_cin_plans.as_at,
        open_cin_plans.cin_plan_id,
        open_cin_plans.person_id,
        open_cin_plans.team,
        open_cin_plans.cin_plan_start_date,
        case when visits.seen_on >= open_cin_plans.cin_plan_start_date then visits.seen_on end as last_seen
    from open_cin_plans
    left join days_seen as visits
      on visits.person_id = open_cin_plans.person_id
     and visits.seen_on <= open_cin_plans.as_at
     and visits.until > open_cin_plans.as_at
) as plans
join clock_due_days as first_due
  on first_due.clock = 'child_in_need_visit' and first_due.start_day = plans.cin_plan_start_date
left join clock_due_days as due on due.clock = 'child_in_need_visit' and due.start_day = plans.last_seen
left join working_days as seen_day on seen_day.day = plans.last_seen
left join working_days as now_day on now_day.day = plans.as_at
where plans.last_seen is not null or first_due.last_day_in_time < plans.as_at
