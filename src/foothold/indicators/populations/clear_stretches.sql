-- Each stretch in which no case was unallocated in the council as a whole, in a team or in a locality, from the first day of its
-- history on: from `began` to the day before `ended`. `clear_since` is the day from which none was, also where a stretch goes
-- on after another.
select scope, team, locality, greatest(spell_start, clear_since) as began, ended, clear_since
from (
    select scope, team, locality, spell_start,
        coalesce(
            lead(spell_start) over (partition by scope, team, locality order by spell_start, waits_until),
            date '9999-12-31'
        ) as ended,
        coalesce(
            max(waits_until) over (
                partition by scope, team, locality order by spell_start, waits_until
                rows between unbounded preceding and current row
            ),
            min(spell_start) over (
                partition by scope, team, locality order by spell_start, waits_until
                rows between unbounded preceding and current row
            )
        ) as clear_since
    from (
        select scopes.scope,
            case when scopes.scope = 'team' then spells.team end as team,
            case when scopes.scope = 'locality' then teams.locality end as locality,
            spells.spell_start,
            spells.waits_until
        from (
            select team, spell_start, spell_end as waits_until from case_spells where holder = 'nobody'
            union all
            select team, min(spell_start), cast(null as date) from case_spells group by team
        ) as spells
        left join teams on teams.team = spells.team
        join (
            select 'council' as scope union all select 'team' as scope union all select 'locality' as scope
        ) as scopes on scopes.scope = 'council'
            or (scopes.scope = 'team' and spells.team is not null)
            or (scopes.scope = 'locality' and teams.locality is not null)
    ) as scoped
) as stretches
where greatest(spell_start, clear_since) < ended
