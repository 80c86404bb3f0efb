-- Who each involvement stands for: the worker's job title says, unless the role is one that does not hold cases. No worker
-- at all leaves the case with a team only.
select
    involvements.involvements_id,
    involvements.referral_id,
    involvements.person_id,
    involvements.professional_id,
    involvements.professional_team as team,
    coalesce(involvements.involvement_start_date, date '1900-01-01') as started,
    coalesce(involvements.involvement_end_date, date '9999-12-31') as ended,
    case
        when role_kinds.kind = 'other' then 'other'
        when involvements.professional_id is null then 'team_only'
        else coalesce(worker_kinds.kind, 'unknown')
    end as kind
from involvements
left join role_kinds on role_kinds.professional_role_id = involvements.professional_role_id
left join worker_kinds on worker_kinds.professional_id = involvements.professional_id
