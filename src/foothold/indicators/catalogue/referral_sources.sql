/*
id: FD09
name: referral_sources
title: Referral sources
question: Who refers children?
numerator: referrals in the period from each source
denominator: referrals dated in the period
notes: Ask by source. The parts add up to 100; referrals without a source are a part of their own.
source: Standard Safeguarding Dataset CINE003A, CINE004A; Department for Education, children in need, table c5
unit: referral
kind: flow
measure: mix
mix: source
polarity: none
target: none
slices: [source, team, locality, service_area, age_band, sex, ethnicity]
clocks: []
needs:
  cin_episodes: [referral_id, person_id, referral_date, referral_source_code]
version: 1
order: 109
*/
select
    referrals.referral_id as unit_id,
    referrals.person_id,
    referrals.referral_source_code as source,
    referrals.referral_team as team,
    periods.as_at,
    referrals.referral_date as event_date,
    true as in_denominator,
    true as in_numerator,
    cast(null as double) as value
from reporting_periods as periods
join cin_episodes as referrals
  on referrals.referral_date >= periods.period_start and referrals.referral_date <= periods.as_at
