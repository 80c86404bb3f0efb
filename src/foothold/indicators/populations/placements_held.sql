-- Each placement of a looked-after child, from the day it began to the day before the child moved on or left care; of two
-- that begin on one day the later in order of identifiers holds. A move with the same carer (T, U) does not begin a new home:
-- `with_carer_since` is the day on which the child came to the present carer, `before_that_since` the same of the home before.
-- Of one person_id one at a time, from began to ended.
select cla_placement_id, person_id, placement_type, placement_provider, distance, began, ended, same_carer, with_carer_since,
    lag(with_carer_since) over (partition by person_id order by began, cla_placement_id) as before_that_since
from (
    select lives.cla_placement_id, lives.person_id, lives.placement_type, lives.placement_provider, lives.distance, lives.began,
        least(lives.ended, coalesce(spells.went, date '9999-12-31')) as ended,
        lives.same_carer,
        coalesce(
            max(case when lives.same_carer = 0 then lives.began end) over (
                partition by lives.person_id order by lives.began, lives.cla_placement_id
                rows between unbounded preceding and current row
            ),
            lives.began
        ) as with_carer_since
    from (
        select
            placements.cla_placement_id,
            placements.person_id,
            upper(trim(placements.cla_placement_type)) as placement_type,
            placements.cla_placement_provider as placement_provider,
            placements.cla_placement_distance as distance,
            placements.cla_placement_start_date as began,
            least(
                coalesce(placements.cla_placement_end_date, date '9999-12-31'),
                coalesce(
                    lead(placements.cla_placement_start_date) over (
                        partition by placements.person_id
                        order by placements.cla_placement_start_date, placements.cla_placement_id
                    ),
                    date '9999-12-31'
                )
            ) as ended,
            case when moves.cla_placement_id is null then 0 else 1 end as same_carer
        from cla_placement as placements
        left join (
            select distinct cla_placement_id, cla_episode_start_date
            from cla_episodes
            where upper(cla_episode_start_reason) in ('T', 'U')
        ) as moves
          on moves.cla_placement_id = placements.cla_placement_id
         and moves.cla_episode_start_date = placements.cla_placement_start_date
        where placements.cla_placement_start_date is not null
    ) as lives
    left join care_spells as spells
      on spells.person_id = lives.person_id and spells.came <= lives.began and spells.went > lives.began
) as homes
