-- Each period, and the same weeks 52, 104 and 156 weeks before it as far as the history covers them, with how many it covers.
select windows.as_at, windows.years_back, windows.first_day, windows.last_day,
    count(case when windows.years_back > 0 then 1 end) over (partition by windows.as_at) as years_covered
from (
    select periods.as_at, years.years_back,
        cast(periods.period_start - years.years_back * interval '364' day as date) as first_day,
        cast(periods.as_at - years.years_back * interval '364' day as date) as last_day
    from reporting_periods as periods
    cross join (
        select 0 as years_back union all select 1 as years_back union all select 2 as years_back
        union all select 3 as years_back
    ) as years
) as windows
cross join (select min(close_date) as first_day from cin_episodes) as history
where windows.years_back = 0 or windows.first_day >= history.first_day
