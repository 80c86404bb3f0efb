-- The legal status under which a child is looked after, by the code of the looked-after children return, from the day it
-- began to the day before the next began. Texts without a code are read by their words; statuses that are not of care are left out.
-- Of one person_id one at a time, from began to ended.
select person_id, code, began,
    least(
        ended,
        coalesce(lead(began) over (partition by person_id order by began, legal_status_id), date '9999-12-31')
    ) as ended
from (
    select legal_status_id, person_id, legal_status_start_date as began,
        coalesce(legal_status_end_date, date '9999-12-31') as ended,
        case
            when status like 'C1%' or status like '%INTERIM CARE%' then 'C1'
            when status like 'C2%' or status like '%FULL CARE%' or status = 'CARE ORDER' then 'C2'
            when status like 'D1%' or status like '%FREEING%' then 'D1'
            when status like 'E1%' or status like '%PLACEMENT ORDER%' then 'E1'
            when status like 'V2%' or status like '%SECTION 20%' or status like 'S20%' then 'V2'
            when status like 'V3%' then 'V3'
            when status like 'V4%' then 'V4'
            when status = 'L' or status like 'L1%' or status like 'L2%' or status like 'L3%' then 'L'
            when status like 'J1%' or status like 'J2%' or status like 'J3%' then 'J'
        end as code
    from (
        select legal_status_id, person_id, legal_status_start_date, legal_status_end_date, upper(trim(legal_status)) as status
        from legal_status
        where legal_status_start_date is not null
    ) as named
) as coded
where code is not null
