/*
id: CC27
name: pre_proceedings_in_time
title: Families in pre-proceedings
question: How many families are in pre-proceedings, and for how many does it last too long?
numerator: those who have been in it for no longer than the clock gives
denominator: families in pre-proceedings at the end of the day
notes: >
  They begin with the letter before proceedings, or where there is none with the decision, and end on the day it is
  agreed to step down or to issue. The clock is pre_proceedings, 16 weeks. A family belongs to the team of the first
  child by identifier. The value of each row is the number of days so far.
source: >-
  Standard Safeguarding Dataset PREP002A, PREP003A, PREP006A, PREP011A; practice guidance of the Public Law Working
  Group
unit: family
kind: snapshot
measure: percentage
polarity: high
polarity_source: Foothold; no official polarity is published
target: none
slices: [team, locality, service_area]
bands: [28, 56, 112, 182]
unit_of_rows: days
clocks: [pre_proceedings]
needs:
  pre_proceedings: [person_id, plo_family_id, pre_pro_decision_date, agree_stepdown_issue_date, pre_pro_letter_date]
version: 1
order: 627
*/
select
    families.family as unit_id,
    families.person_id,
    child_terms.team,
    families.as_at,
    families.began as event_date,
    true as in_denominator,
    coalesce(due.last_day_in_time >= families.as_at, false) as in_numerator,
    cast(date_diff('day', families.began, families.as_at) as double) as value
from (
    select periods.as_at, coalesce(plans.plo_family_id, plans.person_id) as family, min(plans.person_id) as person_id,
        min(coalesce(plans.pre_pro_letter_date, plans.pre_pro_decision_date)) as began
    from reporting_periods as periods
    join pre_proceedings as plans
      on coalesce(plans.pre_pro_letter_date, plans.pre_pro_decision_date) <= periods.as_at
     and coalesce(plans.agree_stepdown_issue_date, date '9999-12-31') > periods.as_at
    group by periods.as_at, coalesce(plans.plo_family_id, plans.person_id)
) as families
left join clock_due_days as due on due.clock = 'pre_proceedings' and due.start_day = families.began
left join child_terms
  on child_terms.person_id = families.person_id
 and child_terms.term_start <= families.as_at
 and child_terms.term_end > families.as_at
