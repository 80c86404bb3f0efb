-- Every unallocated spell for the council, its team and its locality, and for each of them the first day of its history.
select scope, team, locality, spell_start, spell_end, spell_start as first_day, 1 as waiting
from scoped_spells
where waiting = 1
union all
select scope, team, locality, min(spell_start), min(spell_start), min(spell_start), 0
from scoped_spells
group by scope, team, locality
