/*
id: FD05
name: referrals
title: Referrals
question: How many referrals came, for every 10,000 children?
numerator: referrals dated in the period
denominator: children aged 0 to 17, mid-year estimate of the year before the period's end
notes: >
  Every referral counts, also those closed without further action. The rate is that of the period and is not scaled to a
  year, so only twelve months compare with published rates. A team is the one that took the referral.
source: Standard Safeguarding Dataset CINE003A; Department for Education, children in need, table c1
unit: referral
kind: flow
measure: rate
polarity: none
target: none
slices: [team, locality, service_area, source, need, age_band, sex, ethnicity]
clocks: []
needs:
  cin_episodes: [referral_id, person_id, referral_date]
version: 1
order: 105
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
    true as in_numerator,
    cast(null as double) as value
from reporting_periods as periods
join cin_episodes as referrals
  on referrals.referral_date >= periods.period_start and referrals.referral_date <= periods.as_at
