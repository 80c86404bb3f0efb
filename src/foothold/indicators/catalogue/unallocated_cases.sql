/*
id: AL01
name: unallocated_cases
title: Unallocated cases
question: How many open cases have no social worker?
numerator: open cases at the end of the day with no current involvement of a worker in a social-work role
denominator: open cases at the end of the day, referrals closed without further action left out
notes: >
  A case is open from its referral to the day before it closes. An involvement is current from its start to the day before
  it ends. A queue or an inbox is not a worker, so a case in one is unallocated. A manager is a social worker in name, so a
  case held by a manager is not counted here but under AL02. A worker whose job title is missing or says nothing known is
  taken to be a social worker, and the title is listed for someone to map.
source: Standard Safeguarding Dataset CINE003A, CINE007A, CINE011A, INVO002A, INVO003A, INVO006A, INVO007A, PROF007A
unit: case
kind: snapshot
measure: count
polarity: low
polarity_source: Foothold; no official polarity is published
target: {at_most: 0, for_weeks: 12}
slices: [team, locality, service_area, holder, need]
clocks: []
needs:
  cin_episodes: [referral_id, person_id, referral_date, close_date]
  involvements: [involvements_id, professional_id]
version: 1
order: 10
*/
select
    cases.referral_id as unit_id,
    cases.person_id,
    cases.team,
    cases.locality,
    cases.service_area,
    cases.holder,
    cases.need,
    cases.as_at,
    cases.referral_date as event_date,
    true as in_denominator,
    cases.holder in ('nobody', 'queue') as in_numerator,
    cast(null as double) as value
from open_cases as cases
