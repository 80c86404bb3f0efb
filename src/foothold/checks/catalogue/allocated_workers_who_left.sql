/*
id: DQ23
name: allocated_workers_who_left
title: Cases in the name of a worker who has left
why: >
  A case that stands in the name of somebody who has left counts as allocated, and the child has nobody.
remedy: >
  Allocate the case to a worker in post, or correct the establishment if the worker is still there.
severity: wrong
table: involvements
indicators: [AL01, AL06]
needs:
  involvements: [involvements_id, person_id, referral_id, professional_id, involvement_start_date, involvement_end_date]
  posts: [professional_id, end_date]
*/
select
    involvements.involvements_id as record_key,
    involvements.person_id,
    involvements.referral_id,
    involvements.professional_id,
    involvements.involvement_start_date,
    held.last_day as left_post
from involvements
cross join asked
join (
    select professional_id, max(coalesce(end_date, date '9999-12-31')) as last_day
    from posts
    where professional_id is not null
    group by professional_id
) as held on held.professional_id = involvements.professional_id
where held.last_day <= asked.as_at
  and involvements.involvement_start_date <= asked.as_at
  and coalesce(involvements.involvement_end_date, date '9999-12-31') > asked.as_at
