-- Each day on which a worker met a child face to face, until the next such day.
-- Of one person_id one at a time, from contact_day to until, without a break.
select person_id, contact_day,
    coalesce(
        lead(contact_day) over (partition by person_id order by contact_day), date '9999-12-31'
    ) as until
from contact_days
where face_to_face = 1
