/*
id: WF12
name: newly_qualified_case_holders
title: Case holders in their assessed and supported year
question: How many of those who hold cases are newly qualified?
numerator: case holders in post who are in their assessed and supported year in employment
denominator: case holders in post on the day of the census
notes: >
  The newest census not older than a year answers for every day, so the figure stands still between two censuses.
  Counted in workers. A share to watch and not to raise or lower; agency workers are in neither number.
source: Department for Education, children's social work workforce census, as at 30 September (CFKSSstatus)
unit: worker
kind: snapshot
measure: percentage
polarity: none
target: none
slices: []
clocks: []
needs:
  workforce_records: [professional_id, census_date, agency_worker_flag, full_time_equivalent, role_end_date, organisation_role, accreditation_status]
version: 1
order: 812
*/
select
    workers.professional_id as unit_id,
    cast(null as varchar) as person_id,
    workers.as_at,
    workers.role_start_date as event_date,
    true as in_denominator,
    coalesce(workers.accreditation_status = 'Assessed and supported year', false) as in_numerator,
    cast(null as double) as value
from census_workers as workers
where workers.in_post and workers.organisation_role = 'Case Holder'
