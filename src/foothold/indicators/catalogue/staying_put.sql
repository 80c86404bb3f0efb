/*
id: CL08
name: staying_put
title: Care leavers staying put
question: Can young people stay with their foster carers past eighteen?
numerator: those who live with their former foster carers (Z)
denominator: >-
  former relevant young people who turned 18, 19 or 20 in the period and had left care from a foster placement at 18
notes: >
  Care ended at 18 when its last day was the day before the eighteenth birthday or a later one. Those who have died,
  or have been back with their parents for six months, are left out. Only the newest state of each is on record, and
  stands for that on the birthday.
source: >-
  Standard Safeguarding Dataset CLEA003A, CLEA006A, CLAP004A, CLAE005A; Department for Education, children looked
  after, care leavers
unit: young person
kind: flow
measure: percentage
polarity: high
polarity_source: Local Authority Interactive Tool
target: none
slices: [team, locality, service_area, age, sex, ethnicity]
clocks: []
needs:
  care_leavers: [table_id, person_id, care_leaver_accommodation]
  cla_episodes: [cla_episode_id, person_id, cla_episode_start_date, cla_episode_ceased_date]
  cla_placement: [cla_placement_id, person_id, cla_placement_start_date, cla_placement_type]
  person: [person_id, dob]
version: 1
order: 708
*/
select
    leavers.person_id as unit_id,
    leavers.person_id,
    leavers.team,
    cast(leavers.age as varchar) as age,
    leavers.as_at,
    leavers.birthday as event_date,
    true as in_denominator,
    coalesce(leavers.home = 'Z', false) as in_numerator,
    cast(null as double) as value
from care_leavers_by_birthday as leavers
join (
    select distinct grown.person_id
    from care_leavers_known as grown
    join care_spells as spells
      on spells.person_id = grown.person_id and spells.went >= grown.dob + interval '216' month
    join placements_held as placements
      on placements.person_id = spells.person_id
     and placements.began < spells.went
     and placements.ended >= spells.went
     and placements.placement_type like 'U%'
    where spells.went < date '9999-12-31'
) as fostered on fostered.person_id = leavers.person_id
where leavers.age >= 18 and leavers.age <= 20
