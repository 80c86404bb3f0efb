-- List 6: CIN
select
    p.id as "Child Unique ID",
    written_sex(p.sex, p.n) as "Gender",
    written_ethnicities(left(p.ethnicity, 1), p.n) as "Ethnicity",
    p.dob as "Date of Birth",
    p.age as "Age of Child (Years)",
    case when p.disabled then 'Yes' else 'No' end as "Does the Child have a Disability",
    e.cine_referral_date as "CIN Start Date",
    written_needs(coalesce(e.cine_cin_primary_need_code, 'N0'), p.n) as "Primary Need Code",
    v.day as "Date Child Was Last Seen",
    e.cine_close_date as "CIN Closure Date",
    written_closures(e.cine_close_reason, p.n) as "Reason for Closure",
    case
        when e.cine_close_date is not null then 'e) Closed episode'
        when e.cine_person_id in (select child from care where ceased is null) then 'a) Looked after child'
        when e.cine_person_id in (select cppl_person_id from held_ssd_cp_plans where cppl_cp_plan_end_date is null)
            then 'b) Child Protection plan'
        when e.cine_referral_id in (select cinp_referral_id from held_ssd_cin_plans where cinp_cin_plan_end_date is null)
            then 'c) Child in need plan'
        else 'd) Open assessment'
    end as "Case Status",
    w.team as "Allocated Team",
    w.worker as "Allocated Worker"
from held_ssd_cin_episodes as e
join people as p on p.id = e.cine_person_id
left join current_workers as w on w.referral = e.cine_referral_id
left join seen as v on v.child = e.cine_person_id
where e.cine_referral_nfa = 'N' and (e.cine_close_date is null or e.cine_close_date > window_start())
order by e.cine_referral_id
