-- List 10: Adoption
select
    p.id as "Child Unique ID",
    written_sex(p.sex, p.n) as "Gender",
    written_ethnicities(left(p.ethnicity, 1), p.n) as "Ethnicity",
    p.dob as "Date of Birth",
    p.age as "Age of Child (Years)",
    f.fami_family_id as "Family identifier",
    case when p.disabled then 'Yes' else 'No' end as "Does the Child have a Disability",
    k.started as "Date the Child Entered Care",
    a.perm_adm_decision_date as "Date of Decision that Child Should be Placed for Adoption",
    a.perm_placement_order_date as "Date of Placement Order",
    a.perm_matched_date as "Date of Matching Child and Prospective Adopters",
    a.perm_placed_for_adoption_date as "Date Placed for Adoption",
    a.perm_permanence_order_date as "Date of Adoption Order",
    null as "Date of Decision that Child Should No Longer be Placed for Adoption",
    null as "Reason Why Child No Longer Placed for Adoption",
    null as "Date the child was placed for fostering in FFA or concurrent planning placement"
from held_ssd_permanence as a
join people as p on p.id = a.perm_person_id
join care as k on k.id = a.perm_cla_id
left join held_ssd_family as f on f.fami_person_id = p.id
where a.perm_permanence_order_type = 'Adoption' and a.perm_permanence_order_date > year_start()
order by a.perm_table_id
