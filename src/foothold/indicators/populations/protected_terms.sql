-- Each unbroken stretch in which a child had a child protection plan or was in an episode of care.
-- Of one person_id one at a time, from began to ended.
select person_id, min(began) as began, max(ended) as ended
from (
    select person_id, began, ended,
        sum(first) over (
            partition by person_id order by began, ended rows between unbounded preceding and current row
        ) as stretch
    from (
        select person_id, began, ended,
            case
                when began <= max(ended) over (
                    partition by person_id order by began, ended rows between unbounded preceding and 1 preceding
                ) then 0
                else 1
            end as first
        from protected_spells
        where ended > began
    ) as marked
) as stretches
group by person_id, stretch
