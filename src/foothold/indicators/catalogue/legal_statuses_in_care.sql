/*
id: CC21
name: legal_statuses_in_care
title: Legal status of children in care
question: Under what law are children in care?
numerator: children in care at the end of the day under each legal status
denominator: children in care at the end of the day
notes: >
  Ask by legal_status. The parts add up to 100; children without a status of care on record are a part of their own.
  Of two statuses the one that began later holds.
source: Standard Safeguarding Dataset LEGA003A to LEGA005A; guide to the looked-after children return, legal status
unit: child
kind: snapshot
measure: mix
mix: legal_status
polarity: none
target: none
slices: [legal_status, team, locality, service_area, age_band, sex, ethnicity]
clocks: []
needs:
  cla_episodes: [cla_episode_id, person_id, cla_episode_start_date, cla_episode_ceased_date]
  legal_status: [person_id, legal_status, legal_status_start_date]
version: 1
order: 621
*/
select
    children.person_id as unit_id,
    children.person_id,
    case statuses.code
        when 'C1' then 'interim care order'
        when 'C2' then 'full care order'
        when 'D1' then 'freed for adoption'
        when 'E1' then 'placement order'
        when 'V2' then 'accommodated by agreement'
        when 'L' then 'detained for protection'
        when 'J' then 'youth justice'
        else null
    end as legal_status,
    children.team,
    children.as_at,
    coalesce(statuses.began, children.came) as event_date,
    true as in_denominator,
    true as in_numerator,
    cast(null as double) as value
from looked_after_children as children
left join legal_statuses_held as statuses
  on statuses.person_id = children.person_id
 and statuses.began <= children.as_at
 and statuses.ended > children.as_at
