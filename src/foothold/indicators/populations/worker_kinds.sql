-- What each worker is, by job title: the first pattern that fits.
select professional_id, kind
from (
    select
        professionals.professional_id,
        worker_roles.kind,
        row_number() over (partition by professionals.professional_id order by worker_roles.precedence) as choice
    from professionals
    join worker_roles
      on worker_roles.field = 'job_title'
     and lower(trim(professionals.professional_job_title)) like worker_roles.pattern
) as fitted
where choice = 1
