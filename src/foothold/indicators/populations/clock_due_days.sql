-- For each statutory clock and each day it may start: the day it falls due, and the last day that counts as in time. After
-- a limit in working days the days off that follow it take no working day more, so they are in time too.
-- One row for each clock and start_day.
select clocks.clock, starts.day as start_day, reached.first_day as due_day, reached.last_day as last_day_in_time
from statutory_clocks as clocks
join working_days as starts on starts.day >= clocks.from_date and starts.day <= clocks.to_date
left join working_days_reached as reached on reached.working_day_number = starts.working_day_number + clocks.amount
where clocks.unit = 'working_days'
union all
select clock, start_day, due_day, due_day
from (
    select clocks.clock, starts.day as start_day,
        cast(case clocks.unit
            when 'months' then starts.day + clocks.amount * interval '1' month
            when 'weeks' then starts.day + 7 * clocks.amount * interval '1' day
            when 'hours' then starts.day + cast(ceil(clocks.amount / 24e0) as bigint) * interval '1' day
            else starts.day + clocks.amount * interval '1' day
        end as date) as due_day
    from statutory_clocks as clocks
    join working_days as starts on starts.day >= clocks.from_date and starts.day <= clocks.to_date
    where clocks.unit <> 'working_days'
) as others
