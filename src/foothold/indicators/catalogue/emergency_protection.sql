/*
id: CP20
name: emergency_protection
title: Children on a plan under emergency protection in 6 months
question: How many children on a child protection plan had to be protected by the police or an emergency order?
numerator: plans whose child was under police protection or an emergency protection order within the last 6 months
denominator: child protection plans open at the end of the day
notes: >
  Legal status L1 is police protection and L2 an emergency protection order, or the council's own words for either. One
  that ended on the day exactly 6 months before, or earlier, is past. The value of each row is the number of days since the
  newest one began.
source: Standard Safeguarding Dataset CPPL003A, CPPL004A, LEGA003A, LEGA004A, LEGA005A; Annex A, list 7
unit: plan
kind: snapshot
measure: percentage
polarity: none
target: none
slices: [team, locality, service_area, category, age_band]
unit_of_rows: days
clocks: [6 months]
looks_back: {months: 6}
needs:
  cp_plans: [cp_plan_id, person_id, cp_plan_start_date, cp_plan_end_date]
  legal_status: [person_id, legal_status, legal_status_start_date, legal_status_end_date]
version: 1
order: 420
*/
select
    plans.cp_plan_id as unit_id,
    plans.person_id,
    plans.team,
    plans.category,
    plans.as_at,
    coalesce(emergencies.began, plans.started) as event_date,
    true as in_denominator,
    emergencies.began is not null as in_numerator,
    cast(date_diff('day', emergencies.began, plans.as_at) as double) as value
from open_protection_plans as plans
left join (
    select periods.as_at, statuses.person_id, max(statuses.legal_status_start_date) as began
    from reporting_periods as periods
    join legal_status as statuses
      on statuses.legal_status_start_date <= periods.as_at
     and coalesce(statuses.legal_status_end_date, date '9999-12-31') > cast(periods.as_at - interval '6' month as date)
    where upper(statuses.legal_status) like 'L1%'
       or upper(statuses.legal_status) like 'L2%'
       or lower(statuses.legal_status) like '%police protection%'
       or lower(statuses.legal_status) like '%emergency protection%'
    group by periods.as_at, statuses.person_id
) as emergencies on emergencies.as_at = plans.as_at and emergencies.person_id = plans.person_id
