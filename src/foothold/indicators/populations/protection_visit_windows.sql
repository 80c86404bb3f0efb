-- The time of each protection plan cut into windows as long as the clock of its visits gives, one after the other from the
-- first day of the plan, up to the newest day asked about, as far as the plan outlasts them. The days off after a limit in
-- working days belong to the window before them, as they are in time; the first window begins with the plan itself.
select windows.cp_plan_id, windows.person_id, windows.started_team, windows.window_number, windows.last_day,
    coalesce(
        lag(windows.last_day) over (partition by windows.cp_plan_id order by windows.window_number),
        cast(windows.started - interval '1' day as date)
    ) as after_day
from (
    select limits.cp_plan_id, limits.person_id, limits.started_team, limits.window_number, limits.started, limits.ended,
        limits.stops, coalesce(reached.last_day, limits.calendar_day) as last_day
    from (
        select plans.cp_plan_id, plans.person_id, plans.started_team, plans.started, plans.ended, plans.stops,
            numbers.number as window_number,
            case when plans.unit = 'working_days'
                then plans.working_day_number + numbers.number * plans.amount
            end as number_reached,
            cast(case plans.unit
                when 'months' then plans.started + numbers.number * plans.amount * interval '1' month
                when 'weeks' then plans.started + 7 * numbers.number * plans.amount * interval '1' day
                when 'hours'
                    then plans.started + cast(ceil(numbers.number * plans.amount / 24e0) as bigint) * interval '1' day
                else plans.started + numbers.number * plans.amount * interval '1' day
            end as date) as calendar_day
        from (
            -- `most` windows fit into the days of the plan at the most, as none is shorter than so many days.
            select begun.cp_plan_id, begun.person_id, begun.started_team, begun.started, begun.ended, begun.stops,
                clocks.unit, clocks.amount, starts.working_day_number,
                date_diff('day', begun.started, begun.stops) / case clocks.unit
                    when 'months' then 28e0 * clocks.amount
                    when 'weeks' then 7e0 * clocks.amount
                    when 'hours' then clocks.amount / 24e0
                    else 1e0 * clocks.amount
                end as most
            from (
                select plans.cp_plan_id, plans.person_id, plans.started_team, plans.started, plans.ended,
                    least(plans.ended, newest.as_at) as stops
                from protection_plans as plans
                cross join (select max(as_at) as as_at from reporting_periods) as newest
            ) as begun
            join statutory_clocks as clocks
              on clocks.clock = 'protection_visit'
             and clocks.from_date <= begun.started
             and clocks.to_date >= begun.started
            join working_days as starts on starts.day = begun.started
        ) as plans
        join counting_numbers as numbers on numbers.number <= plans.most
    ) as limits
    left join working_days_reached as reached on reached.working_day_number = limits.number_reached
) as windows
where windows.last_day <= windows.stops and windows.last_day < windows.ended
