-- The team of each child at the end of each reporting day: that of the newest open case.
select as_at, person_id, team, locality, service_area, need
from (
    select
        as_at, person_id, team, locality, service_area, need,
        row_number() over (partition by as_at, person_id order by referral_date desc, referral_id desc) as choice
    from open_cases
) as newest
where choice = 1
