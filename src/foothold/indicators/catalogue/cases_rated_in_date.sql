/*
id: AL08
name: cases_rated_in_date
title: Cases with a rating in date
question: Has somebody rated the risk in every case, and looked at it again when due?
numerator: open cases whose newest rating need not be looked at again before the day
denominator: open cases at the end of the day, referrals closed without further action left out
notes: >
  A rating holds until the next one of the case, and is in date up to its own last day of review. One without that day is not
  in date, because nobody said when to look again. The value of each row is the number of days since the rating.
source: Foothold's decisions return, case ratings; the measure is Foothold's own
unit: case
kind: snapshot
measure: percentage
polarity: high
polarity_source: Foothold; no official polarity is published
target: none
slices: [team, locality, service_area, rating, cohort]
bands: [7, 14, 28, 42, 84]
unit_of_rows: days
clocks: []
needs:
  cin_episodes: [referral_id, person_id, referral_date, close_date, referral_nfa]
  case_ratings: [rating_id, person_id, rating, rated_date, review_due_date]
version: 1
order: 308
*/
select
    cases.referral_id as unit_id,
    cases.person_id,
    cases.team,
    ratings.rating,
    cases.as_at,
    coalesce(ratings.rated_on, cases.referral_date) as event_date,
    true as in_denominator,
    coalesce(ratings.review_due_date >= cases.as_at, false) as in_numerator,
    cast(date_diff('day', ratings.rated_on, cases.as_at) as double) as value
from open_cases as cases
left join rating_spells as ratings
  on ratings.referral_id = cases.referral_id and ratings.rated_on <= cases.as_at and ratings.until > cases.as_at
