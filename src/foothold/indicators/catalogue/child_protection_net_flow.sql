/*
id: CP08
name: child_protection_net_flow
title: Child protection plans, started less ended
question: Are more children put on a child protection plan than come off one?
numerator: child protection plans begun in the period, less those ended in it
denominator: none
notes: >
  The value of each row is 1 for a start and -1 for an end, so the figure is their sum and its rows are both; the slice
  "movement" tells them apart. It is the number of open plans on the last day of the period less that on the day before its
  first one.
source: Standard Safeguarding Dataset CPPL003A, CPPL004A; the measure is Foothold's own
unit: movement
kind: flow
measure: sum
polarity: none
target: none
slices: [team, locality, service_area, movement, category]
unit_of_rows: plans
clocks: []
needs:
  cp_plans: [cp_plan_id, person_id, cp_plan_start_date, cp_plan_end_date]
version: 1
order: 408
*/
select
    concat(moved.cp_plan_id, ', ', moved.movement) as unit_id,
    moved.person_id,
    moved.team,
    moved.movement,
    moved.category,
    periods.as_at,
    moved.moved_on as event_date,
    true as in_denominator,
    true as in_numerator,
    moved.value
from reporting_periods as periods
join (
    select cp_plan_id, person_id, started_team as team, category, 'start' as movement, started as moved_on, 1e0 as value
    from protection_plans
    union all
    select cp_plan_id, person_id, ended_team, category, 'end', ended, -1e0
    from protection_plans
) as moved on moved.moved_on >= periods.period_start and moved.moved_on <= periods.as_at
