/*
id: CL03
name: care_leavers_in_education_or_work
title: Care leavers in education, employment or training
question: Are care leavers learning or working?
numerator: those in education, employment or training (F1 to F5, P1 to P5)
denominator: former relevant young people who turned 19, 20 or 21 in the period
notes: >
  Those who have died, or have been back with their parents for six months, are left out. A return that gives no
  eligibility, as the looked-after children return, holds care leavers only. Only the newest state of each is on
  record, and stands for that on the birthday. An activity that is not known, as of those not in touch, counts in the
  denominator only.
source: Standard Safeguarding Dataset CLEA003A, CLEA008A; Department for Education, children looked after, care leavers
unit: young person
kind: flow
measure: percentage
polarity: high
polarity_source: Local Authority Interactive Tool
target: none
slices: [team, locality, service_area, age, activity, sex, ethnicity]
clocks: []
needs:
  care_leavers: [table_id, person_id, care_leaver_activity]
  person: [person_id, dob]
version: 1
order: 703
*/
select
    leavers.person_id as unit_id,
    leavers.person_id,
    leavers.team,
    cast(leavers.age as varchar) as age,
    leavers.activity,
    leavers.as_at,
    leavers.birthday as event_date,
    true as in_denominator,
    coalesce(leavers.activity not like 'G%', false) as in_numerator,
    cast(null as double) as value
from care_leavers_by_birthday as leavers
where leavers.age >= 19
