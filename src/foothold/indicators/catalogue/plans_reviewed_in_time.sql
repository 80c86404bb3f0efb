/*
id: CP14
name: plans_reviewed_in_time
title: Child protection plans reviewed in time
question: Was every review of each child protection plan held in the statutory time?
numerator: plans none of whose reviews was late, and none of which is overdue
denominator: child protection plans open at the end of the day for at least 3 months
notes: >
  The clock first_protection_review runs from the day the plan began, which is that of its conference, and
  later_protection_review from each review. A review once late stays late for as long as the plan lasts. A return that gives
  the newest review alone, as Annex A does, shows the older plans as late.
source: Standard Safeguarding Dataset CPPL003A, CPPL004A, CPPR004A; Working Together; Department for Education, children in need, table d6
unit: plan
kind: snapshot
measure: percentage
polarity: high
polarity_source: Local Authority Interactive Tool
target: none
slices: [team, locality, service_area, category, age_band]
clocks: [first_protection_review, later_protection_review]
needs:
  cp_plans: [cp_plan_id, person_id, cp_plan_start_date, cp_plan_end_date]
  cp_reviews: [person_id, cp_review_date]
version: 1
order: 414
*/
select
    plans.cp_plan_id as unit_id,
    plans.person_id,
    plans.team,
    plans.category,
    plans.as_at,
    plans.started as event_date,
    true as in_denominator,
    coalesce(late.late_from > plans.as_at, true) as in_numerator,
    cast(null as double) as value
from open_protection_plans as plans
join clock_due_days as first_due
  on first_due.clock = 'first_protection_review' and first_due.start_day = plans.started
left join late_protection_reviews as late on late.cp_plan_id = plans.cp_plan_id
where first_due.due_day <= plans.as_at
