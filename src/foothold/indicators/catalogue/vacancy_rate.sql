/*
id: WF02
name: vacancy_rate
title: Vacancy rate
question: How much of the establishment has no permanent worker?
numerator: full-time equivalents of posts without a permanent holder, whether an agency worker covers them or nobody does
denominator: full-time equivalents of all established posts
notes: >
  The census counts a post covered by agency as vacant. Each row is a post and its value the full-time equivalent, so the
  numerator is the sum of the values.
source: Department for Education, children's social work workforce; post list of the council
unit: post
kind: snapshot
measure: share_of_value
polarity: low
polarity_source: Local Authority Interactive Tool
target: none
slices: [team, locality, service_area, role]
clocks: []
needs:
  posts: [post_id, team_id, service_area, full_time_equivalent, filled_by, start_date, end_date]
version: 1
order: 802
*/
select
    posts.post_holding_id as unit_id,
    cast(null as varchar) as person_id,
    posts.team,
    posts.locality,
    posts.service_area,
    posts.role,
    posts.as_at,
    posts.start_date as event_date,
    true as in_denominator,
    posts.filled_by <> 'permanent' as in_numerator,
    posts.full_time_equivalent as value
from posts_held as posts
