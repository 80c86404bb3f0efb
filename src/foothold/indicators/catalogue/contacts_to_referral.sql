/*
id: FD02
name: contacts_to_referral
title: Contacts that became a referral
question: How many contacts led to a referral of the child?
numerator: contacts in the period with a referral of the same child 0 to 10 working days later
denominator: contacts dated in the period
notes: >
  The window is Foothold's own. Contacts of the last 10 working days may still become referrals, so the newest weeks read
  low. The value of each row is the number of working days to the referral.
source: Standard Safeguarding Dataset CONT003A, CINE003A; the window is Foothold's own
unit: contact
kind: flow
measure: percentage
polarity: none
target: none
slices: [source, age_band, sex, ethnicity]
bands: [0, 1, 5, 10]
unit_of_rows: working days
clocks: [10 working days]
settles: {days: 14}
needs:
  contacts: [contact_id, person_id, contact_date]
  cin_episodes: [referral_id, person_id, referral_date]
version: 1
order: 102
*/
select
    answered.contact_id as unit_id,
    answered.person_id,
    answered.contact_source_code as source,
    answered.as_at,
    answered.contact_date as event_date,
    true as in_denominator,
    coalesce(last_day.working_day_number - first_day.working_day_number <= 10, false) as in_numerator,
    cast(last_day.working_day_number - first_day.working_day_number as double) as value
from (
    select
        periods.as_at,
        contacts.contact_id,
        contacts.person_id,
        contacts.contact_source_code,
        contacts.contact_date,
        min(referrals.referral_date) as referral_date
    from reporting_periods as periods
    join contacts on contacts.contact_date >= periods.period_start and contacts.contact_date <= periods.as_at
    left join cin_episodes as referrals
      on referrals.person_id = contacts.person_id and referrals.referral_date >= contacts.contact_date
    group by
        periods.as_at, contacts.contact_id, contacts.person_id, contacts.contact_source_code, contacts.contact_date
) as answered
left join working_days as first_day on first_day.day = answered.contact_date
left join working_days as last_day on last_day.day = answered.referral_date
