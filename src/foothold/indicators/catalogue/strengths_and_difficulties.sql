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
    cohort.person_id as unit_id,
    cohort.person_id,
    cohort.team,
    cohort.as_at,
    scores.sdq_completed_date as event_date,
    true as in_denominator,
    scores.score is not null as in_numerator,
    cast(scores.score as double) as value
from children_in_care_a_year as cohort
left join (
    select looked_after.as_at, answers.person_id, answers.sdq_completed_date, points.number - 1 as score,
        row_number() over (
            partition by looked_after.as_at, answers.person_id
            order by coalesce(answers.sdq_completed_date, looked_after.as_at) desc, answers.table_id desc
        ) as choice
    from children_in_care_a_year as looked_after
    join sdq_scores as answers
      on answers.person_id = looked_after.person_id
     and coalesce(answers.sdq_completed_date, looked_after.as_at) >= looked_after.year_start
     and coalesce(answers.sdq_completed_date, looked_after.as_at) <= looked_after.as_at
    join counting_numbers as points
      on points.number <= 41 and cast(points.number - 1 as varchar) = trim(answers.sdq_score)
) as scores on scores.as_at = cohort.as_at and scores.person_id = cohort.person_id and scores.choice = 1
where cohort.dob <= cohort.as_at - interval '60' month and cohort.dob > cohort.as_at - interval '204' month
