-- The team of each case from each moment on: that of the newest current involvement, else of the newest before. Reviewing
-- officers and others who do not hold the case do not move it to their team.
select referral_id, moment, team
from (
    select
        case_moments.referral_id,
        case_moments.moment,
        case_links.team,
        row_number() over (
            partition by case_moments.referral_id, case_moments.moment
            order by
                case when case_links.ended > case_moments.moment then 0 else 1 end,
                case_links.started desc,
                case_links.involvements_id desc
        ) as choice
    from case_moments
    join case_links
      on case_links.referral_id = case_moments.referral_id
     and case_links.started <= case_moments.moment
     and case_links.kind <> 'other'
     and case_links.team is not null
) as candidates
where choice = 1
