/*
name: looked-after
title: Children looked after
unit: child
indicator: CC01
counted: in_numerator
into:
  arrived: the child's first time in care that the return tells of
  reopened: the child was in care before
out:
  returned_home: left care to parents or relatives (E4A, E4B, E13)
  permanence: adopted, or a special guardianship or child arrangements order was made (E11, E12, E41 to E48)
  moved_on: moved into independent living or to adult services, or stayed with carers at 18 (E5, E6, E7, E17)
  transferred_out: another council took the care over (E3)
  other: care ended for any other reason
either:
  redefined: still in an episode of care, and a series of short breaks began; children whose series ended are taken off
needs:
  cla_episodes: [cla_episode_id, person_id, cla_episode_start_date, cla_episode_ceased_date]
  legal_status: [person_id, legal_status]
order: 4
*/
select
    spells.person_id as unit_id,
    spells.person_id,
    cast(null as varchar) as team,
    spells.came as began,
    spells.came,
    spells.went,
    case
        when starting.person_id is null then 'redefined'
        when earlier.person_id is not null then 'reopened'
        else 'arrived'
    end as came_as,
    case
        when spells.went = date '9999-12-31' then null
        when ending.person_id is null then 'redefined'
        when ending.reason in ('E4', 'E4A', 'E4B', 'E13') then 'returned_home'
        when ending.reason in ('E11', 'E12', 'E41', 'E43', 'E44', 'E45', 'E46', 'E47', 'E48') then 'permanence'
        when ending.reason in ('E5', 'E6', 'E7', 'E17') then 'moved_on'
        when ending.reason = 'E3' then 'transferred_out'
        else 'other'
    end as left_as
from care_spells as spells
left join (
    select distinct person_id, cla_episode_start_date as came from cla_episodes
) as starting on starting.person_id = spells.person_id and starting.came = spells.came
left join (
    select person_id, cla_episode_ceased_date as went, max(upper(trim(cla_episode_ceased_reason))) as reason
    from cla_episodes
    where cla_episode_ceased_date is not null
    group by person_id, cla_episode_ceased_date
) as ending on ending.person_id = spells.person_id and ending.went = spells.went
left join (
    select distinct newer.person_id, newer.came
    from care_spells as newer
    join care_spells as older on older.person_id = newer.person_id and older.went <= newer.came
) as earlier on earlier.person_id = spells.person_id and earlier.came = spells.came
