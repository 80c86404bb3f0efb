/*
id: CL02
name: care_leavers_suitably_housed
title: Care leavers in suitable accommodation
question: Do care leavers live somewhere suitable?
numerator: those whose accommodation is considered suitable
denominator: former relevant young people who turned 19, 20 or 21 in the period, those abroad or deported left out
notes: >
  Those who have died, or have been back with their parents for six months, are left out. A return that gives no
  eligibility, as the looked-after children return, holds care leavers only. Only the newest state of each is on
  record, and stands for that on the birthday. A home that is not known counts as not suitable.
source: >-
  Standard Safeguarding Dataset CLEA003A, CLEA006A, CLEA007A; Department for Education, children looked after, care
  leavers
unit: young person
kind: flow
measure: percentage
polarity: high
polarity_source: Local Authority Interactive Tool
target: none
slices: [team, locality, service_area, age, accommodation, sex, ethnicity]
clocks: []
needs:
  care_leavers: [table_id, person_id, care_leaver_accom_suitable]
  person: [person_id, dob]
version: 1
order: 702
*/
select
    leavers.person_id as unit_id,
    leavers.person_id,
    leavers.team,
    cast(leavers.age as varchar) as age,
    leavers.home as accommodation,
    leavers.as_at,
    leavers.birthday as event_date,
    true as in_denominator,
    leavers.suitability = 'suitable' as in_numerator,
    cast(null as double) as value
from care_leavers_by_birthday as leavers
where leavers.age >= 19
  and coalesce(leavers.home, '') not in ('G', 'H')
  and leavers.suitability <> 'left out'
