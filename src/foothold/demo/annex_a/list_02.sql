-- List 2: Early Help
select
    p.id as "Child Unique ID",
    written_sex(p.sex, p.n) as "Gender",
    written_ethnicities(left(p.ethnicity, 1), p.n) as "Ethnicity",
    p.dob as "Date of Birth",
    p.age as "Age of Child (Years)",
    h.earl_episode_start_date as "Assessment start date",
    h.earl_episode_end_date as "Assessment completion date",
    h.earl_episode_organisation as "Organisation completing assessment"
from held_ssd_early_help_episodes as h
join people as p on p.id = h.earl_person_id
where h.earl_episode_start_date > window_start()
order by h.earl_episode_id
