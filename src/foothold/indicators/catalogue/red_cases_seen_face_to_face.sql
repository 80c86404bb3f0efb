/*
id: AL10
name: red_cases_seen_face_to_face
title: Red cases seen face to face in time
question: Is every child at the highest risk seen in person?
numerator: red cases whose child was last seen face to face within the time the clock gives
denominator: open cases at the end of the day whose newest rating is red
notes: >
  The clock is red_case_contact, 10 working days unless the council sets its own, from the last contact recorded as face to
  face at which the child was seen. Contact by video or phone may be lawful and is not face to face; the visits of a return
  do not say how they were made and do not count. The value of each row is the number of working days since then.
source: Foothold's decisions return, contacts and case ratings; the measure is Foothold's own
unit: case
kind: snapshot
measure: percentage
polarity: high
polarity_source: Foothold; no official polarity is published
target: none
slices: [team, locality, service_area, cohort]
bands: [5, 10, 15, 20, 30]
unit_of_rows: working days
clocks: [red_case_contact]
needs:
  cin_episodes: [referral_id, person_id, referral_date, close_date, referral_nfa]
  case_ratings: [rating_id, person_id, rating, rated_date]
  case_contacts: [person_id, contact_date, contact_mode, child_seen]
version: 1
order: 310
*/
select
    cases.referral_id as unit_id,
    cases.person_id,
    cases.team,
    cases.as_at,
    coalesce(contacts.contact_day, ratings.rated_on) as event_date,
    true as in_denominator,
    coalesce(due.last_day_in_time >= cases.as_at, false) as in_numerator,
    cast(now_day.working_day_number - seen_day.working_day_number as double) as value
from open_cases as cases
join rating_spells as ratings
  on ratings.referral_id = cases.referral_id and ratings.rated_on <= cases.as_at and ratings.until > cases.as_at
left join face_to_face_days as contacts
  on contacts.person_id = cases.person_id and contacts.contact_day <= cases.as_at and contacts.until > cases.as_at
left join clock_due_days as due on due.clock = 'red_case_contact' and due.start_day = contacts.contact_day
left join working_days as seen_day on seen_day.day = contacts.contact_day
left join working_days as now_day on now_day.day = cases.as_at
where ratings.rating = 'red'
