/*
id: CC19
name: return_interviews
title: Return interviews
question: Do children who were missing talk with somebody when they are back?
numerator: those after which the child accepted an interview
denominator: missing episodes that ended in the period
notes: >
  Ask by return_interview for those offered and not accepted, not offered, not applicable, and not recorded. Whether
  an interview took place within 72 hours cannot be told: no return gives its day. Being away without permission
  counts like being missing.
source: >-
  Standard Safeguarding Dataset MISS005A to MISS007A; statutory guidance on children who run away or go missing 2014
unit: missing episode
kind: flow
measure: percentage
polarity: high
polarity_source: Foothold; no official polarity is published
target: none
slices: [team, locality, service_area, return_interview, placement_type, age_band, sex, ethnicity]
clocks: []
needs:
  missing: [table_id, person_id, missing_episode_end_date, missing_rhi_offered, missing_rhi_accepted]
version: 1
order: 619
*/
select
    ended.table_id as unit_id,
    ended.person_id,
    child_terms.team,
    case
        when upper(ended.missing_rhi_accepted) = 'Y' then 'accepted'
        when upper(ended.missing_rhi_offered) = 'Y' then 'offered, not accepted'
        when upper(ended.missing_rhi_offered) = 'N' then 'not offered'
        when upper(ended.missing_rhi_offered) = 'NA' then 'not applicable'
        else 'not recorded'
    end as return_interview,
    placements.placement_type,
    periods.as_at,
    ended.missing_episode_end_date as event_date,
    true as in_denominator,
    coalesce(upper(ended.missing_rhi_accepted) = 'Y', false) as in_numerator,
    cast(date_diff('day', ended.missing_episode_start_date, ended.missing_episode_end_date) as double) as value
from reporting_periods as periods
join missing as ended
  on ended.missing_episode_end_date >= periods.period_start and ended.missing_episode_end_date <= periods.as_at
left join placements_held as placements
  on placements.person_id = ended.person_id
 and placements.began <= ended.missing_episode_start_date
 and placements.ended > ended.missing_episode_start_date
left join child_terms
  on child_terms.person_id = ended.person_id
 and child_terms.term_start <= periods.as_at
 and child_terms.term_end > periods.as_at
