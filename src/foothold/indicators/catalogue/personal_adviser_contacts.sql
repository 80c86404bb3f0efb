/*
id: CL07
name: personal_adviser_contacts
title: Care leavers in contact with their personal adviser
question: Has the personal adviser been in contact lately?
numerator: those whose newest contact lies within the time the clock gives
denominator: eligible and relevant young people from 16, and former relevant ones from 18 to 24, at the end of the day
notes: >
  The clock is personal_adviser_contact, 8 weeks unless the council sets its own. A young person without a contact
  counts as late. Those who have died, or have been back with their parents for six months, are left out. Only the
  newest state of each is on record: a young person whose newest contact lies after the day is left out, because the
  one before is not known. The value of each row is the number of days since the contact.
source: Standard Safeguarding Dataset CLEA003A, CLEA005A; the usual local standard
unit: young person
kind: snapshot
measure: percentage
polarity: high
polarity_source: Foothold; no official polarity is published
target: none
slices: [team, locality, service_area, worker, eligibility, sex, ethnicity]
bands: [28, 56, 91, 182]
unit_of_rows: days
newest_only: true
clocks: [personal_adviser_contact]
needs:
  care_leavers: [table_id, person_id, care_leaver_latest_contact]
  person: [person_id, dob]
version: 1
order: 707
*/
select
    leavers.person_id as unit_id,
    leavers.person_id,
    leavers.team,
    leavers.worker_id as worker,
    leavers.eligibility,
    leavers.as_at,
    leavers.latest_contact as event_date,
    true as in_denominator,
    coalesce(due.last_day_in_time >= leavers.as_at, false) as in_numerator,
    cast(date_diff('day', leavers.latest_contact, leavers.as_at) as double) as value
from care_leavers_supported as leavers
left join clock_due_days as due
  on due.clock = 'personal_adviser_contact' and due.start_day = leavers.latest_contact
where coalesce(leavers.latest_contact, leavers.as_at) <= leavers.as_at
