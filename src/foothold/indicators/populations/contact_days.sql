-- Each day on which a worker was in touch with a child, until the next such day: how, when a record of contacts says so (the
-- visits of a return do not), whether the child was seen there by a visit or face to face, and face to face for certain.
-- Of one person_id one at a time, from contact_day to until, without a break.
-- One row for each person_id and contact_day.
select person_id, contact_day,
    coalesce(lead(contact_day) over (partition by person_id order by contact_day), date '9999-12-31') as until,
    case best_mode when 1 then 'face to face' when 2 then 'video' when 3 then 'phone' end as mode,
    seen, face_to_face
from (
    select person_id, contact_day, min(mode) as best_mode, max(seen) as seen, max(face_to_face) as face_to_face
    from (
        select person_id, seen_on as contact_day, 4 as mode, 1 as seen, 0 as face_to_face from child_contacts
        union all
        select person_id, contact_date,
            case contact_mode when 'face to face' then 1 when 'video' then 2 when 'phone' then 3 else 4 end,
            case when contact_mode = 'face to face' and child_seen = 'Y' then 1 else 0 end,
            case when contact_mode = 'face to face' and child_seen = 'Y' then 1 else 0 end
        from case_contacts
    ) as contacts
    where contact_day is not null and person_id is not null
    group by person_id, contact_day
) as days
