/*
id: WF04
name: agency_covering_vacancies
title: Agency workers who cover a vacancy
question: How much of the agency workforce fills posts that have nobody permanent?
numerator: full-time equivalents of agency workers in an established post that nobody holds permanently
denominator: full-time equivalents of agency workers
notes: >
  An agency worker without the number of an established post is one on top of the establishment, and one in a post that a
  permanent worker holds too, as during a long leave, covers no vacancy. A list that gives agency workers no posts of their
  own yields 100. Each row is a holding and its value the full-time equivalent.
source: Department for Education, children's social work workforce; post list of the council
unit: post
kind: snapshot
measure: share_of_value
polarity: none
target: none
slices: [team, locality, service_area, role]
clocks: []
needs:
  posts: [post_id, team_id, service_area, full_time_equivalent, filled_by, start_date, end_date]
version: 1
order: 804
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
    posts.post_id is not null and posts.held_permanently = 0 as in_numerator,
    posts.full_time_equivalent as value
from post_holders as posts
where posts.filled_by = 'agency'
