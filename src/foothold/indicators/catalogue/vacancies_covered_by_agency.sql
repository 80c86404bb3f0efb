/*
id: WF05
name: vacancies_covered_by_agency
title: Vacancies covered by agency workers
question: How much of what is vacant does an agency worker cover?
numerator: full-time equivalents of vacant posts that an agency worker covers
denominator: full-time equivalents of established posts that nobody holds permanently
notes: Each row is a holding of a vacant post and its value the full-time equivalent.
source: Department for Education, children's social work workforce; post list of the council
unit: post
kind: snapshot
measure: share_of_value
polarity: high
polarity_source: Local Authority Interactive Tool
target: none
slices: [team, locality, service_area, role]
clocks: []
needs:
  posts: [post_id, team_id, service_area, full_time_equivalent, filled_by, start_date, end_date]
version: 1
order: 805
*/
select
    posts.post_holding_id as unit_id,
    cast(null as varchar) as person_id,
    posts.team,
    posts.service_area,
    posts.role,
    posts.as_at,
    posts.start_date as event_date,
    true as in_denominator,
    posts.filled_by = 'agency' as in_numerator,
    posts.full_time_equivalent as value
from post_holders as posts
where posts.post_id is not null and posts.held_permanently = 0
