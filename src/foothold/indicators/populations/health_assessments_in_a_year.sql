-- On how many days of the 12 months to a day a child had a health assessment, from each day on which that changes until the next.
-- Of one person_id one at a time, from since to until.
select person_id, since, until, assessments
from (
    select person_id, day as since,
        lead(day) over (partition by person_id order by day, change) as until,
        sum(change) over (
            partition by person_id order by day, change rows between unbounded preceding and current row
        ) as assessments
    from (
        select distinct person_id, done_on as day, 1 as change
        from health_checks_done
        where kind <> 'dental check' and done_on is not null
        union all
        select person_id,
            cast(greatest(
                done_on + interval '12' month,
                cast(done_on - interval '1' day as date) + interval '12' month + interval '1' day
            ) as date),
            -1
        from (
            select distinct person_id, done_on from health_checks_done where kind <> 'dental check' and done_on is not null
        ) as days
    ) as changes
) as stretches
where assessments > 0 and until > since
