/*
id: WF01
name: social_workers_in_post
title: Social workers in post
question: How many full-time workers does the council employ itself?
numerator: posts held by a permanent worker at the end of the day
denominator: the same posts; the value adds up their full-time equivalents
notes: >
  Agency workers are not in post, as in the Department's census. Posts that need no registered social worker are in the
  figure where the council's list holds them; ask by role to leave them out.
source: Department for Education, children's social work workforce; post list of the council
unit: post
unit_of_rows: full-time equivalents
kind: snapshot
measure: sum
polarity: none
target: none
slices: [team, locality, service_area, role]
clocks: []
needs:
  posts: [post_id, team_id, service_area, full_time_equivalent, filled_by, start_date, end_date]
version: 1
order: 801
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
    posts.filled_by = 'permanent' as in_denominator,
    posts.filled_by = 'permanent' as in_numerator,
    posts.full_time_equivalent as value
from posts_held as posts
