/*
id: CN01
name: children_in_need
title: Children in need
question: How many children are in need, for every 10,000 children?
numerator: children with an open case at the end of the day
denominator: children aged 0 to 17, mid-year estimate of the year before
notes: >
  Every open case counts, those of children on a protection plan, looked after, leaving care or not yet born among them; a
  child with two open cases counts once, by the newest. Referrals closed without further action are no cases.
source: Standard Safeguarding Dataset CINE003A, CINE007A, CINE011A; Department for Education, children in need, table b1
unit: child
kind: snapshot
measure: rate
polarity: none
target: none
slices: [team, locality, service_area, need, age_band, sex, ethnicity]
clocks: []
needs:
  cin_episodes: [referral_id, person_id, referral_date, close_date, referral_nfa]
version: 1
order: 501
*/
select
    children.person_id as unit_id,
    children.person_id,
    children.team,
    children.need,
    periods.as_at,
    periods.as_at as event_date,
    true as in_denominator,
    true as in_numerator,
    cast(null as double) as value
from reporting_periods as periods
join child_terms as children on children.term_start <= periods.as_at and children.term_end > periods.as_at
