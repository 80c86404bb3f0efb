/*
id: CP15
name: protection_visits_in_time
title: Children on a plan visited in time
question: Was each child on a child protection plan seen in the time set?
numerator: child protection plans at the end of the day whose child was last seen within the time the clock gives
denominator: child protection plans open long enough for a visit to be due
notes: >
  The clock is protection_visit, 10 working days unless the council sets its own, from the last visit under the plan at which
  the child was seen; a plan whose first visit is not yet due is left out unless the child was seen. Nobody seen since the
  plan began counts as late. The visits of a return do not say whether the child was seen in person: the slice "mode" does
  where contacts are recorded on the same day, so a visit by video is in time and not face to face. The value of each row is
  the number of working days since the child was seen.
source: Standard Safeguarding Dataset CPPL003A, CPPL004A, CPPV003A, CPPV004A; the usual local standard
unit: plan
kind: snapshot
measure: percentage
polarity: high
polarity_source: Foothold; no official polarity is published
target: none
slices: [team, locality, service_area, mode, age_band]
bands: [5, 10, 15, 20, 30]
unit_of_rows: working days
clocks: [protection_visit]
needs:
  cp_plans: [cp_plan_id, person_id, cp_plan_start_date, cp_plan_end_date]
  cp_visits: [person_id, cp_visit_date]
version: 1
order: 415
*/
select
    plans.cp_plan_id as unit_id,
    plans.person_id,
    plans.team,
    contacts.mode,
    plans.as_at,
    coalesce(visits.visited_on, plans.started) as event_date,
    true as in_denominator,
    coalesce(due.last_day_in_time >= plans.as_at, false) as in_numerator,
    cast(now_day.working_day_number - seen_day.working_day_number as double) as value
from open_protection_plans as plans
join clock_due_days as first_due on first_due.clock = 'protection_visit' and first_due.start_day = plans.started
left join protection_visit_days as visits
  on visits.cp_plan_id = plans.cp_plan_id and visits.visited_on <= plans.as_at and visits.until > plans.as_at
left join clock_due_days as due on due.clock = 'protection_visit' and due.start_day = visits.visited_on
left join contact_days as contacts
  on contacts.person_id = plans.person_id and contacts.contact_day = visits.visited_on
left join working_days as seen_day on seen_day.day = visits.visited_on
left join working_days as now_day on now_day.day = plans.as_at
where visits.visited_on is not null or first_due.last_day_in_time < plans.as_at
