-- List 9: Care leavers
select
    p.id as "Child Unique ID",
    written_sex(p.sex, p.n) as "Gender",
    written_ethnicities(left(p.ethnicity, 1), p.n) as "Ethnicity",
    p.dob as "Date of Birth",
    p.age as "Age of Child (Years)",
    'No' as "Unaccompanied Asylum Seeking Child (UASC), or formerly UASC if 18 or over (Y/N)",
    case when p.disabled then 'Yes' else 'No' end as "Does the Child have a Disability",
    d.dept_team_name as "Allocated Team",
    s.prof_professional_name as "Allocated Worker",
    s.prof_professional_name as "Allocated Personal Advisor",
    'b) Former relevant' as "Eligibility Category",
    c.clea_pathway_plan_review_date as "Latest Pathway Plan Review Date",
    case c.clea_care_leaver_in_touch when 'YES' then 'a) In touch' else 'b) Not in touch' end as "LA in Touch",
    c.clea_care_leaver_latest_contact as "Latest Date of Contact",
    written_homes(c.clea_care_leaver_accommodation, p.n) as "Type of Accommodation",
    case c.clea_care_leaver_accom_suitable when '1' then 'a) Suitable' else 'b) Not suitable' end
        as "Suitability of Accommodation",
    c.clea_care_leaver_activity as "Activity Status"
from held_ssd_care_leavers as c
join people as p on p.id = c.clea_person_id
left join held_ssd_professionals as s on s.prof_professional_id = c.clea_care_leaver_worker_id
left join held_ssd_department as d on d.dept_team_id = c.clea_care_leaver_allocated_team
order by c.clea_table_id
