-- Each unbroken stretch in which a social worker, or a worker whose title says nothing, holds an open case by one involvement:
-- of several at once the newest. `place` numbers all of them from the oldest involvement to the newest.
select professional_id, referral_id, person_id, team, term_start, term_end,
    row_number() over (order by started, involvements_id, referral_id, term_start) as place
from (
    select professional_id, referral_id, person_id, team, started, involvements_id,
        held_from as term_start, held_until as term_end, 1 as newest
    from worker_holds
    where involvements = 1
    union all
    select
        holds.professional_id,
        holds.referral_id,
        holds.person_id,
        holds.team,
        holds.started,
        holds.involvements_id,
        moments.moment,
        moments.next_moment,
        row_number() over (
            partition by moments.professional_id, moments.referral_id, moments.moment
            order by holds.started desc, holds.involvements_id desc
        )
    from (
        select professional_id, referral_id, moment,
            lead(moment) over (partition by professional_id, referral_id order by moment) as next_moment
        from (
            select professional_id, referral_id, held_from as moment from worker_holds where involvements > 1
            union
            select professional_id, referral_id, held_until from worker_holds where involvements > 1
        ) as edges
    ) as moments
    join worker_holds as holds
      on holds.professional_id = moments.professional_id
     and holds.referral_id = moments.referral_id
     and holds.held_from <= moments.moment
     and holds.held_until > moments.moment
) as candidates
where newest = 1
