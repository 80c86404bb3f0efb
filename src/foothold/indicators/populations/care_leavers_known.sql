-- Each young person's newest row as a care leaver, with its codes read: whether in touch, kind of home by its letter,
-- whether it is suitable, and what the young person does. A return that does not say the eligibility holds care leavers only.
select known.person_id, person.dob, known.team, known.worker_id, known.latest_contact, known.pathway_reviewed_on,
    case
        when known.eligibility is null or known.eligibility like '%former%' then 'former relevant'
        when known.eligibility like '%relevant%' then 'relevant'
        when known.eligibility like 'eligible%' then 'eligible'
        else 'other'
    end as eligibility,
    case
        when known.in_touch in ('YES', 'Y', 'IN TOUCH') then 'in touch'
        when known.in_touch in ('DIED', 'RHOM', 'EXCLUDED') then 'left out'
        when known.in_touch is not null then 'not in touch'
    end as in_touch,
    case
        when length(known.home) <= 2 or known.home like '_ -%' or known.home like '_-%' or known.home like '_:%'
            then substring(known.home, 1, 1)
        when known.home like '%BREAKFAST%' or known.home like '%B&B%' then 'W'
        when known.home like '%EMERGENCY%' then 'V'
        when known.home like '%HOMELESS%' or known.home like '%NO FIXED%' then 'S'
        when known.home like '%FORMER FOSTER%' then 'Z'
        when known.home like '%ABROAD%' then 'G'
        when known.home like '%DEPORTED%' then 'H'
    end as home,
    case
        when known.suitable in ('1', 'y', 'yes') then 'suitable'
        when known.suitable like '%suitable%' and known.suitable not like '%unsuitable%' and known.suitable not like '%not %'
            then 'suitable'
        when known.suitable = 'excluded' then 'left out'
        else 'not suitable or not known'
    end as suitability,
    case
        when substring(known.activity, 1, 2) in ('F1', 'P1', 'F2', 'P2', 'F3', 'P3', 'F4', 'P4', 'F5', 'P5', 'G4', 'G5', 'G6')
            then substring(known.activity, 1, 2)
    end as activity
from (
    select person_id, care_leaver_allocated_team as team, care_leaver_worker_id as worker_id,
        care_leaver_latest_contact as latest_contact, pathway_plan_review_date as pathway_reviewed_on,
        lower(trim(care_leaver_eligibility)) as eligibility, upper(trim(care_leaver_in_touch)) as in_touch,
        upper(trim(care_leaver_accommodation)) as home, lower(trim(care_leaver_accom_suitable)) as suitable,
        upper(trim(care_leaver_activity)) as activity,
        row_number() over (
            partition by person_id
            order by coalesce(care_leaver_latest_contact, date '1900-01-01') desc, table_id desc
        ) as choice
    from care_leavers
) as known
join person on person.person_id = known.person_id
where known.choice = 1
