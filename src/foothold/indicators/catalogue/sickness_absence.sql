/*
id: WF08
name: sickness_absence
title: Sickness absence of social workers
question: How much working time does sickness take?
numerator: working days lost to sickness in the year to the census
denominator: full-time equivalents of workers in post on the day of the census, times 253 working days
notes: >
  The newest census not older than a year answers for every day, so the figure stands still between two censuses. Days lost by workers who left in the year count, as does the Department. Agency workers are in neither
  number. The value of a row counted is the worker's days, of a row considered the days of the worker's contract.
source: Department for Education, children's social work workforce census, as at 30 September (WorkingDaysLost)
unit: worker
kind: snapshot
measure: share_of_value
polarity: low
polarity_source: Local Authority Interactive Tool
target: none
slices: []
clocks: []
needs:
  workforce_records: [professional_id, census_date, agency_worker_flag, full_time_equivalent, role_end_date, working_days_lost]
version: 1
order: 808
*/
select
    workers.professional_id as unit_id,
    cast(null as varchar) as person_id,
    workers.as_at,
    workers.census_date as event_date,
    true as in_denominator,
    false as in_numerator,
    workers.full_time_equivalent * 253 as value
from census_workers as workers
where workers.in_post
union all
select
    workers.professional_id, cast(null as varchar), workers.as_at, workers.census_date, false, true,
    workers.working_days_lost
from census_workers as workers
where workers.working_days_lost > 0 and (workers.in_post or workers.left_in_year)
