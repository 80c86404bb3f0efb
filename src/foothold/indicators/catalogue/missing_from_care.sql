/*
id: CC18
name: missing_from_care
title: Children missing from care
question: How many of the children in care go missing?
numerator: those who went missing on a day of the period on which they were in care
denominator: children in care on any day of the period
notes: >
  Away from the placement without permission, but where is known (A), is not missing; an incident that does not say
  is. The placement is that of the first such day, of the others that of their newest day in care. The value of each
  row is the number of incidents.
source: >-
  Standard Safeguarding Dataset CLAE003A, CLAE005A, MISS003A, MISS004A; Department for Education, children looked
  after
unit: child
kind: flow
measure: percentage
polarity: none
target: none
slices: [team, locality, service_area, placement_type, age_band, sex, ethnicity]
clocks: []
needs:
  cla_episodes: [cla_episode_id, person_id, cla_episode_start_date, cla_episode_ceased_date]
  missing: [person_id, missing_episode_start_date]
version: 1
order: 618
*/
select
    children.person_id as unit_id,
    children.person_id,
    child_terms.team,
    placements.placement_type,
    children.as_at,
    coalesce(children.first_missing, children.newest_day) as event_date,
    true as in_denominator,
    children.first_missing is not null as in_numerator,
    cast(children.incidents as double) as value
from (
    select in_care.as_at, in_care.person_id, in_care.newest_day, went_missing.first_missing,
        coalesce(went_missing.incidents, 0) as incidents
    from (
        -- Of several times in care in one period the last.
        select periods.as_at, spells.person_id, least(periods.as_at, spells.last_day) as newest_day
        from reporting_periods as periods
        join (
            select person_id, came, went, cast(went - interval '1' day as date) as last_day,
                coalesce(lead(came) over (partition by person_id order by came), date '9999-12-31') as next_came
            from care_spells
        ) as spells
          on spells.came <= periods.as_at and spells.went > periods.period_start and spells.next_came > periods.as_at
    ) as in_care
    left join (
        select periods.as_at, spells.person_id, min(incidents.missing_episode_start_date) as first_missing,
            count(distinct incidents.table_id) as incidents
        from reporting_periods as periods
        join missing as incidents
          on incidents.missing_episode_start_date >= periods.period_start
         and incidents.missing_episode_start_date <= periods.as_at
        join care_spells as spells
          on spells.person_id = incidents.person_id
         and spells.came <= incidents.missing_episode_start_date
         and spells.went > incidents.missing_episode_start_date
        where upper(coalesce(incidents.missing_episode_type, 'M')) not like 'A%'
        group by periods.as_at, spells.person_id
    ) as went_missing on went_missing.as_at = in_care.as_at and went_missing.person_id = in_care.person_id
) as children
left join placements_held as placements
  on placements.person_id = children.person_id
 and placements.began <= coalesce(children.first_missing, children.newest_day)
 and placements.ended > coalesce(children.first_missing, children.newest_day)
left join child_terms
  on child_terms.person_id = children.person_id
 and child_terms.term_start <= children.as_at
 and child_terms.term_end > children.as_at
