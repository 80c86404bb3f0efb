/*
id: CP01
name: section_47_enquiries
title: Section 47 enquiries
question: How many enquiries into significant harm began, for every 10,000 children?
numerator: section 47 enquiries begun in the period
denominator: children aged 0 to 17, mid-year estimate of the year before the period's end
notes: An enquiry counts for each child it is about, on the day of the strategy discussion that began it.
source: Standard Safeguarding Dataset S47E004A; Department for Education, children in need, table c4
unit: enquiry
kind: flow
measure: rate
polarity: none
target: none
slices: [team, locality, service_area, age_band, sex, ethnicity]
clocks: []
needs:
  s47_enquiry: [s47_enquiry_id, person_id, s47_start_date]
version: 1
order: 401
*/
select
    enquiries.s47_enquiry_id as unit_id,
    enquiries.person_id,
    enquiries.s47_completed_by_team as team,
    periods.as_at,
    enquiries.s47_start_date as event_date,
    true as in_denominator,
    true as in_numerator,
    cast(null as double) as value
from reporting_periods as periods
join s47_enquiry as enquiries
  on enquiries.s47_start_date >= periods.period_start and enquiries.s47_start_date <= periods.as_at
