-- For each statutory clock and each day it may start: the day it falls due, and the last day that counts as in time. After
-- a limit in working days the days off that follow it take no working day more, so they are in time too.
-- One row for each clock and start_day.
select
    limits.clock,
    limits.start_day,
    case when limits.unit = 'working_days' then reached.first_day else limits.calendar_day end as due_day,
    case when limits.unit = 'working_days' then reached.last_day else limits.calendar_day end as last_day_in_time
from (
    select
        clocks.clock,
        clocks.unit,
        starts.day as start_day,
        starts.working_day_number + clocks.amount as number_reached,
        cast(case clocks.unit
            when 'months' then starts.day + clocks.amount * interval '1' month
            when 'weeks' then starts.day + 7 * clocks.amount * interval '1' day
            when 'hours' then starts.day + cast(ceil(clocks.amount / 24e0) as bigint) * interval '1' day
            else starts.day + clocks.amount * interval '1' day
        end as date) as calendar_day
    from statutory_clocks as clocks
    join working_days as starts on starts.day >= clocks.from_date and starts.day <= clocks.to_date
) as limits
left join (
    select working_day_number, min(day) as first_day, max(day) as last_day from working_days group by working_day_number
) as reached on reached.working_day_number = limits.number_reached
