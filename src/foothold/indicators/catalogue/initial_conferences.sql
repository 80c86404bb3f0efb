/*
id: CP03
name: initial_conferences
title: Initial child protection conferences
question: How many initial child protection conferences were held, for every 10,000 children?
numerator: initial child protection conferences held in the period, children transferred in left out
denominator: children aged 0 to 17, mid-year estimate of the year before the period's end
notes: A conference counts for each child it is about. Those of a child who moves in on another council's plan do not count.
source: Standard Safeguarding Dataset ICPC005A, ICPC003A; Department for Education, children in need, table c4
unit: conference
kind: flow
measure: rate
polarity: none
target: none
slices: [team, locality, service_area, age_band, sex, ethnicity]
clocks: []
needs:
  initial_cp_conference: [icpc_id, person_id, icpc_date]
version: 1
order: 403
*/
select
    conferences.icpc_id as unit_id,
    conferences.person_id,
    conferences.icpc_team as team,
    periods.as_at,
    conferences.icpc_date as event_date,
    true as in_denominator,
    true as in_numerator,
    cast(null as double) as value
from reporting_periods as periods
join initial_cp_conference as conferences
  on conferences.icpc_date >= periods.period_start and conferences.icpc_date <= periods.as_at
where coalesce(conferences.icpc_transfer_in, 'N') <> 'Y'
