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
    children.team,
    children.cohort,
    periods.as_at,
    periods.as_at as event_date,
    true as in_denominator,
    children.workers >= 3 as in_numerator,
    cast(children.workers as double) as value
from reporting_periods as periods
join (
    select counted.person_id, counted.workers, terms.team, terms.cohort,
        greatest(counted.day, terms.term_start) as began,
        least(counted.until, terms.term_end) as ended
    from workers_in_a_year as counted
    join cohort_terms as terms
      on terms.person_id = counted.person_id and terms.term_start < counted.until and terms.term_end > counted.day
) as children on children.began <= periods.as_at and children.ended > periods.as_at
