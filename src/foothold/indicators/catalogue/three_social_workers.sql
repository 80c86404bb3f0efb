/*
id: AL07
name: three_social_workers
title: Children with three or more social workers in a year
question: Do children keep their social worker?
numerator: children who had three or more different social workers in the 12 months to the day
denominator: children with a case open at the end of the day that has been open for 12 months
notes: >
  Every worker who held any case of the child at any time in the 12 months counts once; a worker whose title says nothing is
  taken to be a social worker, managers and queues are not. The value of each row is the number of social workers.
source: Standard Safeguarding Dataset CINE003A, CINE007A, INVO002A, INVO003A, INVO006A; Department for Education, stability of social workers
unit: child
kind: snapshot
measure: percentage
polarity: low
polarity_source: Local Authority Interactive Tool
target: none
slices: [team, locality, service_area, cohort, age_band]
bands: [0, 1, 2, 3, 5]
unit_of_rows: social workers
clocks: [12 months]
looks_back: {months: 12}
needs:
  cin_episodes: [referral_id, person_id, referral_date, close_date, referral_nfa]
  involvements: [involvements_id, professional_id, involvement_start_date, involvement_end_date]
version: 1
order: 307
*/
select
    children.person_id as unit_id,
    children.person_id,
    child_cohorts.team,
    child_cohorts.cohort,
    children.as_at,
    children.as_at as event_date,
    true as in_denominator,
    children.workers >= 3 as in_numerator,
    cast(children.workers as double) as value
from (
    select known.as_at, known.person_id, count(distinct links.professional_id) as workers
    from (
        select distinct as_at, person_id
        from open_cases
        where referral_date <= cast(as_at - interval '12' month as date)
    ) as known
    left join case_links as links
      on links.person_id = known.person_id
     and links.started <= known.as_at
     and links.ended > cast(known.as_at - interval '12' month as date)
     and links.kind in ('social_worker', 'unknown')
    group by known.as_at, known.person_id
) as children
join child_cohorts on child_cohorts.as_at = children.as_at and child_cohorts.person_id = children.person_id
