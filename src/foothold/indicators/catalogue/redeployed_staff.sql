/*
id: WF13
name: redeployed_staff
title: Redeployed staff
question: How much of the permanent workforce came from another service area within a year?
numerator: full-time equivalents of posts whose permanent holder left a post in another service area in the twelve months before
denominator: full-time equivalents of posts held by a permanent worker at the end of the day
notes: Each row is a post and its value the full-time equivalent. Slices are where the worker is now.
source: post list of the council; the measure is Foothold's own
unit: post
kind: snapshot
measure: share_of_value
polarity: none
target: none
slices: [team, locality, service_area]
clocks: []
needs:
  posts: [post_id, team_id, service_area, full_time_equivalent, filled_by, start_date, end_date, professional_id]
version: 1
order: 813
*/
select
    posts.post_holding_id as unit_id,
    cast(null as varchar) as person_id,
    posts.team,
    posts.service_area,
    posts.as_at,
    posts.start_date as event_date,
    true as in_denominator,
    count(earlier.post_holding_id) > 0 as in_numerator,
    posts.full_time_equivalent as value
from post_holders as posts
left join posts as earlier
  on earlier.professional_id = posts.professional_id
 and earlier.service_area <> posts.service_area
 and earlier.end_date > posts.as_at - interval '12' month
 and earlier.end_date <= posts.as_at
where posts.filled_by = 'permanent'
group by posts.post_holding_id, posts.team, posts.service_area, posts.as_at, posts.start_date, posts.full_time_equivalent
