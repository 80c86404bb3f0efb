-- How many different social workers, or workers whose title says nothing, held any case of a child in the 12 months to a day,
-- from each day on which that changes until the next, while a case of the child has been open for 12 months.
select person_id, day, until, workers
from (
    select person_id, day,
        lead(day) over (partition by person_id order by day, cases, workers) as until,
        sum(cases) over (
            partition by person_id order by day, cases, workers rows between unbounded preceding and current row
        ) as cases,
        sum(workers) over (
            partition by person_id order by day, cases, workers rows between unbounded preceding and current row
        ) as workers
    from (
        select person_id, since as day, 1 as cases, 0 as workers from cases_past_a_year
        union all
        select person_id, close_date, -1, 0 from cases_past_a_year
        union all
        select person_id, since, 0, 1 from worker_years where until > since
        union all
        select person_id, until, 0, -1 from worker_years where until > since
    ) as changes
) as stretches
where cases > 0 and until > day
