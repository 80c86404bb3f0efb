/*
id: CL06
name: care_leavers_without_a_home
title: Care leavers in emergency accommodation, bed and breakfast or homeless
question: How many care leavers have no home?
numerator: those in emergency accommodation (V), in bed and breakfast (W), or without a fixed abode (S)
denominator: eligible and relevant young people from 16, and former relevant ones from 18 to 24, at the end of the day
notes: >
  Those who have died, or have been back with their parents for six months, are left out. Only the newest state of
  each is on record.
source: Standard Safeguarding Dataset CLEA003A, CLEA006A
unit: young person
kind: snapshot
measure: count
polarity: low
polarity_source: Foothold; no official polarity is published
target: none
slices: [team, locality, service_area, worker, eligibility, sex, ethnicity]
newest_only: true
clocks: []
needs:
  care_leavers: [table_id, person_id, care_leaver_accommodation]
  person: [person_id, dob]
version: 1
order: 706
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
    coalesce(leavers.home in ('S', 'V', 'W'), false) as in_numerator,
    cast(null as double) as value
from care_leavers_supported as leavers
