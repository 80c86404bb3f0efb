-- Each day on which a child was seen, until the next such day.
-- Of one person_id one at a time, from seen_on to until, without a break.
select person_id, seen_on,
    coalesce(lead(seen_on) over (partition by person_id order by seen_on), date '9999-12-31') as until
from (select distinct person_id, seen_on from child_contacts where seen_on is not null) as days
