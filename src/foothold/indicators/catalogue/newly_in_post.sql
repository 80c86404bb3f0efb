/*
id: WF11
name: newly_in_post
title: Social workers in post for less than two years
question: How much of the workforce is new to the council?
numerator: full-time equivalents of workers in post who came in the two years to the census
denominator: full-time equivalents of workers in post on the day of the census who have a first day
notes: >
  The newest census not older than a year answers for every day, so the figure stands still between two censuses.
  A worker who came on the day two years before is no longer new. Agency workers are in neither number.
source: Department for Education, children's social work workforce census, as at 30 September (RoleStartDate)
unit: worker
kind: snapshot
measure: share_of_value
polarity: low
polarity_source: Foothold; no official polarity is published
target: none
slices: [organisation_role]
clocks: []
needs:
  workforce_records: [professional_id, census_date, agency_worker_flag, full_time_equivalent, role_end_date, role_start_date]
version: 1
order: 811
*/
select
    workers.professional_id as unit_id,
    cast(null as varchar) as person_id,
    workers.organisation_role,
    workers.as_at,
    workers.role_start_date as event_date,
    true as in_denominator,
    workers.role_start_date > workers.census_date - interval '24' month as in_numerator,
    workers.full_time_equivalent as value
from census_workers as workers
where workers.in_post and workers.role_start_date is not null
