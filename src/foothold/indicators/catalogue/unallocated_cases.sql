/*
id: AL01
name: unallocated_cases
title: Unallocated cases
question: How many open cases have no social worker?
numerator: open cases at the end of the day with no current involvement of a worker who may hold cases
denominator: open cases at the end of the day, referrals closed without further action left out
notes: >
  A case is open from its referral to the day before it closes. An involvement is current from its start to the day before
  it ends. This is the nominal count: a case that stands in the name of a manager, a duty desk or an inbox is not counted
  here but under AL02, so the two together are all cases without a social worker of their own. A worker whose job title is
  missing or unknown is taken to be a social worker, and the title is listed for someone to map. Reviewing officers,
  personal advisers and others who do not hold cases count for nothing.
source: Standard Safeguarding Dataset CINE003A, CINE007A, CINE011A, INVO002A, INVO003A, INVO006A, INVO007A, PROF007A
unit: case
kind: snapshot
measure: count
polarity: low
polarity_source: Foothold; no official polarity is published
target: {at_most: 0, for_weeks: 12}
slices: [team, locality, service_area, holder, need]
balanced_by: [WF09, AL06, AS04, FD06]
clocks: []
needs:
  cin_episodes: [referral_id, person_id, referral_date, close_date, referral_nfa]
  involvements: [involvements_id, professional_id, involvement_start_date, involvement_end_date]
version: 1
order: 301
*/
select
    cases.referral_id as unit_id,
    cases.person_id,
    cases.team,
    cases.holder,
    cases.need,
    cases.as_at,
    cases.referral_date as event_date,
    true as in_denominator,
    cases.holder = 'nobody' as in_numerator,
    cast(null as double) as value
from open_cases as cases
