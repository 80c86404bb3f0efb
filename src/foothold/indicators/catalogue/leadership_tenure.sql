/*
id: WF15
name: leadership_tenure
title: Time that leaders have been in post
question: How long have directors and heads of service been in post for good?
numerator: posts of directors and heads of service held by a permanent worker at the end of the day
denominator: posts of directors and heads of service
notes: >
  The value is the number of days since the present permanent holder began; the figure is the middle one, and the posts not
  counted are the vacant ones. A post belongs to the leadership by its role's name: director, or head of service.
source: post list of the council; the measure is Foothold's own
unit: post
unit_of_rows: days
kind: snapshot
measure: median
polarity: none
target: none
slices: [role, service_area]
clocks: []
needs:
  posts: [post_id, team_id, service_area, role, full_time_equivalent, filled_by, start_date, end_date]
version: 1
order: 815
*/
select
    posts.post_holding_id as unit_id,
    cast(null as varchar) as person_id,
    posts.role,
    posts.service_area,
    posts.as_at,
    posts.start_date as event_date,
    true as in_denominator,
    posts.filled_by = 'permanent' as in_numerator,
    case when posts.filled_by = 'permanent' then cast(date_diff('day', posts.start_date, posts.as_at) as double) end as value
from post_holders as posts
where lower(posts.role) like '%director%' or lower(posts.role) like '%head of service%'
