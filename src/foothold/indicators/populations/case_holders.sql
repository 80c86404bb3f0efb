-- The best holder of each case from each moment on: 1 social worker, 2 worker whose title says nothing, 3 manager, 4 queue.
select
    case_moments.referral_id,
    case_moments.moment,
    min(case case_links.kind
        when 'social_worker' then 1
        when 'unknown' then 2
        when 'manager' then 3
        when 'holding' then 4
    end) as rank
from case_moments
join case_links
  on case_links.referral_id = case_moments.referral_id
 and case_links.started <= case_moments.moment
 and case_links.ended > case_moments.moment
group by case_moments.referral_id, case_moments.moment
