/*
id: CP17
name: seen_alone_at_last_visit
title: Children on a plan seen alone at the last visit
question: Did the worker last see the child without the carers?
numerator: plans whose child was seen alone on the day of the last visit
denominator: child protection plans open at the end of the day, with a visit, of children then aged 4 or over
notes: >
  The last visit under the plan, whether or not the child was seen. A visit that does not say counts as not alone; a child
  without a date of birth is left out. The value of each row is the number of days since that visit.
source: Standard Safeguarding Dataset CPPL003A, CPPL004A, CPPV003A, CPPV005A; Annex A, list 7
unit: plan
kind: snapshot
measure: percentage
polarity: high
polarity_source: Foothold; no official polarity is published
target: none
slices: [team, locality, service_area, age_band]
bands: [7, 14, 28, 56]
unit_of_rows: days
clocks: []
needs:
  cp_plans: [cp_plan_id, person_id, cp_plan_start_date, cp_plan_end_date]
  cp_visits: [person_id, cp_visit_date, cp_visit_seen_alone]
  person: [person_id, dob]
version: 1
order: 417
*/
select
    plans.cp_plan_id as unit_id,
    plans.person_id,
    plans.team,
    plans.as_at,
    visits.visited_on as event_date,
    true as in_denominator,
    visits.seen_alone = 1 as in_numerator,
    cast(date_diff('day', visits.visited_on, plans.as_at) as double) as value
from open_protection_plans as plans
join person on person.person_id = plans.person_id
join (
    select cp_plan_id, visited_on, seen_alone,
        coalesce(
            lead(visited_on) over (partition by cp_plan_id order by visited_on), date '9999-12-31'
        ) as until
    from protection_visits
) as visits
  on visits.cp_plan_id = plans.cp_plan_id and visits.visited_on <= plans.as_at and visits.until > plans.as_at
where person.dob <= cast(plans.as_at - interval '48' month as date)
