-- In how many homes a looked-after child lived in the 12 months to a day, from each day on which that changes until the next.
-- Temporary placements and moves with the same carer are no home of their own; a stay counts until 12 months after its last day.
-- Of one person_id one at a time, from since to until.
select person_id, since, until, homes
from (
    select person_id, day as since,
        lead(day) over (partition by person_id order by day, change) as until,
        sum(change) over (
            partition by person_id order by day, change rows between unbounded preceding and current row
        ) as homes
    from (
        select person_id, since as day, 1 as change from home_years where until > since
        union all
        select person_id, until, -1 from home_years where until > since
    ) as changes
) as stretches
where homes > 0 and until > since
