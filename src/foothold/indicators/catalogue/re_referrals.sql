/*
id: FD06
name: re_referrals
title: Re-referrals within 12 months
question: How many referrals are of a child referred before in the last 12 months?
numerator: referrals in the period with an earlier referral of the same child in the 12 months before
denominator: referrals dated in the period
notes: >
  The same day a year earlier is within 12 months; another referral on the same day is not an earlier one. Referrals older
  than the data held cannot be seen, so the first 12 months of a history read low.
source: Standard Safeguarding Dataset CINE002A, CINE003A; Department for Education, children in need, table c1
unit: referral
kind: flow
measure: percentage
polarity: low
polarity_source: Local Authority Interactive Tool
target: none
slices: [team, locality, service_area, source, need]
clocks: [12 months]
looks_back: {months: 12}
needs:
  cin_episodes: [referral_id, person_id, referral_date]
version: 1
order: 106
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
    coalesce(referrals.previous_date >= cast(referrals.referral_date - interval '12' month as date), false) as in_numerator,
    cast(date_diff('day', referrals.previous_date, referrals.referral_date) as double) as value
from reporting_periods as periods
join referrals_in_order as referrals
  on referrals.referral_date >= periods.period_start and referrals.referral_date <= periods.as_at
