-- Every open case at the end of each reporting day, with its team and who holds it then.
select
    periods.as_at,
    spells.referral_id,
    spells.person_id,
    spells.referral_date,
    spells.need,
    spells.holder,
    spells.team
from reporting_periods as periods
join case_spells as spells on spells.spell_start <= periods.as_at and spells.spell_end > periods.as_at
