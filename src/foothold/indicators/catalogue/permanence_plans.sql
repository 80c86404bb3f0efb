/*
id: CC22
name: permanence_plans
title: Children in care with a plan for permanence
question: Is it decided where each child in care is to grow up?
numerator: those with a care plan that holds on the day and names an aim for permanence
denominator: children who at the end of the day have been in care for four months without a break
notes: >
  Four months is when the second review has been held, which must consider the plan for permanence. A plan in which
  every aim is blank names none.
source: Standard Safeguarding Dataset LACP003A to LACP005A; Ofsted inspection data, list 8
unit: child
kind: snapshot
measure: percentage
polarity: high
polarity_source: Foothold; no official polarity is published
target: none
slices: [team, locality, service_area, age_band, sex, ethnicity]
clocks: [4 months]
needs:
  cla_care_plan: [person_id, cla_care_plan_start_date, cla_care_plan_json]
  cla_episodes: [cla_episode_id, person_id, cla_episode_start_date, cla_episode_ceased_date]
version: 1
order: 622
*/
select
    children.person_id as unit_id,
    children.person_id,
    children.team,
    children.as_at,
    children.came as event_date,
    true as in_denominator,
    count(plans.person_id) > 0 as in_numerator,
    cast(null as double) as value
from looked_after_children as children
left join (
    -- What is left of the JSON text once blanks and noes are gone has a colon only where an aim is named.
    select person_id, cla_care_plan_start_date, cla_care_plan_end_date,
        replace(
            replace(replace(replace(lower(cla_care_plan_json), ' ', ''), ':""', ''), ':null', ''), ':"n"', ''
        ) as aims
    from cla_care_plan
) as plans
  on plans.person_id = children.person_id
 and plans.cla_care_plan_start_date <= children.as_at
 and coalesce(plans.cla_care_plan_end_date, date '9999-12-31') > children.as_at
 and plans.aims like '%:%'
where children.came <= children.as_at - interval '4' month
group by children.as_at, children.person_id, children.team, children.came
