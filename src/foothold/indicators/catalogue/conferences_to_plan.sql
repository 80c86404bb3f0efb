/*
id: CP05
name: conferences_to_plan
title: Conferences that led to a plan
question: Of the initial conferences, how many decide on a child protection plan?
numerator: initial conferences held in the period that decided on a child protection plan
denominator: initial child protection conferences held in the period, children transferred in left out
notes: >
  What the conference says goes first. Where it says nothing, as in the children in need census, it led to a plan if a plan
  of the same child began on its day.
source: Standard Safeguarding Dataset ICPC005A, ICPC003A, ICPC013A, CPPL003A; Annex A, list 5
unit: conference
kind: flow
measure: percentage
polarity: none
target: none
slices: [team, locality, service_area, age_band]
clocks: []
needs:
  initial_cp_conference: [icpc_id, person_id, icpc_date]
  cp_plans: [person_id, cp_plan_start_date]
version: 1
order: 405
*/
select
    conferences.icpc_id as unit_id,
    conferences.person_id,
    conferences.icpc_team as team,
    periods.as_at,
    conferences.icpc_date as event_date,
    true as in_denominator,
    case
        when conferences.icpc_outcome_cp_flag in ('Y', 'N') then conferences.icpc_outcome_cp_flag = 'Y'
        else plans.person_id is not null
    end as in_numerator,
    cast(null as double) as value
from reporting_periods as periods
join initial_cp_conference as conferences
  on conferences.icpc_date >= periods.period_start and conferences.icpc_date <= periods.as_at
left join (
    select distinct person_id, cp_plan_start_date as began from cp_plans
) as plans on plans.person_id = conferences.person_id and plans.began = conferences.icpc_date
where coalesce(conferences.icpc_transfer_in, 'N') <> 'Y'
