/*
id: WF10
name: case_holders
title: Case holders among social workers
question: How much of the workforce holds cases?
numerator: full-time equivalents of workers in post whose role is to hold cases
denominator: full-time equivalents of workers in post on the day of the census
notes: >
  The newest census not older than a year answers for every day, so the figure stands still between two censuses.
  Agency workers are in neither number.
source: Department for Education, children's social work workforce census, as at 30 September (OrgRole)
unit: worker
kind: snapshot
measure: share_of_value
polarity: high
polarity_source: Local Authority Interactive Tool
target: none
slices: []
clocks: []
needs:
  workforce_records: [professional_id, census_date, agency_worker_flag, full_time_equivalent, role_end_date, organisation_role]
version: 1
order: 810
*/
select
    workers.professional_id as unit_id,
    cast(null as varchar) as person_id,
    workers.as_at,
    workers.census_date as event_date,
    true as in_denominator,
    coalesce(workers.organisation_role = 'Case Holder', false) as in_numerator,
    workers.full_time_equivalent as value
from census_workers as workers
where workers.in_post
