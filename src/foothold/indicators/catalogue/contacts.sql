/*
id: FD01
name: contacts
title: Contacts
question: How many contacts came to the front door, for every 10,000 children?
numerator: contacts dated in the period
denominator: children aged 0 to 17, mid-year estimate of the year before the period's end
notes: The rate is that of the period and is not scaled to a year. Contacts belong to no team yet.
source: Standard Safeguarding Dataset CONT003A; Ofsted inspection data, list 1
unit: contact
kind: flow
measure: rate
polarity: none
target: none
slices: [source, age_band, sex, ethnicity]
clocks: []
needs:
  contacts: [contact_id, person_id, contact_date]
version: 1
order: 101
*/
select
    contacts.contact_id as unit_id,
    contacts.person_id,
    contacts.contact_source_code as source,
    periods.as_at,
    contacts.contact_date as event_date,
    true as in_denominator,
    true as in_numerator,
    cast(null as double) as value
from reporting_periods as periods
join contacts on contacts.contact_date >= periods.period_start and contacts.contact_date <= periods.as_at
