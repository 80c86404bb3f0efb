-- What several lists share, from the case system as it was held on the day.

-- Everybody, with the age on the day and a number by which spellings vary.
create or replace temp table people as
select
    pers_person_id as id,
    pers_sex as sex,
    pers_ethnicity as ethnicity,
    pers_dob as dob,
    date_diff('year', pers_dob, the_day())
        - case when strftime(pers_dob, '%m%d') > strftime(the_day(), '%m%d') then 1 else 0 end as age,
    cast(substr(pers_person_id, 2) as integer) as n,
    pers_person_id in (select disa_person_id from held_ssd_disability) as disabled
from held_ssd_person;

-- Each case's newest allocation, as far as it lasts; of a closed case the last one.
create or replace temp table newest_allocations as
select allocations.*
from (
    select *
    from held_ssd_involvements
    where invo_involvement_start_date <= the_day()
    qualify row_number() over (
        partition by invo_referral_id order by invo_involvement_start_date desc, invo_involvements_id desc
    ) = 1
) as allocations
join held_ssd_cin_episodes as cases on cases.cine_referral_id = allocations.invo_referral_id
where coalesce(invo_involvement_end_date, date '9999-12-31') > the_day() or cases.cine_close_date <= the_day();

-- Who has each case. A manager signs for the duty inbox, because the inspectors' list asks for a person.
create or replace temp table current_workers as
select
    cases.cine_referral_id as referral,
    cases.cine_person_id as child,
    cases.cine_referral_date as referred,
    cases.cine_referral_nfa = 'Y' as declined,
    coalesce(teams.dept_team_name, referral_teams.dept_team_name) as team,
    case
        when workers.prof_professional_job_title = 'Duty Inbox' then managers.prof_professional_name
        else workers.prof_professional_name
    end as worker
from held_ssd_cin_episodes as cases
left join newest_allocations as allocations on allocations.invo_referral_id = cases.cine_referral_id
left join held_ssd_professionals as workers on workers.prof_professional_id = allocations.invo_professional_id
left join held_ssd_professionals as managers
    on managers.prof_professional_department = workers.prof_professional_department
    and managers.prof_professional_job_title = 'Team Manager'
left join held_ssd_department as teams on teams.dept_team_id = allocations.invo_professional_team
left join held_ssd_department as referral_teams on referral_teams.dept_team_id = cases.cine_referral_team;

-- Who has the newest case of each child.
create or replace temp table childs_worker as
select *
from current_workers
where not declined
qualify row_number() over (partition by child order by referred desc, referral desc) = 1;

create or replace temp table care as
select
    clae_cla_id as id,
    any_value(clae_person_id) as child,
    min(clae_entered_care_date) as started,
    any_value(clae_cla_primary_need_code) as need,
    max(case when clae_cla_episode_ceased_reason <> 'X1' then clae_cla_episode_ceased_date end) as ceased,
    max(case when clae_cla_episode_ceased_reason <> 'X1' then clae_cla_episode_ceased_reason end) as reason
from held_ssd_cla_episodes
group by clae_cla_id;

create or replace temp table latest_placements as
select
    clap_cla_id as care,
    max(clap_cla_placement_start_date) as started,
    arg_max(clap_cla_placement_type, clap_cla_placement_id) as kind,
    arg_max(clap_cla_placement_provider, clap_cla_placement_id) as provider,
    arg_max(clap_cla_placement_postcode, clap_cla_placement_id) as postcode,
    arg_max(clap_cla_placement_distance, clap_cla_placement_id) as distance,
    count(*) filter (coalesce(clap_cla_placement_end_date, the_day()) > year_start()) as in_year
from held_ssd_cla_placement
group by clap_cla_id;

create or replace temp table latest_legal_statuses as
select *
from held_ssd_legal_status
qualify row_number() over (
    partition by lega_person_id order by lega_legal_status_start_date desc, lega_legal_status_id desc
) = 1;

create or replace temp table latest_health as
select
    clah_person_id as child,
    max(clah_health_check_date) filter (clah_health_check_type like '%Health Assessment') as assessed,
    max(clah_health_check_date) filter (clah_health_check_type = 'Dental Check') as dental
from held_ssd_cla_health
group by clah_person_id;

create or replace temp table missing_in_year as
select
    miss_person_id as child,
    count(*) filter (miss_missing_episode_type = 'Missing') as missing,
    count(*) filter (miss_missing_episode_type = 'Away') as away,
    arg_max(miss_missing_rhi_offered, miss_missing_episode_start_date) as offered,
    arg_max(miss_missing_rhi_accepted, miss_missing_episode_start_date) as accepted
from held_ssd_missing
where miss_missing_episode_start_date > year_start()
group by miss_person_id;

create or replace temp table latest_care_dates as
select
    care.id as care,
    (select max(clar_cla_review_date) from held_ssd_cla_reviews where clar_cla_id = care.id) as reviewed,
    (select max(clav_cla_visit_date) from held_ssd_cla_visits where clav_cla_id = care.id) as visited
from care;

create or replace temp table latest_protection_visits as
select
    cppv_cp_plan_id as plan,
    max(cppv_cp_visit_date) as visited,
    arg_max(cppv_cp_visit_seen_alone, cppv_cp_visit_date) as alone
from held_ssd_cp_visits
group by cppv_cp_plan_id;

create or replace temp table latest_protection_reviews as
select cppr_cp_plan_id as plan, max(cppr_cp_review_date) as reviewed
from held_ssd_cp_reviews
group by cppr_cp_plan_id;

create or replace temp table seen as
select child, max(day) as day
from (
    select cinv_person_id as child, cinv_cin_visit_date as day from held_ssd_cin_visits where cinv_cin_visit_seen = 'Y'
    union all
    select cppv_person_id, cppv_cp_visit_date from held_ssd_cp_visits where cppv_cp_visit_seen = 'Y'
    union all
    select clav_person_id, clav_cla_visit_date from held_ssd_cla_visits where clav_cla_visit_seen = 'Y'
)
group by child;
