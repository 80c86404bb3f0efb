-- What each involvement role means: the first pattern that fits.
select professional_role_id, kind
from (
    select
        roles.professional_role_id,
        worker_roles.kind,
        row_number() over (partition by roles.professional_role_id order by worker_roles.precedence) as choice
    from (select distinct professional_role_id from involvements) as roles
    join worker_roles
      on worker_roles.field = 'involvement_role'
     and lower(trim(roles.professional_role_id)) like worker_roles.pattern
) as fitted
where choice = 1
