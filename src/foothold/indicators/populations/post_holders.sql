-- Every holding of a post at the end of each reporting day, whose it is, and whether anybody holds the same post permanently.
select
    periods.as_at,
    posts.post_holding_id,
    posts.post_id,
    posts.professional_id,
    posts.team_id as team,
    posts.service_area,
    posts.role,
    posts.start_date,
    posts.full_time_equivalent,
    lower(posts.filled_by) as filled_by,
    max(case when lower(posts.filled_by) = 'permanent' then 1 else 0 end) over (
        partition by periods.as_at, coalesce(posts.post_id, posts.post_holding_id)
    ) as held_permanently
from reporting_periods as periods
join posts
  on coalesce(posts.start_date, date '1900-01-01') <= periods.as_at
 and coalesce(posts.end_date, date '9999-12-31') > periods.as_at
where posts.full_time_equivalent is not null
