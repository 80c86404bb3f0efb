/*
id: CC25
name: care_applications
title: Care applications
question: How often does the council ask the court for a care order, for every 10,000 children?
numerator: applications of the period, one for each family and day
denominator: children aged 0 to 17, mid-year estimate of the year before
notes: >
  The day is that of the letter of issue, or where there is none that of the decision to issue. An application for
  brothers and sisters is one, as Cafcass counts; it belongs to the team of the first of them by identifier.
source: Standard Safeguarding Dataset PREP002A, PREP005A, PREP006A, PREP012A; Cafcass
unit: application
kind: flow
measure: rate
polarity: none
target: none
slices: [team, locality, service_area]
clocks: []
needs:
  pre_proceedings: [person_id, plo_family_id, pre_pro_outcome, agree_stepdown_issue_date, care_pro_letter_date]
version: 1
order: 625
*/
select
    issued.family || '/' || cast(issued.issued_on as varchar) as unit_id,
    issued.person_id,
    child_terms.team,
    issued.as_at,
    issued.issued_on as event_date,
    true as in_denominator,
    true as in_numerator,
    cast(null as double) as value
from (
    select periods.as_at, applications.family, applications.issued_on, min(applications.person_id) as person_id
    from reporting_periods as periods
    join (
        select person_id, coalesce(plo_family_id, person_id) as family,
            coalesce(
                care_pro_letter_date,
                case when lower(pre_pro_outcome) like '%issue%' then agree_stepdown_issue_date end
            ) as issued_on
        from pre_proceedings
    ) as applications
      on applications.issued_on >= periods.period_start and applications.issued_on <= periods.as_at
    group by periods.as_at, applications.family, applications.issued_on
) as issued
left join child_terms
  on child_terms.person_id = issued.person_id
 and child_terms.term_start <= issued.as_at
 and child_terms.term_end > issued.as_at
