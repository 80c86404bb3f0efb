/*
id: DQ20
name: two_allocated_workers
title: Two workers allocated to one case
why: >
  A case held by two workers is counted in the caseload of both, and it is unclear who answers for it.
remedy: >
  End the allocation of the worker who handed the case over.
severity: doubtful
table: involvements
indicators: [AL01, AL06]
needs:
  involvements: [involvements_id, person_id, referral_id, professional_id, professional_role_id,
    involvement_start_date, involvement_end_date]
  professionals: [professional_id, professional_job_title]
*/
with role_readings as (
    select
        roles.professional_role_id,
        worker_roles.kind,
        row_number() over (partition by roles.professional_role_id order by worker_roles.precedence) as choice
    from (select distinct professional_role_id from involvements) as roles
    join worker_roles
      on worker_roles.field = 'involvement_role'
     and lower(trim(roles.professional_role_id)) like worker_roles.pattern
),
title_readings as (
    select
        professionals.professional_id,
        worker_roles.kind,
        row_number() over (partition by professionals.professional_id order by worker_roles.precedence) as choice
    from professionals
    join worker_roles
      on worker_roles.field = 'job_title'
     and lower(trim(professionals.professional_job_title)) like worker_roles.pattern
),
holding as (
    select
        involvements.involvements_id, involvements.person_id, involvements.referral_id, involvements.professional_id,
        involvements.involvement_start_date
    from involvements
    cross join asked
    join role_readings
      on role_readings.professional_role_id = involvements.professional_role_id
     and role_readings.choice = 1
     and role_readings.kind = 'holder'
    join title_readings
      on title_readings.professional_id = involvements.professional_id
     and title_readings.choice = 1
     and title_readings.kind = 'social_worker'
    where involvements.involvement_start_date <= asked.as_at
      and coalesce(involvements.involvement_end_date, date '9999-12-31') > asked.as_at
)
-- The later of the two is listed.
select
    later.involvements_id as record_key,
    later.person_id,
    later.referral_id,
    later.professional_id,
    later.involvement_start_date,
    min(earlier.professional_id) as also_allocated
from holding as later
join holding as earlier
  on earlier.referral_id = later.referral_id
 and earlier.professional_id <> later.professional_id
 and (
     earlier.involvement_start_date < later.involvement_start_date
     or (
         earlier.involvement_start_date = later.involvement_start_date
         and earlier.involvements_id < later.involvements_id
     )
 )
group by
    later.involvements_id, later.person_id, later.referral_id, later.professional_id, later.involvement_start_date
