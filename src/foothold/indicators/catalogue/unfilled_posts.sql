/*
id: WF06
name: unfilled_posts
title: Unfilled posts
question: How much of the establishment does nobody fill?
numerator: full-time equivalents of posts that neither a permanent nor an agency worker fills
denominator: full-time equivalents of all established posts
notes: Each row is a post and its value the full-time equivalent, so the numerator is the sum of the values.
source: post list of the council; the measure is Foothold's own
unit: post
kind: snapshot
measure: share_of_value
polarity: low
polarity_source: Foothold; no official polarity is published
target: none
slices: [team, locality, service_area, role]
clocks: []
needs:
  posts: [post_id, team_id, service_area, full_time_equivalent, filled_by, start_date, end_date]
version: 1
order: 806
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
    posts.filled_by = 'unfilled' as in_numerator,
    posts.full_time_equivalent as value
from posts_held as posts
