/*
id: FD10
name: referral_index
title: Referrals against the same weeks of earlier years
question: Are more or fewer referrals coming than usual at this time of year?
numerator: referrals dated in the period
denominator: mean number of referrals in the same weeks of up to three years before
notes: >
  100 means as many as usual, 60 means 40 % fewer. The same weeks lie 52, 104 and 156 weeks earlier, so weekdays match. A
  year counts only when the history covers the whole of its weeks: history begins with the first case closed, because older
  referrals are only those still open then. Blank when no earlier year is covered. A single date means the 4 weeks to it.
source: Standard Safeguarding Dataset CINE003A; Department for Education, children in need, table c6
unit: referral
kind: flow
window: {weeks: 4}
measure: index
polarity: none
target: none
slices: [team, locality, service_area, source]
clocks: [52 weeks]
needs:
  cin_episodes: [referral_id, person_id, referral_date, close_date]
version: 1
order: 110
*/
select
    referrals.referral_id as unit_id,
    referrals.person_id,
    referrals.referral_team as team,
    referrals.referral_source_code as source,
    windows.as_at,
    referrals.referral_date as event_date,
    windows.years_back > 0 as in_denominator,
    windows.years_back = 0 as in_numerator,
    case when windows.years_back > 0 then cast(windows.years_covered as double) end as value
from same_weeks as windows
join cin_episodes as referrals
  on referrals.referral_date >= windows.first_day and referrals.referral_date <= windows.last_day
