-- 1, 2, 3 ... taken from the calendar, which is the same on every engine.
select working_day_number as number
from working_days
where is_working_day
