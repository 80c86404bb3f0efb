/*
id: FD08
name: referrals_assessed_not_in_need
title: Referrals assessed and found not in need
question: How many referrals are assessed only to find that the child is not in need?
numerator: referrals in the period whose case closed after assessment (closure reason RC8)
denominator: referrals dated in the period
notes: >
  Counted by the closure reason, as the Department does. Newer referrals are still being assessed, so the newest months
  read low.
source: Standard Safeguarding Dataset CINE003A, CINE006A; Department for Education, children in need, table c1
unit: referral
kind: flow
measure: percentage
polarity: none
target: none
slices: [team, locality, service_area, source, need, age_band, sex, ethnicity]
clocks: []
settles: {days: 92}
needs:
  cin_episodes: [referral_id, person_id, referral_date, close_reason]
version: 1
order: 108
*/
select
    referrals.referral_id as unit_id,
    referrals.person_id,
    referrals.referral_team as team,
    referrals.referral_source_code as source,
    referrals.cin_primary_need_code as need,
    periods.as_at,
    referrals.referral_date as event_date,
    true as in_denominator,
    coalesce(referrals.close_reason = 'RC8', false) as in_numerator,
    cast(null as double) as value
from reporting_periods as periods
join cin_episodes as referrals
  on referrals.referral_date >= periods.period_start and referrals.referral_date <= periods.as_at
