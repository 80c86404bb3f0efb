/*
id: CC11
name: participation_in_reviews
title: Children taking part in their reviews
question: Does the child have a say in the review?
numerator: those in which the child took part or made the child's views known (PN1 to PN6)
denominator: reviews held in the period of children who were four or older on the day
notes: >
  A review without a code counts as one without the child. Where the date of birth is not known, PN0 says that the
  child was under four. The team is that of the child's open case on the last day of the period.
source: >-
  Standard Safeguarding Dataset CLAR004A, CLAR007A, CLAR012A; guide to the looked-after children return, review code
unit: review
kind: flow
measure: percentage
polarity: high
polarity_source: Foothold; no official polarity is published
target: none
slices: [team, locality, service_area, participation, age_band, sex, ethnicity]
clocks: []
needs:
  cla_episodes: [person_id, cla_id]
  cla_reviews: [cla_review_id, cla_id, cla_review_date, cla_review_participation]
version: 1
order: 611
*/
select
    reviews.cla_review_id as unit_id,
    reviews.person_id,
    child_terms.team,
    reviews.participation,
    periods.as_at,
    reviews.held_on as event_date,
    true as in_denominator,
    coalesce(reviews.participation in ('PN1', 'PN2', 'PN3', 'PN4', 'PN5', 'PN6'), false) as in_numerator,
    cast(null as double) as value
from reporting_periods as periods
join care_reviews_held as reviews
  on reviews.held_on >= periods.period_start and reviews.held_on <= periods.as_at
left join person as children on children.person_id = reviews.person_id
left join child_terms
  on child_terms.person_id = reviews.person_id
 and child_terms.term_start <= periods.as_at
 and child_terms.term_end > periods.as_at
where children.dob <= reviews.held_on - interval '48' month
   or (children.dob is null and coalesce(reviews.participation, '') <> 'PN0')
