-- Each stretch in which a placement of a looked-after child, which is not temporary, lies in the last 12 months. Those with one
-- carer do not overlap: each begins where those before it are over, and is empty (until not after since) where they outlast it.
select person_id,
    greatest(began, coalesce(
        max(until) over (
            partition by person_id, with_carer_since order by began, until rows between unbounded preceding and 1 preceding
        ),
        began
    )) as since,
    until
from (
    select person_id, with_carer_since, began,
        cast(greatest(
            ended + interval '12' month,
            cast(ended - interval '1' day as date) + interval '12' month + interval '1' day
        ) as date) as until
    from placements_held
    where ended > began and coalesce(placement_type, '') not like 'T%'
) as placements
