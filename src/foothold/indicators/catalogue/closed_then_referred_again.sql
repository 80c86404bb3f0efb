/*
id: CN05
name: closed_then_referred_again
title: Closed, then referred again within 12 months
question: Of the cases closed, how many come back within a year?
numerator: cases closed in the period whose child was referred again on a later day within 12 months
denominator: cases closed in the period, referrals closed without further action left out
notes: >
  Closures of the last 12 months may still come back, so ask of a year that ended a year ago. The value of each row is the
  number of days to the next referral.
source: Standard Safeguarding Dataset CINE003A, CINE006A, CINE007A; the measure is Foothold's own
unit: case
kind: flow
measure: percentage
polarity: low
polarity_source: Foothold; no official polarity is published
target: none
slices: [team, locality, service_area, need, closure_reason]
bands: [28, 91, 182, 365]
unit_of_rows: days
clocks: [12 months]
settles: {days: 365}
needs:
  cin_episodes: [referral_id, person_id, referral_date, close_date, referral_nfa]
version: 1
order: 505
*/
select
    closed.referral_id as unit_id,
    closed.person_id,
    closed.referral_team as team,
    closed.need,
    closed.close_reason as closure_reason,
    closed.as_at,
    closed.close_date as event_date,
    true as in_denominator,
    closed.next_date is not null as in_numerator,
    cast(date_diff('day', closed.close_date, closed.next_date) as double) as value
from (
    select
        periods.as_at,
        cases.referral_id,
        cases.person_id,
        cases.referral_team,
        cases.need,
        episodes.close_reason,
        cases.close_date,
        min(later.referral_date) as next_date
    from reporting_periods as periods
    join cases on cases.close_date >= periods.period_start and cases.close_date <= periods.as_at
    join cin_episodes as episodes on episodes.referral_id = cases.referral_id
    left join cin_episodes as later
      on later.person_id = cases.person_id
     and later.referral_date > cases.close_date
     and later.referral_date <= cases.close_date + interval '12' month
    group by
        periods.as_at, cases.referral_id, cases.person_id, cases.referral_team, cases.need, episodes.close_reason,
        cases.close_date
) as closed
