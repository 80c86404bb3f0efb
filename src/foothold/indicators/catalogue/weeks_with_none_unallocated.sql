/*
id: AL04
name: weeks_with_none_unallocated
title: Weeks in a row with no unallocated case
question: For how many whole weeks has every daily count of unallocated cases been zero?
numerator: whole weeks, counted back from the day asked about, in which AL01 was zero on each of the seven days
denominator: none
notes: >
  Counted back from any day, so the week that ends on it comes first. A team's weeks are counted from its own cases. The
  count stops where the history begins: with the first case closed, because older referrals are only those still open
  then, or where none was closed with the first referral held.
source: Standard Safeguarding Dataset CINE003A, CINE007A, INVO002A, INVO003A, INVO006A; the measure is Foothold's own
unit: week
kind: snapshot
measure: run
polarity: high
polarity_source: Foothold; no official polarity is published
target: none
slices: [team, locality]
clocks: []
needs:
  cin_episodes: [referral_id, person_id, referral_date, close_date, referral_nfa]
  involvements: [involvements_id, professional_id, involvement_start_date, involvement_end_date]
version: 2
order: 304
*/
select
    concat(coalesce(runs.team, runs.locality, 'council'), ', week ', cast(numbers.number as varchar)) as unit_id,
    cast(null as varchar) as person_id,
    runs.scope,
    runs.team,
    runs.locality,
    runs.as_at,
    weeks.day as event_date,
    true as in_denominator,
    true as in_numerator,
    cast(null as double) as value
from (
    select
        periods.as_at,
        stretches.scope,
        stretches.team,
        stretches.locality,
        date_diff('day', greatest(stretches.clear_since, history.begins), periods.as_at) + 1 as clear_days
    from reporting_periods as periods
    cross join (select coalesce(min(close_date), min(referral_date)) as begins from cin_episodes) as history
    join clear_stretches as stretches on stretches.began <= periods.as_at and stretches.ended > periods.as_at
) as runs
join counting_numbers as numbers on numbers.number * 7 <= runs.clear_days
join working_days as weeks
  on date_diff('day', date '2000-01-01', weeks.day)
   = date_diff('day', date '2000-01-01', runs.as_at) - 7 * (numbers.number - 1)
