/*
id: CC04
name: unaccompanied_children_in_care
title: Unaccompanied asylum-seeking children in care
question: How many of the children in care sought asylum here alone?
numerator: children in care at the end of the day who are unaccompanied asylum-seeking children then
denominator: children in care at the end of the day
notes: A status without a first day holds from the beginning, one without a last day still holds.
source: >-
  Standard Safeguarding Dataset CLAE003A, CLAE005A, IMMI002A to IMMI004A; Department for Education, children looked
  after
unit: child
kind: snapshot
measure: percentage
polarity: none
target: none
slices: [team, locality, service_area, age_band, sex, ethnicity]
clocks: []
needs:
  cla_episodes: [cla_episode_id, person_id, cla_episode_start_date, cla_episode_ceased_date]
  immigration_status: [person_id, immigration_status]
version: 1
order: 604
*/
select
    children.person_id as unit_id,
    children.person_id,
    children.team,
    children.as_at,
    children.came as event_date,
    true as in_denominator,
    alone.person_id is not null as in_numerator,
    cast(null as double) as value
from looked_after_children as children
left join (
    select distinct periods.as_at, statuses.person_id
    from reporting_periods as periods
    join immigration_status as statuses
      on coalesce(statuses.immigration_status_start_date, date '1900-01-01') <= periods.as_at
     and coalesce(statuses.immigration_status_end_date, date '9999-12-31') > periods.as_at
    where lower(statuses.immigration_status) like '%unaccompanied%' or upper(statuses.immigration_status) like '%UASC%'
) as alone on alone.as_at = children.as_at and alone.person_id = children.person_id
