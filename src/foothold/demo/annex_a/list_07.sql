-- List 7: CP
select
    p.id as "Child Unique ID",
    written_sex(p.sex, p.n) as "Gender",
    written_ethnicities(left(p.ethnicity, 1), p.n) as "Ethnicity",
    p.dob as "Date of Birth",
    p.age as "Age of Child (Years)",
    case when p.disabled then 'Yes' else 'No' end as "Does the Child have a Disability",
    c.cppl_cp_plan_start_date as "Child Protection Plan Start Date",
    written_categories(c.cppl_cp_plan_initial_category, p.n) as "Initial Category of Abuse",
    written_categories(c.cppl_cp_plan_latest_category, p.n) as "Latest Category of Abuse",
    v.visited as "Date of the Last Statutory Visit",
    written_yes_no(v.alone, p.n) as "Was the Child Seen Alone?",
    r.reviewed as "Date of latest review conference",
    c.cppl_cp_plan_end_date as "Child Protection Plan End Date",
    written_yes_no(
        case
            when c.cppl_person_id in (
                select lega_person_id
                from held_ssd_legal_status
                where lega_legal_status in ('L1', 'L2') and lega_legal_status_end_date > window_start()
            ) then 'Y'
            else 'N'
        end,
        p.n
    ) as "Subject to Emergency Protection Order or Protected Under Police Powers in Last Six Months (Y/N)",
    (
        select count(*)
        from held_ssd_cp_plans as earlier
        where earlier.cppl_person_id = c.cppl_person_id
            and earlier.cppl_cp_plan_start_date < c.cppl_cp_plan_start_date
    ) as "Number of Previous Child Protection Plans",
    w.team as "Allocated Team",
    w.worker as "Allocated Worker"
from held_ssd_cp_plans as c
join people as p on p.id = c.cppl_person_id
left join childs_worker as w on w.child = c.cppl_person_id
left join latest_protection_visits as v on v.plan = c.cppl_cp_plan_id
left join latest_protection_reviews as r on r.plan = c.cppl_cp_plan_id
where c.cppl_cp_plan_end_date is null or c.cppl_cp_plan_end_date > window_start()
order by c.cppl_cp_plan_id
