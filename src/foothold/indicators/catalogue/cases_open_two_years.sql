/*
id: CN04
name: cases_open_two_years
title: Cases open two years or more
question: How many cases have been open for two years or more?
numerator: open cases at the end of the day whose referral is two years old or more
denominator: open cases at the end of the day, referrals closed without further action left out
notes: A case referred on the same day two years earlier has been open two years. The value of each row is its age in days.
source: Standard Safeguarding Dataset CINE003A, CINE007A, CINE011A; Department for Education, children in need, table b4
unit: case
kind: snapshot
measure: percentage
polarity: none
target: none
slices: [team, locality, service_area, need]
bands: [91, 182, 365, 730]
unit_of_rows: days
clocks: [24 months]
needs:
  cin_episodes: [referral_id, person_id, referral_date, close_date, referral_nfa]
version: 1
order: 504
*/
select
    cases.referral_id as unit_id,
    cases.person_id,
    cases.team,
    cases.need,
    cases.as_at,
    cases.referral_date as event_date,
    true as in_denominator,
    cases.referral_date <= cast(cases.as_at - interval '24' month as date) as in_numerator,
    cast(date_diff('day', cases.referral_date, cases.as_at) as double) as value
from open_cases as cases
