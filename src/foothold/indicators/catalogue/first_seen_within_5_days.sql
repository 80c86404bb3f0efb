/*
id: FD16
name: first_seen_within_5_days
title: Children first seen within 5 working days
question: How soon after the referral is the child seen?
numerator: referrals in the period whose child was seen 0 to 5 working days later
denominator: referrals in the period, those closed without further action left out
notes: >
  A child is seen by a visit that does not say otherwise, or in an assessment, dated by its first day. Of the newest ten
  weeks the figure reads low: that a child was seen is recorded when the assessment ends, up to 45 working days later. The five
  days are Foothold's own. The value of each row is the number of working days to the first time the child was seen.
source: Standard Safeguarding Dataset CINE003A, CINE011A, CINV003A, CPPV003A, CLAV003A, CINA004A; the measure is Foothold's own
unit: referral
kind: flow
measure: percentage
polarity: high
polarity_source: Foothold; no official polarity is published
target: none
slices: [team, locality, service_area, need, age_band]
bands: [0, 1, 5, 10, 20]
unit_of_rows: working days
clocks: [5 working days]
settles: {days: 70}
needs:
  cin_episodes: [referral_id, person_id, referral_date, referral_nfa]
  cin_visits: [person_id, cin_visit_date, cin_visit_seen]
version: 1
order: 116
*/
select
    referred.referral_id as unit_id,
    referred.person_id,
    referred.referral_team as team,
    referred.need,
    referred.as_at,
    referred.referral_date as event_date,
    true as in_denominator,
    coalesce(last_day.working_day_number - first_day.working_day_number <= 5, false) as in_numerator,
    cast(last_day.working_day_number - first_day.working_day_number as double) as value
from (
    select
        periods.as_at,
        referrals.referral_id,
        referrals.person_id,
        referrals.referral_team,
        referrals.cin_primary_need_code as need,
        referrals.referral_date,
        min(contacts.seen_on) as seen_on
    from reporting_periods as periods
    join cin_episodes as referrals
      on referrals.referral_date >= periods.period_start and referrals.referral_date <= periods.as_at
    left join child_contacts as contacts
      on contacts.person_id = referrals.person_id and contacts.seen_on >= referrals.referral_date
    where coalesce(referrals.referral_nfa, 'N') <> 'Y'
    group by
        periods.as_at, referrals.referral_id, referrals.person_id, referrals.referral_team,
        referrals.cin_primary_need_code, referrals.referral_date
) as referred
left join working_days as first_day on first_day.day = referred.referral_date
left join working_days as last_day on last_day.day = referred.seen_on
