/*
id: AL02
name: cases_with_a_holding_name
title: Cases held by a manager or a queue
question: How many open cases carry the name of a manager, a duty desk or an inbox instead of a social worker?
numerator: open cases at the end of the day with a current manager, duty or inbox name and no social worker
denominator: open cases at the end of the day, referrals closed without further action left out
notes: >
  Guards AL01 against relabelling: no case is in both, and the two together are all cases without a social worker of their
  own. The slice "holder" tells managers from queues, which are desks and inboxes. Which job title means what is an
  editable table; a title it does not know counts as a social worker and is listed.
source: Standard Safeguarding Dataset CINE003A, CINE007A, INVO006A, INVO007A, PROF007A; the measure is Foothold's own
unit: case
kind: snapshot
measure: percentage
polarity: low
polarity_source: Foothold; no official polarity is published
target: {at_most: 0}
slices: [team, locality, service_area, holder, need]
clocks: []
needs:
  cin_episodes: [referral_id, person_id, referral_date, close_date, referral_nfa]
  involvements: [involvements_id, professional_id, involvement_start_date, involvement_end_date]
  professionals: [professional_id, professional_job_title]
version: 1
order: 302
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
    cases.holder in ('manager', 'queue') as in_numerator,
    cast(null as double) as value
from open_cases as cases
