/*
id: CC17
name: strengths_and_difficulties
title: Strengths and difficulties score
question: How are children in care doing in themselves?
numerator: those with a score from 0 to 40 in the twelve months to the day, the newest of each child
denominator: children aged 5 to 16 who at the end of the day have been in care for twelve months without a break
notes: >
  The value is the mean score: up to 13 is normal, 14 to 16 is borderline, 17 and over is a cause for concern.
  Numerator over denominator is the share of questionnaires returned. What the looked-after children return says of
  the year without a day counts for the year.
source: >-
  Standard Safeguarding Dataset CSDQ003A, CSDQ005A; Department for Education, children looked after, emotional
  wellbeing
unit: child
kind: snapshot
measure: mean
polarity: low
polarity_source: Local Authority Interactive Tool
target: none
slices: [team, locality, service_area, age_band, sex, ethnicity]
bands: [13, 16, 40]
unit_of_rows: points
clocks: [12 months]
needs:
  cla_episodes: [cla_episode_id, person_id, cla_episode_start_date, cla_episode_ceased_date]
  person: [person_id, dob]
  sdq_scores: [person_id, sdq_score]
version: 1
order: 617
*/
select
    children.person_id as unit_id,
    children.person_id,
    children.team,
    children.as_at,
    case when children.newest_is_dated then children.completed end as event_date,
    true as in_denominator,
    case when children.newest_is_dated then children.score else children.undated_score end is not null as in_numerator,
    cast(case when children.newest_is_dated then children.score else children.undated_score end as double) as value
from (
    -- A score without a day counts as one of the day asked about; of several of that day the last in order of identifiers.
    select cohort.as_at, cohort.person_id, cohort.team, dated.since as completed, dated.score, undated.score as undated_score,
        undated.person_id is null
            or coalesce(dated.since = cohort.as_at and dated.table_id > undated.table_id, false) as newest_is_dated
    from children_in_care_a_year as cohort
    left join sdq_scores_in_a_year as dated
      on dated.person_id = cohort.person_id and dated.since <= cohort.as_at and dated.until > cohort.as_at
    left join sdq_scores_some_day as undated on undated.person_id = cohort.person_id
    where cohort.dob <= cohort.as_at - interval '60' month and cohort.dob > cohort.as_at - interval '204' month
) as children
