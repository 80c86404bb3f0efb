/*
id: AL09
name: contact_modes
title: How children were contacted
question: Are children contacted face to face, by video or by phone?
numerator: contacts in the period made in each way
denominator: contacts recorded in the four weeks
notes: >
  Ask by mode, or by rating and mode: the rating is that of the case on the day of the contact. The parts add up to 100;
  contacts that do not say are a part of their own. From 24 April to 25 September 2020 visits to children in care by
  telephone or video were lawful; they are never face to face.
source: Foothold's decisions return, contacts and case ratings; SI 2020/445
unit: contact
kind: flow
measure: mix
mix: mode
polarity: none
target: none
slices: [mode, rating, seen, team, locality, service_area]
clocks: []
window: {weeks: 4}
needs:
  case_contacts: [contact_id, person_id, contact_date, contact_mode]
version: 1
order: 309
*/
select
    contacts.contact_id as unit_id,
    contacts.person_id,
    contacts.contact_mode as mode,
    ratings.rating,
    contacts.child_seen as seen,
    about.team,
    periods.as_at,
    contacts.contact_date as event_date,
    true as in_denominator,
    true as in_numerator,
    cast(null as double) as value
from reporting_periods as periods
join case_contacts as contacts
  on contacts.contact_date >= periods.period_start and contacts.contact_date <= periods.as_at
left join decided_about as about on about.record = 'contact' and about.record_id = contacts.contact_id
left join rating_spells as ratings
  on ratings.referral_id = about.referral_id
 and ratings.rated_on <= contacts.contact_date
 and ratings.until > contacts.contact_date
