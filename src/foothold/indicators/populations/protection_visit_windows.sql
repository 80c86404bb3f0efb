-- The time of each protection plan cut into windows as long as the clock of its visits gives, one after the other from the
-- first day of the plan, up to the newest day asked about. The days off after a limit in working days belong to the window
-- before them, as they are in time; the first window begins with the plan itself.
select windows.cp_plan_id, windows.window_number, windows.last_day,
    coalesce(
        lag(windows.last_day) over (partition by windows.cp_plan_id order by windows.window_number),
        cast(windows.started - interval '1' day as date)
    ) as after_day
from (
    select limits.cp_plan_id, limits.window_number, limits.started, limits.stops,
        coalesce(reached.last_day, limits.calendar_day) as last_day
    from (
        select plans.cp_plan_id, plans.started, least(plans.ended, newest.as_at) as stops,
            numbers.number as window_number,
            case when clocks.unit = 'working_days'
                then starts.working_day_number + numbers.number * clocks.amount
            end as number_reached,
            cast(case clocks.unit
                when 'months' then plans.started + numbers.number * clocks.amount * interval '1' month
                when 'weeks' then plans.started + 7 * numbers.number * clocks.amount * interval '1' day
                when 'hours'
                    then plans.started + cast(ceil(numbers.number * clocks.amount / 24e0) as bigint) * interval '1' day
                else plans.started + numbers.number * clocks.amount * interval '1' day
            end as date) as calendar_day
        from protection_plans as plans
        cross join (select max(as_at) as as_at from reporting_periods) as newest
        join statutory_clocks as clocks
          on clocks.clock = 'protection_visit'
         and clocks.from_date <= plans.started
         and clocks.to_date >= plans.started
        join working_days as starts on starts.day = plans.started
        join counting_numbers as numbers
          on numbers.number * case clocks.unit
                when 'months' then 28 * clocks.amount
                when 'weeks' then 7 * clocks.amount
                when 'hours' then clocks.amount / 24
                else clocks.amount
             end <= date_diff('day', plans.started, least(plans.ended, newest.as_at))
    ) as limits
    left join (
        select working_day_number, max(day) as last_day from working_days group by working_day_number
    ) as reached on reached.working_day_number = limits.number_reached
) as windows
where windows.last_day <= windows.stops
