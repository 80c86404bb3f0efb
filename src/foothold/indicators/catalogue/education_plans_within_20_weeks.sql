/*
id: ED09
name: education_plans_within_20_weeks
title: Education, health and care plans within 20 weeks
question: How often is a new plan issued within 20 weeks of the request?
numerator: plans issued in the period on or before the last day in time
denominator: plans issued in the period, lawful exceptions left out
notes: >
  A plan is issued on the day of the assessment's outcome. The clock runs from the day the request came in. A plan whose
  request has no date is considered and not counted. The value of each row is the number of days.
source: Department for Education, special educational needs survey; Standard Safeguarding Dataset EHCR003A, EHCA003A, EHCA004A, EHCA005A
unit: plan
unit_of_rows: days
kind: flow
measure: percentage
polarity: high
polarity_source: Local Authority Interactive Tool
target: none
slices: [age_band, sex, ethnicity]
bands: [100, 140, 200, 300]
clocks: [education_health_care_plan]
needs:
  ehcp_requests: [ehcp_request_id, ehcp_req_date]
  ehcp_assessment: [ehcp_assessment_id, ehcp_request_id, ehcp_assessment_outcome_date, ehcp_assessment_outcome, ehcp_assessment_exceptions]
version: 1
order: 909
*/
select
    issued.ehcp_assessment_id as unit_id,
    send.person_id,
    periods.as_at,
    issued.ehcp_assessment_outcome_date as event_date,
    true as in_denominator,
    coalesce(issued.ehcp_assessment_outcome_date <= due.last_day_in_time, false) as in_numerator,
    cast(date_diff('day', requests.ehcp_req_date, issued.ehcp_assessment_outcome_date) as double) as value
from reporting_periods as periods
join ehcp_assessment as issued
  on issued.ehcp_assessment_outcome_date >= periods.period_start
 and issued.ehcp_assessment_outcome_date <= periods.as_at
left join ehcp_requests as requests on requests.ehcp_request_id = issued.ehcp_request_id
left join send on send.table_id = requests.send_table_id
left join clock_due_days as due
  on due.clock = 'education_health_care_plan' and due.start_day = requests.ehcp_req_date
where upper(trim(issued.ehcp_assessment_outcome)) = 'Y'
  and coalesce(upper(trim(issued.ehcp_assessment_exceptions)), '0') not in ('1', 'Y', 'YES', 'TRUE')
