/*
id: WF14
name: absent_on_census_day
title: Social workers not available for work
question: How much of the workforce was absent on the day of the census?
numerator: full-time equivalents of workers in post who were absent on the day of the census
denominator: full-time equivalents of workers in post on the day of the census
notes: >
  The newest census not older than a year answers for every day, so the figure stands still between two censuses.
  No return tells of any other day. Only the absent have a reason: by reason ask for the numerator, for there is no share.
source: Department for Education, children's social work workforce census, as at 30 September (Absat30Sept)
unit: worker
kind: snapshot
measure: share_of_value
polarity: low
polarity_source: Foothold; no official polarity is published
target: none
slices: [absence_reason]
clocks: []
needs:
  workforce_records: [professional_id, census_date, agency_worker_flag, full_time_equivalent, role_end_date, absent_on_day]
version: 1
order: 814
*/
select
    workers.professional_id as unit_id,
    cast(null as varchar) as person_id,
    cast(null as varchar) as absence_reason,
    workers.as_at,
    workers.census_date as event_date,
    true as in_denominator,
    false as in_numerator,
    workers.full_time_equivalent as value
from census_workers as workers
where workers.in_post and workers.absent_on_day in ('Y', 'N')
union all
select
    workers.professional_id, cast(null as varchar), workers.absence_reason, workers.as_at, workers.census_date, false,
    true, workers.full_time_equivalent
from census_workers as workers
where workers.in_post and workers.absent_on_day = 'Y'
