/*
id: FD07
name: referrals_closed_without_action
title: Referrals closed without further action
question: How many referrals end with no further action?
numerator: referrals in the period marked no further action
denominator: referrals dated in the period
notes: A referral without the mark counts as acted on. The measure has no official polarity.
source: Standard Safeguarding Dataset CINE003A, CINE011A; Department for Education, children in need, table c1
unit: referral
kind: flow
measure: percentage
polarity: none
target: none
slices: [team, locality, service_area, source, age_band, sex, ethnicity]
clocks: []
needs:
  cin_episodes: [referral_id, person_id, referral_date, referral_nfa]
version: 1
order: 107
*/
select
    referrals.referral_id as unit_id,
    referrals.person_id,
    referrals.referral_team as team,
    referrals.referral_source_code as source,
    periods.as_at,
    referrals.referral_date as event_date,
    true as in_denominator,
    coalesce(referrals.referral_nfa = 'Y', false) as in_numerator,
    cast(null as double) as value
from reporting_periods as periods
join cin_episodes as referrals
  on referrals.referral_date >= periods.period_start and referrals.referral_date <= periods.as_at
