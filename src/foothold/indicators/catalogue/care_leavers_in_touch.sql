/*
id: CL01
name: care_leavers_in_touch
title: Care leavers in touch
question: Is the council in touch with the young people it looked after?
numerator: those with whom the council is in touch
denominator: former relevant young people who turned 19, 20 or 21 in the period
notes: >
  Those who have died, or have been back with their parents for six months, are left out. A return that gives no
  eligibility, as the looked-after children return, holds care leavers only. Only the newest state of each is on
  record, and stands for that on the birthday. Those who want no contact or need no services count as not in touch.
source: Standard Safeguarding Dataset CLEA003A, CLEA004A; Department for Education, children looked after, care leavers
unit: young person
kind: flow
measure: percentage
polarity: high
polarity_source: Local Authority Interactive Tool
target: none
slices: [team, locality, service_area, age, in_touch, sex, ethnicity]
clocks: []
needs:
  care_leavers: [table_id, person_id, care_leaver_in_touch]
  person: [person_id, dob]
version: 1
order: 701
*/
select
    leavers.person_id as unit_id,
    leavers.person_id,
    leavers.team,
    cast(leavers.age as varchar) as age,
    leavers.in_touch,
    leavers.as_at,
    leavers.birthday as event_date,
    true as in_denominator,
    coalesce(leavers.in_touch = 'in touch', false) as in_numerator,
    cast(null as double) as value
from care_leavers_by_birthday as leavers
where leavers.age >= 19
