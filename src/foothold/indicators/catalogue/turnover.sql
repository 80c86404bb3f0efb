/*
id: WF07
name: turnover
title: Turnover of social workers
question: How much of the workforce leaves in a year?
numerator: full-time equivalents of workers who left in the year to the census
denominator: full-time equivalents of workers in post on the day of the census
notes: >
  The newest census not older than a year answers for every day, so the figure stands still between two censuses. Agency workers are in neither number. Only leavers have a reason and a destination: by these ask for the
  numerator, for there is no share.
source: Department for Education, children's social work workforce census, as at 30 September (RoleEndDate)
unit: worker
kind: snapshot
measure: share_of_value
polarity: low
polarity_source: Local Authority Interactive Tool
target: none
slices: [leaving_reason, leaver_destination]
clocks: []
needs:
  workforce_records: [professional_id, census_date, agency_worker_flag, full_time_equivalent, role_end_date]
version: 1
order: 807
*/
select
    workers.professional_id as unit_id,
    cast(null as varchar) as person_id,
    case when workers.left_in_year then workers.leaving_reason end as leaving_reason,
    case when workers.left_in_year then workers.leaver_destination end as leaver_destination,
    workers.as_at,
    workers.role_end_date as event_date,
    workers.in_post as in_denominator,
    workers.left_in_year as in_numerator,
    workers.full_time_equivalent as value
from census_workers as workers
where workers.in_post or workers.left_in_year
