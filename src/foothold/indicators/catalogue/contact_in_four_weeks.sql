/*
id: AL11
name: contact_in_four_weeks
title: Children in contact with a worker in the last 4 weeks
question: When did a social worker last reach each child?
numerator: children with a visit or any other contact in the 28 days to the day
denominator: children with an open case, on a child protection plan or in care at the end of the day
notes: >
  Visits at which the child was not seen do not count; contacts recorded by the council count however they were made, and the
  slice "mode" says how the last one was: a visit of a return has no mode. Each child counts once, in care before protection
  plan before child in need. The value of each row is the number of days since the last contact.
source: Standard Safeguarding Dataset CINV003A, CPPV003A, CLAV003A; Foothold's decisions return, contacts; Department for Education, vulnerable children and young people survey
unit: child
kind: snapshot
measure: percentage
polarity: high
polarity_source: Foothold; no official polarity is published
target: none
slices: [team, locality, service_area, cohort, mode, age_band]
bands: [7, 14, 28, 42, 84]
unit_of_rows: days
clocks: [28 days]
needs:
  cin_episodes: [referral_id, person_id, referral_date, close_date, referral_nfa]
  cin_visits: [person_id, cin_visit_date]
version: 1
order: 311
*/
select
    children.person_id as unit_id,
    children.person_id,
    children.team,
    children.cohort,
    contacts.mode,
    children.as_at,
    coalesce(contacts.contact_day, children.as_at) as event_date,
    true as in_denominator,
    coalesce(date_diff('day', contacts.contact_day, children.as_at) <= 28, false) as in_numerator,
    cast(date_diff('day', contacts.contact_day, children.as_at) as double) as value
from child_cohorts as children
left join contact_days as contacts
  on contacts.person_id = children.person_id
 and contacts.contact_day <= children.as_at
 and contacts.until > children.as_at
