-- For each reporting day the workers of the newest census not older than a year, and how each stood on the census's day:
-- in post, or left in the year to it. A day of leaving is no day in post. Agency workers are neither.
select
    newest.as_at,
    records.census_date,
    records.professional_id,
    records.full_time_equivalent,
    records.organisation_role,
    records.role_start_date,
    records.role_end_date,
    records.leaving_reason,
    records.leaver_destination,
    records.working_days_lost,
    records.absent_on_day,
    records.absence_reason,
    records.accreditation_status,
    coalesce(records.role_end_date > records.census_date, true) as in_post,
    coalesce(
        records.role_end_date <= records.census_date
        and records.role_end_date > records.census_date - interval '12' month,
        false
    ) as left_in_year
from (
    select periods.as_at, max(days.census_date) as census_date
    from reporting_periods as periods
    join (select distinct census_date from workforce_records) as days
      on days.census_date <= periods.as_at and days.census_date > periods.as_at - interval '12' month
    group by periods.as_at
) as newest
join workforce_records as records on records.census_date = newest.census_date
where coalesce(records.agency_worker_flag, 'N') <> 'Y'
