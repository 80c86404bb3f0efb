-- List 1: Contacts
select
    p.id as "Child Unique ID",
    written_sex(p.sex, p.n) as "Gender",
    written_ethnicities(left(p.ethnicity, 1), p.n) as "Ethnicity",
    p.dob as "Date of Birth",
    p.age as "Age of Child (Years)",
    c.cont_contact_date as "Date of Contact",
    written_sources(source_group(c.cont_contact_source_code), p.n) as "Contact Source"
from held_ssd_contacts as c
join people as p on p.id = c.cont_person_id
where c.cont_contact_date > window_start()
order by c.cont_contact_id
