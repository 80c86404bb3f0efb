-- List 4: Assessments
select
    p.id as "Child Unique ID",
    written_sex(p.sex, p.n) as "Gender",
    written_ethnicities(left(p.ethnicity, 1), p.n) as "Ethnicity",
    p.dob as "Date of Birth",
    p.age as "Age of Child (Years)",
    case when p.disabled then 'Yes' else 'No' end as "Does the Child have a Disability",
    a.cina_assessment_start_date as "Continuous Assessment Start Date",
    written_yes_no(coalesce(a.cina_assessment_child_seen, 'N'), p.n) as "Child Seen During Continuous Assessment",
    a.cina_assessment_auth_date as "Continuous Assessment Date of Authorisation",
    written_yes_no(case a.cina_assessment_outcome_nfa when 'Y' then 'N' when 'N' then 'Y' end, p.n)
        as "Was the child assessed as requiring LA children's social care support?",
    w.team as "Allocated Team",
    w.worker as "Allocated Worker"
from held_ssd_cin_assessments as a
join people as p on p.id = a.cina_person_id
left join current_workers as w on w.referral = a.cina_referral_id
where a.cina_assessment_start_date > window_start() or a.cina_assessment_auth_date is null
order by a.cina_assessment_id
