-- Former relevant young people who reached an age from 17 to 21 in each period, once, by the oldest age reached. Those who
-- died or have been back with their parents for six months are left out. Someone born on a leap day has the birthday on
-- 1 March of other years.
select as_at, person_id, age, team, home, suitability, activity, in_touch,
    cast(dob + 12 * age * interval '1' month as date) as birthday
from (
    select periods.as_at, known.person_id, known.dob, known.team, known.home, known.suitability, known.activity, known.in_touch,
        max(ages.number) as age
    from reporting_periods as periods
    join counting_numbers as ages on ages.number between 17 and 21
    join care_leavers_known as known
      on known.dob <= periods.as_at - 12 * ages.number * interval '1' month
     and known.dob > cast(periods.period_start - interval '1' day as date) - 12 * ages.number * interval '1' month
    where known.eligibility = 'former relevant' and coalesce(known.in_touch, '') <> 'left out'
    group by
        periods.as_at, known.person_id, known.dob, known.team, known.home, known.suitability, known.activity, known.in_touch
) as reached
