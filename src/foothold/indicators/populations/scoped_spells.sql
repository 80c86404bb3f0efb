-- Each case spell counted for the council as a whole, for its team and for its locality.
select scopes.scope,
    case when scopes.scope = 'team' then spells.team end as team,
    case when scopes.scope = 'locality' then teams.locality end as locality,
    spells.spell_start,
    spells.spell_end,
    case when spells.holder = 'nobody' then 1 else 0 end as waiting
from case_spells as spells
left join teams on teams.team = spells.team
join (
    select 'council' as scope union all select 'team' as scope union all select 'locality' as scope
) as scopes on scopes.scope = 'council'
    or (scopes.scope = 'team' and spells.team is not null)
    or (scopes.scope = 'locality' and teams.locality is not null)
