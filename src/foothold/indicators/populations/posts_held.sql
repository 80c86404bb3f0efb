-- Every established post at the end of each reporting day, and how it is filled: permanent, agency or unfilled.
select
    periods.as_at,
    posts.post_holding_id,
    posts.team_id as team,
    department.team_parent_id as locality,
    posts.service_area,
    posts.role,
    posts.start_date,
    posts.full_time_equivalent,
    lower(posts.filled_by) as filled_by
from reporting_periods as periods
join posts
  on coalesce(posts.start_date, date '1900-01-01') <= periods.as_at
 and coalesce(posts.end_date, date '9999-12-31') > periods.as_at
left join department on department.team_id = posts.team_id
where posts.full_time_equivalent is not null
