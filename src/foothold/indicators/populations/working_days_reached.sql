-- The first and the last day on which so many working days have passed: days off belong to the working day before them.
-- One row for each working_day_number.
select working_day_number, min(day) as first_day, max(day) as last_day from working_days group by working_day_number
