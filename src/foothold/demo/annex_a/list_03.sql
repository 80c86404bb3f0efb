-- List 3: Referrals
select
    p.id as "Child Unique ID",
    written_sex(p.sex, p.n) as "Gender",
    written_ethnicities(left(p.ethnicity, 1), p.n) as "Ethnicity",
    p.dob as "Date of Birth",
    p.age as "Age of Child (Years)",
    e.cine_referral_date as "Date of referral",
    written_sources(source_group(e.cine_referral_source_code), p.n) as "Referral Source",
    written_yes_no(e.cine_referral_nfa, p.n) as "Referral NFA?",
    (
        select count(*)
        from held_ssd_cin_episodes as others
        where others.cine_person_id = e.cine_person_id and others.cine_referral_date > year_start()
    ) as "Number of Referrals in Last 12 Months",
    w.team as "Allocated Team",
    w.worker as "Allocated Worker"
from held_ssd_cin_episodes as e
join people as p on p.id = e.cine_person_id
left join current_workers as w on w.referral = e.cine_referral_id
where e.cine_referral_date > window_start()
order by e.cine_referral_id
