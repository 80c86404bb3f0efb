/*
id: CL05
name: pathway_plans_reviewed
title: Pathway plans reviewed in time
question: Are pathway plans reviewed every six months?
numerator: those whose pathway plan began or was reviewed within the time the clock gives
denominator: eligible and relevant young people from 16, and former relevant ones from 18 to 24, at the end of the day
notes: >
  The clock is pathway_plan_review, six months. A plan without a day counts as late. Those who have died, or have been
  back with their parents for six months, are left out. Only the newest state of each is on record: a young person
  whose newest review lies after the day is left out, because the one before is not known. The value of each row is
  the number of days since the review.
source: Standard Safeguarding Dataset CLEA003A, CLEA009A; Care Leavers (England) Regulations 2010
unit: young person
kind: snapshot
measure: percentage
polarity: high
polarity_source: Foothold; no official polarity is published
target: none
slices: [team, locality, service_area, worker, eligibility, sex, ethnicity]
bands: [91, 182, 365]
unit_of_rows: days
newest_only: true
clocks: [pathway_plan_review]
needs:
  care_leavers: [table_id, person_id, pathway_plan_review_date]
  person: [person_id, dob]
version: 1
order: 705
*/
select
    leavers.person_id as unit_id,
    leavers.person_id,
    leavers.team,
    leavers.worker_id as worker,
    leavers.eligibility,
    leavers.as_at,
    leavers.pathway_reviewed_on as event_date,
    true as in_denominator,
    coalesce(due.last_day_in_time >= leavers.as_at, false) as in_numerator,
    cast(date_diff('day', leavers.pathway_reviewed_on, leavers.as_at) as double) as value
from care_leavers_supported as leavers
left join clock_due_days as due
  on due.clock = 'pathway_plan_review' and due.start_day = leavers.pathway_reviewed_on
where coalesce(leavers.pathway_reviewed_on, leavers.as_at) <= leavers.as_at
