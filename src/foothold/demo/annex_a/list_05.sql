-- List 5: S47 and ICPC
select
    p.id as "Child Unique ID",
    written_sex(p.sex, p.n) as "Gender",
    written_ethnicities(left(p.ethnicity, 1), p.n) as "Ethnicity",
    p.dob as "Date of Birth",
    p.age as "Age of Child (Years)",
    case when p.disabled then 'Yes' else 'No' end as "Does the Child have a Disability",
    q.s47e_s47_start_date as "Strategy discussion initiating Section 47 Enquiry Start Date",
    written_yes_no(q.s47e_s47_nfa, p.n) as "Was an Initial Child Protection Conference deemed unnecessary?",
    g.icpc_icpc_date as "Date of Initial Child Protection Conference",
    written_yes_no(g.icpc_icpc_outcome_cp_flag, p.n)
        as "Did the Initial Child Protection Conference Result in a Child Protection Plan",
    (
        select count(*)
        from held_ssd_s47_enquiry as others
        where others.s47e_person_id = q.s47e_person_id and others.s47e_s47_start_date > year_start()
    ) as "Number of Section 47 Enquiries in the last 12 months",
    (
        select count(*)
        from held_ssd_initial_cp_conference as others
        where others.icpc_person_id = q.s47e_person_id and others.icpc_icpc_date > year_start()
    ) as "Number of ICPCs in the last 12 months",
    w.team as "Allocated Team",
    w.worker as "Allocated Worker"
from held_ssd_s47_enquiry as q
join people as p on p.id = q.s47e_person_id
left join current_workers as w on w.referral = q.s47e_referral_id
left join held_ssd_initial_cp_conference as g on g.icpc_s47_enquiry_id = q.s47e_s47_enquiry_id
where q.s47e_s47_start_date > window_start()
order by q.s47e_s47_enquiry_id
