-- Each unbroken stretch in which a social worker, or a worker whose title says nothing, holds an open case by one involvement:
-- of several at once the newest. `place` numbers all of them from the oldest involvement to the newest.
select professional_id, referral_id, team, term_start, term_end,
    row_number() over (order by started, involvements_id, referral_id, term_start) as place
from (
    select
        moments.professional_id,
        moments.referral_id,
        links.team,
        links.started,
        links.involvements_id,
        moments.moment as term_start,
        moments.next_moment as term_end,
        row_number() over (
            partition by moments.professional_id, moments.referral_id, moments.moment
            order by links.started desc, links.involvements_id desc
        ) as newest
    from (
        select professional_id, referral_id, moment,
            lead(moment) over (partition by professional_id, referral_id order by moment) as next_moment
        from (
            select professional_id, referral_id, greatest(started, referral_date) as moment from case_links
            union
            select professional_id, referral_id, least(ended, close_date) from case_links
        ) as edges
    ) as moments
    join case_links as links
      on links.professional_id = moments.professional_id
     and links.referral_id = moments.referral_id
     and links.started <= moments.moment
     and links.ended > moments.moment
     and links.referral_date <= moments.moment
     and links.close_date > moments.moment
     and links.kind in ('social_worker', 'unknown')
) as candidates
where newest = 1
