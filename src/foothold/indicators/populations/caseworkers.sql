-- Each social worker, or worker whose title says nothing, with each involvement in an open case at the end of each reporting day.
select
    periods.as_at,
    links.professional_id,
    links.referral_id,
    links.team,
    links.started,
    links.involvements_id
from reporting_periods as periods
join case_links as links
  on links.started <= periods.as_at
 and links.ended > periods.as_at
 and links.referral_date <= periods.as_at
 and links.close_date > periods.as_at
where links.kind in ('social_worker', 'unknown')
