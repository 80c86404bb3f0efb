/*
id: CP21
name: quorate_conferences
title: Review conferences that were quorate
question: Did enough agencies take part for the review conference to decide?
numerator: review conferences held in the period that are recorded as quorate
denominator: child protection review conferences held in the period
notes: >
  A conference that does not say counts as not quorate. No return says it of initial conferences, nor how a conference was
  held or which agencies came.
source: Standard Safeguarding Dataset CPPR004A, CPPR006A
unit: conference
kind: flow
measure: percentage
polarity: high
polarity_source: Foothold; no official polarity is published
target: none
slices: [team, locality, service_area]
clocks: []
needs:
  cp_reviews: [cp_review_id, person_id, cp_review_date, cp_review_quorate]
version: 1
order: 421
*/
select
    reviews.cp_review_id as unit_id,
    reviews.person_id,
    held_by.team,
    periods.as_at,
    reviews.cp_review_date as event_date,
    true as in_denominator,
    coalesce(lower(trim(reviews.cp_review_quorate)) in ('y', 'yes', 'true', '1', 'quorate'), false) as in_numerator,
    cast(null as double) as value
from reporting_periods as periods
join cp_reviews as reviews
  on reviews.cp_review_date >= periods.period_start and reviews.cp_review_date <= periods.as_at
left join protection_event_teams as held_by
  on held_by.event = 'review' and held_by.event_id = reviews.cp_review_id
