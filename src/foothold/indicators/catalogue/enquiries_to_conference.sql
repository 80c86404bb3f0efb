/*
id: CP02
name: enquiries_to_conference
title: Enquiries that led to a conference
question: Of the section 47 enquiries, how many lead to an initial child protection conference?
numerator: enquiries begun in the period with an initial conference on or after their first day
denominator: section 47 enquiries begun in the period
notes: >
  The conference names its enquiry. It may be held after the period, so enquiries of its last three weeks may still lead to
  one. The value of each row is the number of working days from the enquiry's first day to the conference.
source: Standard Safeguarding Dataset S47E004A, ICPC002A, ICPC005A; Department for Education, children in need, table c4
unit: enquiry
kind: flow
measure: percentage
polarity: none
target: none
slices: [team, locality, service_area, age_band]
bands: [5, 10, 15, 20, 30]
unit_of_rows: working days
clocks: []
settles: {days: 21}
needs:
  s47_enquiry: [s47_enquiry_id, person_id, s47_start_date]
  initial_cp_conference: [icpc_id, s47_enquiry_id, icpc_date]
version: 1
order: 402
*/
select
    enquiries.s47_enquiry_id as unit_id,
    enquiries.person_id,
    enquiries.s47_completed_by_team as team,
    enquiries.as_at,
    enquiries.s47_start_date as event_date,
    true as in_denominator,
    enquiries.held_on is not null as in_numerator,
    cast(last_day.working_day_number - first_day.working_day_number as double) as value
from (
    select
        periods.as_at,
        begun.s47_enquiry_id,
        begun.person_id,
        begun.s47_completed_by_team,
        begun.s47_start_date,
        min(conferences.icpc_date) as held_on
    from reporting_periods as periods
    join s47_enquiry as begun
      on begun.s47_start_date >= periods.period_start and begun.s47_start_date <= periods.as_at
    left join initial_cp_conference as conferences
      on conferences.s47_enquiry_id = begun.s47_enquiry_id and conferences.icpc_date >= begun.s47_start_date
    group by
        periods.as_at, begun.s47_enquiry_id, begun.person_id, begun.s47_completed_by_team, begun.s47_start_date
) as enquiries
left join working_days as first_day on first_day.day = enquiries.s47_start_date
left join working_days as last_day on last_day.day = enquiries.held_on
