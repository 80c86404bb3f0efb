/*
id: CP04
name: conferences_within_15_days
title: Initial conferences within 15 working days
question: Are initial child protection conferences held in the statutory time?
numerator: conferences held in the period 0 to 15 working days after the section 47 enquiry began
denominator: initial child protection conferences held in the period, children transferred in left out
notes: >
  Working days of England after the day of the strategy discussion that began the enquiry: the same day is 0. A conference
  without its enquiry, or held before it, counts as not in time. A child who moves in on another council's plan has no
  enquiry here. The value of each row is the number of working days.
source: Standard Safeguarding Dataset S47E004A, ICPC005A, ICPC003A; Working Together; Department for Education, children in need, table c4
unit: conference
kind: flow
measure: percentage
polarity: high
polarity_source: Local Authority Interactive Tool
target: none
slices: [team, locality, service_area]
bands: [5, 10, 15, 20, 30]
unit_of_rows: working days
clocks: [15 working days]
needs:
  initial_cp_conference: [icpc_id, person_id, s47_enquiry_id, icpc_date]
  s47_enquiry: [s47_enquiry_id, s47_start_date]
version: 1
order: 404
*/
select
    conferences.icpc_id as unit_id,
    conferences.person_id,
    conferences.icpc_team as team,
    conferences.as_at,
    conferences.icpc_date as event_date,
    true as in_denominator,
    coalesce(conferences.s47_start_date <= conferences.icpc_date and conferences.wait <= 15, false) as in_numerator,
    cast(conferences.wait as double) as value
from (
    select
        held.icpc_id,
        held.person_id,
        held.icpc_team,
        held.icpc_date,
        s47_enquiry.s47_start_date,
        periods.as_at,
        last_day.working_day_number - first_day.working_day_number as wait
    from reporting_periods as periods
    join initial_cp_conference as held
      on held.icpc_date >= periods.period_start and held.icpc_date <= periods.as_at
    left join s47_enquiry on s47_enquiry.s47_enquiry_id = held.s47_enquiry_id
    left join working_days as first_day on first_day.day = s47_enquiry.s47_start_date
    left join working_days as last_day on last_day.day = held.icpc_date
    where coalesce(held.icpc_transfer_in, 'N') <> 'Y'
) as conferences
