/*
id: CP16
name: protection_visit_run_rate
title: Due visits to children on a plan that were made
question: Of all visits that were due in the period, how many were made in their time?
numerator: windows in which the child was seen at least once under the plan
denominator: windows of child protection plans that came to their end in the period
notes: >
  Each plan is cut, from its first day, into windows as long as the clock protection_visit gives. One late visit hides many
  missed ones in CP15; here every window without one counts. A window the plan did not last out is not due. The value of each
  row is the number of days in the window on which the child was seen.
source: Standard Safeguarding Dataset CPPL003A, CPPL004A, CPPV003A, CPPV004A; the measure is Foothold's own
unit: window
kind: flow
measure: percentage
polarity: high
polarity_source: Foothold; no official polarity is published
target: none
slices: [team, locality, service_area, age_band]
bands: [0, 1, 2, 3]
unit_of_rows: visits
clocks: [protection_visit]
needs:
  cp_plans: [cp_plan_id, person_id, cp_plan_start_date, cp_plan_end_date]
  cp_visits: [person_id, cp_visit_date]
version: 1
order: 416
*/
select
    concat(due.cp_plan_id, ', window ', cast(due.window_number as varchar)) as unit_id,
    due.person_id,
    due.started_team as team,
    periods.as_at,
    due.last_day as event_date,
    true as in_denominator,
    due.visits > 0 as in_numerator,
    cast(due.visits as double) as value
from reporting_periods as periods
join (
    select windows.cp_plan_id, windows.person_id, windows.started_team, windows.window_number, windows.last_day,
        coalesce(held.visits, 0) as visits
    from protection_visit_windows as windows
    left join (
        select windows.cp_plan_id, windows.window_number, count(visits.visited_on) as visits
        from protection_visit_windows as windows
        join protection_visits as visits
          on visits.cp_plan_id = windows.cp_plan_id
         and visits.visited_on > windows.after_day
         and visits.visited_on <= windows.last_day
         and visits.seen = 1
        group by windows.cp_plan_id, windows.window_number
    ) as held on held.cp_plan_id = windows.cp_plan_id and held.window_number = windows.window_number
) as due on due.last_day >= periods.period_start and due.last_day <= periods.as_at
