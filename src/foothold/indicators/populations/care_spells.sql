-- Each unbroken time in which a child was in care, as CC01 counts: in an episode, and on no series of short breaks.
select person_id, min(spell_start) as came, max(spell_end) as went
from (
    select person_id, spell_start, spell_end, in_care,
        sum(case when in_care = 1 then 0 else 1 end) over (
            partition by person_id order by spell_start rows between unbounded preceding and current row
        ) as stretch
    from (
        select moments.person_id, moments.spell_start, moments.spell_end,
            case
                when max(episodes.cla_episode_id) is null or max(short_breaks.legal_status) is not null then 0
                else 1
            end as in_care
        from (
            select person_id, moment as spell_start,
                coalesce(
                    lead(moment) over (partition by person_id order by moment), date '9999-12-31'
                ) as spell_end
            from care_moments
        ) as moments
        left join cla_episodes as episodes
          on episodes.person_id = moments.person_id
         and episodes.cla_episode_start_date <= moments.spell_start
         and coalesce(episodes.cla_episode_ceased_date, date '9999-12-31') > moments.spell_start
        left join legal_status as short_breaks
          on short_breaks.person_id = moments.person_id
         and coalesce(short_breaks.legal_status_start_date, date '1900-01-01') <= moments.spell_start
         and coalesce(short_breaks.legal_status_end_date, date '9999-12-31') > moments.spell_start
         and (upper(short_breaks.legal_status) like 'V3%' or upper(short_breaks.legal_status) like 'V4%')
        group by moments.person_id, moments.spell_start, moments.spell_end
    ) as marked
) as stretches
where in_care = 1
group by person_id, stretch
