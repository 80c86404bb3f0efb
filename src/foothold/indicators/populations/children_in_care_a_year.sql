-- Every child who at the end of each reporting day has been in care for twelve months without a break, with the first day
-- of those twelve months. What the year's second outcomes return says without a day belongs to that year.
select as_at, cast(as_at - interval '12' month + interval '1' day as date) as year_start, person_id, team, came, dob
from looked_after_children
where came <= as_at - interval '12' month
