/*
id: FD04
name: repeat_contacts
title: Children with repeat contacts
question: How many children come back to the front door again and again?
numerator: children with three contacts or more in the last 6 months
denominator: children with a contact in the last 6 months
notes: The six months end on the reporting day. The value of each row is the number of contacts.
source: Standard Safeguarding Dataset CONT002A, CONT003A; the measure is Foothold's own
unit: child
kind: snapshot
measure: percentage
polarity: low
polarity_source: Foothold; no official polarity is published
target: none
slices: [age_band, sex, ethnicity]
bands: [1, 2, 4]
unit_of_rows: contacts
clocks: [6 months]
looks_back: {months: 6}
needs:
  contacts: [contact_id, person_id, contact_date]
version: 1
order: 104
*/
select
    counted.person_id as unit_id,
    counted.person_id,
    counted.as_at,
    counted.newest as event_date,
    true as in_denominator,
    counted.contacts >= 3 as in_numerator,
    cast(counted.contacts as double) as value
from (
    select periods.as_at, contacts.person_id, count(*) as contacts, max(contacts.contact_date) as newest
    from reporting_periods as periods
    join contacts
      on contacts.contact_date <= periods.as_at
     and contacts.contact_date > periods.as_at - interval '6' month
    where contacts.person_id is not null
    group by periods.as_at, contacts.person_id
) as counted
