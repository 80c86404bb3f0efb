/*
id: CN06
name: primary_needs
title: Primary needs
question: Why do children need help?
numerator: open cases at the end of the day with each primary need
denominator: open cases at the end of the day, referrals closed without further action left out
notes: Ask by need. The parts add up to 100; cases without a primary need are a part of their own.
source: Standard Safeguarding Dataset CINE003A, CINE007A, CINE010A; Department for Education, children in need, table b3
unit: case
kind: snapshot
measure: mix
mix: need
polarity: none
target: none
slices: [need, team, locality, service_area]
clocks: []
needs:
  cin_episodes: [referral_id, person_id, referral_date, close_date, referral_nfa, cin_primary_need_code]
version: 1
order: 506
*/
select
    cases.referral_id as unit_id,
    cases.person_id,
    cases.need,
    cases.team,
    cases.as_at,
    cases.referral_date as event_date,
    true as in_denominator,
    true as in_numerator,
    cast(null as double) as value
from open_cases as cases
