-- Each stretch in which one case is the newest open case of a child, with that case's team: from any change in one of the
-- child's cases to the next.
-- Of one person_id one at a time, from term_start to term_end.
select person_id, team, need, term_start, term_end
from (
    select
        moments.person_id,
        spells.team,
        spells.need,
        moments.moment as term_start,
        moments.next_moment as term_end,
        row_number() over (
            partition by moments.person_id, moments.moment order by spells.referral_date desc, spells.referral_id desc
        ) as choice
    from (
        select person_id, moment, lead(moment) over (partition by person_id order by moment) as next_moment
        from (
            select person_id, spell_start as moment from case_spells
            union
            select person_id, spell_end from case_spells
        ) as edges
    ) as moments
    join case_spells as spells
      on spells.person_id = moments.person_id
     and spells.spell_start <= moments.moment
     and spells.spell_end > moments.moment
) as candidates
where choice = 1
