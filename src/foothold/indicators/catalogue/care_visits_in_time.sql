/*
id: CC12
name: care_visits_in_time
title: Statutory visits to children in care in time
question: Was each child in care visited as often as the law asks?
numerator: those for whom no visit is overdue
denominator: children in care at the end of the day
notes: >
  The first visit is due by care_visit_after_placement (a week) from the start of the placement, later ones from the
  last on which the child was seen by care_visit_first_year (6 weeks), and after the placement's first year by
  care_visit_later (6 weeks) or, in long-term fostering (U1, U4), care_visit_permanent (3 months). A visit that does
  not say whether the child was seen counts as one. Lawful and face to face are two facts: no return says whether a
  visit was in person. Ask by law for those overdue by the usual limit when there was no fixed one (summer of 2020),
  and by visit_rule for whether the last visit could lawfully be by telephone or video. The value of each row is the
  number of days since the child was seen.
source: >-
  Standard Safeguarding Dataset CLAV003A, CLAV004A, CLAP003A, CLAP004A; Care Planning, Placement and Case Review
  (England) Regulations 2010, regulation 28, varied by SI 2020/445 and SI 2020/909
unit: child
kind: snapshot
measure: percentage
polarity: high
polarity_source: Foothold; no official polarity is published
target: none
slices: [team, locality, service_area, law, visit_rule, age_band, sex, ethnicity]
bands: [7, 28, 42, 91, 182]
unit_of_rows: days
clocks: [care_visit_after_placement, care_visit_first_year, care_visit_later, care_visit_permanent]
needs:
  cla_episodes: [cla_episode_id, person_id, cla_episode_start_date, cla_episode_ceased_date]
  cla_placement: [cla_placement_id, person_id, cla_placement_start_date, cla_placement_type]
  cla_visits: [person_id, cla_visit_date]
version: 1
order: 612
*/
select
    children.person_id as unit_id,
    children.person_id,
    children.team,
    case
        when due.last_day_in_time >= children.as_at then 'in time'
        when relaxed.clock is not null then 'no fixed limit'
        else 'late'
    end as law,
    case
        when children.last_seen is null then 'not seen'
        when remote.effect = 'remote_lawful' then 'remote visit lawful'
        when remote.effect = 'remote_lawful_if_recorded' then 'remote visit lawful if recorded'
        else 'in person'
    end as visit_rule,
    children.as_at,
    coalesce(children.last_seen, children.placed_on) as event_date,
    true as in_denominator,
    coalesce(due.last_day_in_time >= children.as_at, false) as in_numerator,
    cast(date_diff('day', children.last_seen, children.as_at) as double) as value
from (
    select as_at, person_id, team, placed_on, last_seen,
        case
            when last_seen is null then 'care_visit_after_placement'
            when last_seen < placed_on + interval '12' month then 'care_visit_first_year'
            when placement_type in ('U1', 'U4') then 'care_visit_permanent'
            else 'care_visit_later'
        end as clock
    from (
        select living.as_at, living.person_id, living.team, living.placement_type, living.placed_on,
            case when visits.seen_on >= living.placed_on then visits.seen_on end as last_seen
        from (
            select as_at, person_id, team, placement_type, coalesce(placed_on, came) as placed_on
            from looked_after_children
        ) as living
        left join care_visit_days as visits
          on visits.person_id = living.person_id and visits.seen_on <= living.as_at and visits.until > living.as_at
    ) as visited
) as children
left join clock_due_days as due
  on due.clock = children.clock and due.start_day = coalesce(children.last_seen, children.placed_on)
left join clock_variations as relaxed
  on relaxed.clock = children.clock
 and relaxed.effect = 'no_fixed_limit'
 and relaxed.from_date <= due.last_day_in_time
 and relaxed.to_date >= due.last_day_in_time
left join clock_variations as remote
  on remote.clock = 'care_visit_first_year'
 and remote.effect <> 'no_fixed_limit'
 and remote.from_date <= children.last_seen
 and remote.to_date >= children.last_seen
