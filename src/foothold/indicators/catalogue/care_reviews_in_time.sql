/*
id: CC10
name: care_reviews_in_time
title: Reviews of looked-after children in time
question: Are the reviews of children in care held when the law asks for them?
numerator: those whose every such review was held on or before the last day in time
denominator: >-
  children in care at the end of the day with a review that fell due, or was overdue, in the twelve months to it
notes: >
  The clocks are first_care_review (20 working days from coming into care), second_care_review (3 months from the
  first) and later_care_review (6 months from the one before). Reviews that were called off do not count. A review
  that is overdue on the first of the twelve months, or still is, counts as late. In the summer of 2020 a later review
  had no fixed limit in law: ask by law, which says "no fixed limit" of a child all of whose late reviews were such.
  Returns that show the newest review only cannot tell.
source: >-
  Standard Safeguarding Dataset CLAR004A, CLAR011A, CLAR012A, CLAE003A; Care Planning, Placement and Case Review
  (England) Regulations 2010, regulation 33, varied by SI 2020/445
unit: child
kind: snapshot
measure: percentage
polarity: high
polarity_source: Foothold; no official polarity is published
target: none
slices: [team, locality, service_area, law, age_band, sex, ethnicity]
clocks: [first_care_review, second_care_review, later_care_review]
needs:
  cla_episodes: [cla_episode_id, person_id, cla_id, cla_episode_start_date, cla_episode_ceased_date]
  cla_reviews: [cla_review_id, cla_id, cla_review_due_date, cla_review_date]
version: 1
order: 610
*/
select
    due.person_id as unit_id,
    due.person_id,
    due.team,
    case when due.late = 0 then 'in time' when due.late = due.without_limit then 'no fixed limit' else 'late' end as law,
    due.as_at,
    due.newest as event_date,
    true as in_denominator,
    due.late = 0 as in_numerator,
    cast(due.late as double) as value
from (
    select children.as_at, children.person_id, children.team,
        max(reviews.last_day_in_time) as newest,
        sum(case when coalesce(reviews.held_on, date '9999-12-31') > reviews.last_day_in_time then 1 else 0 end) as late,
        sum(
            case
                when coalesce(reviews.held_on, date '9999-12-31') > reviews.last_day_in_time and relaxed.clock is not null
                    then 1
                else 0
            end
        ) as without_limit
    from looked_after_children as children
    join care_reviews_due as reviews
      on reviews.person_id = children.person_id
     and reviews.came = children.came
     and reviews.last_day_in_time <= children.as_at
     and greatest(reviews.last_day_in_time, coalesce(reviews.held_on, date '9999-12-31'))
        > children.as_at - interval '12' month
    left join clock_variations as relaxed
      on relaxed.clock = reviews.clock
     and relaxed.effect = 'no_fixed_limit'
     and relaxed.from_date <= reviews.last_day_in_time
     and relaxed.to_date >= reviews.last_day_in_time
    group by children.as_at, children.person_id, children.team
) as due
