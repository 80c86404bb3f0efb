/*
id: AL04
name: weeks_with_none_unallocated
title: Weeks in a row with no unallocated case
question: For how many whole weeks has every daily count of unallocated cases been zero?
numerator: whole weeks, counted back from the day asked about, in which AL01 was zero on each of the seven days
denominator: none
notes: >
  Counted back from any day, so the week that ends on it comes first. A team's weeks are counted from its own cases. The
  count stops at the first referral held, because nothing is known before it.
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
version: 1
order: 304
*/
with
cases as (
    select
        referral_id,
        person_id,
        referral_date,
        coalesce(close_date, date '9999-12-31') as close_date,
        referral_team,
        cin_primary_need_code as need
    from cin_episodes
    where coalesce(referral_nfa, 'N') <> 'Y'
      and referral_date is not null
      and coalesce(close_date, date '9999-12-31') > referral_date
),
role_kinds as (
    select professional_role_id, kind
    from (
        select
            roles.professional_role_id,
            worker_roles.kind,
            row_number() over (partition by roles.professional_role_id order by worker_roles.precedence) as choice
        from (select distinct professional_role_id from involvements) as roles
        join worker_roles
          on worker_roles.field = 'involvement_role'
         and lower(trim(roles.professional_role_id)) like worker_roles.pattern
    ) as fitted
    where choice = 1
),
worker_kinds as (
    select professional_id, kind
    from (
        select
            professionals.professional_id,
            worker_roles.kind,
            row_number() over (partition by professionals.professional_id order by worker_roles.precedence) as choice
        from professionals
        join worker_roles
          on worker_roles.field = 'job_title'
         and lower(trim(professionals.professional_job_title)) like worker_roles.pattern
    ) as fitted
    where choice = 1
),
involvement_kinds as (
    select
        involvements.involvements_id,
        involvements.referral_id,
        involvements.person_id,
        involvements.professional_id,
        involvements.professional_team as team,
        coalesce(involvements.involvement_start_date, date '1900-01-01') as started,
        coalesce(involvements.involvement_end_date, date '9999-12-31') as ended,
        case
            when role_kinds.kind = 'other' then 'other'
            when involvements.professional_id is null then 'team_only'
            else coalesce(worker_kinds.kind, 'unknown')
        end as kind
    from involvements
    left join role_kinds on role_kinds.professional_role_id = involvements.professional_role_id
    left join worker_kinds on worker_kinds.professional_id = involvements.professional_id
),
case_links as (
    select cases.referral_id, cases.person_id, cases.referral_date, cases.close_date, links.involvements_id,
        links.professional_id, links.team, links.started, links.ended, links.kind
    from cases
    join involvement_kinds as links on links.referral_id = cases.referral_id
    union all
    select cases.referral_id, cases.person_id, cases.referral_date, cases.close_date, links.involvements_id,
        links.professional_id, links.team, links.started, links.ended, links.kind
    from cases
    join involvement_kinds as links
      on links.referral_id is null
     and links.person_id = cases.person_id
     and links.ended > cases.referral_date
),
case_moments as (
    select referral_id, referral_date as moment from cases
    union
    select referral_id, started from case_links where started > referral_date and started < close_date
    union
    select referral_id, ended from case_links where ended > referral_date and ended < close_date
),
case_holders as (
    select
        case_moments.referral_id,
        case_moments.moment,
        min(case case_links.kind
            when 'social_worker' then 1
            when 'unknown' then 2
            when 'manager' then 3
            when 'holding' then 4
        end) as rank
    from case_moments
    join case_links
      on case_links.referral_id = case_moments.referral_id
     and case_links.started <= case_moments.moment
     and case_links.ended > case_moments.moment
    group by case_moments.referral_id, case_moments.moment
),
case_teams as (
    select referral_id, moment, team
    from (
        select
            case_moments.referral_id,
            case_moments.moment,
            case_links.team,
            row_number() over (
                partition by case_moments.referral_id, case_moments.moment
                order by
                    case when case_links.ended > case_moments.moment then 0 else 1 end,
                    case_links.started desc,
                    case_links.involvements_id desc
            ) as choice
        from case_moments
        join case_links
          on case_links.referral_id = case_moments.referral_id
         and case_links.started <= case_moments.moment
         and case_links.kind <> 'other'
         and case_links.team is not null
    ) as candidates
    where choice = 1
),
case_spells as (
    select
        cases.referral_id,
        cases.person_id,
        cases.referral_date,
        cases.need,
        case_moments.moment as spell_start,
        coalesce(
            lead(case_moments.moment) over (partition by cases.referral_id order by case_moments.moment),
            cases.close_date
        ) as spell_end,
        coalesce(case_teams.team, cases.referral_team) as team,
        case case_holders.rank
            when 1 then 'social_worker'
            when 2 then 'unknown'
            when 3 then 'manager'
            when 4 then 'queue'
            else 'nobody'
        end as holder
    from cases
    join case_moments on case_moments.referral_id = cases.referral_id
    left join case_holders
      on case_holders.referral_id = case_moments.referral_id and case_holders.moment = case_moments.moment
    left join case_teams
      on case_teams.referral_id = case_moments.referral_id and case_teams.moment = case_moments.moment
),
teams as (
    select
        coalesce(department.team_id, areas.team_id) as team,
        department.team_parent_id as locality,
        areas.service_area
    from department
    full outer join (
        select team_id, max(service_area) as service_area from posts group by team_id
    ) as areas on areas.team_id = department.team_id
),
scoped_spells as (
    select scopes.scope,
        case when scopes.scope = 'team' then spells.team end as team,
        case when scopes.scope = 'locality' then teams.locality end as locality,
        spells.spell_start,
        spells.spell_end,
        case when spells.holder = 'nobody' then 1 else 0 end as waiting
    from case_spells as spells
    left join teams on teams.team = spells.team
    join (
        select 'council' as scope union all select 'team' as scope union all select 'locality' as scope
    ) as scopes on scopes.scope = 'council'
        or (scopes.scope = 'team' and spells.team is not null)
        or (scopes.scope = 'locality' and teams.locality is not null)
),
waiting_by_scope as (
    select scope, team, locality, spell_start, spell_end, spell_start as first_day, 1 as waiting
    from scoped_spells
    where waiting = 1
    union all
    select scope, team, locality, min(spell_start), min(spell_start), min(spell_start), 0
    from scoped_spells
    group by scope, team, locality
),
counting_numbers as (
    select working_day_number as number
    from working_days
    where is_working_day
)
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
        spells.scope,
        spells.team,
        spells.locality,
        min(case
            when spells.waiting = 1 and spells.spell_end > periods.as_at then 0
            when spells.waiting = 1 then date_diff('day', spells.spell_end, periods.as_at) + 1
            else date_diff('day', spells.first_day, periods.as_at) + 1
        end) as clear_days
    from reporting_periods as periods
    join waiting_by_scope as spells on spells.spell_start <= periods.as_at
    group by periods.as_at, spells.scope, spells.team, spells.locality
) as runs
join counting_numbers as numbers on numbers.number * 7 <= runs.clear_days
join working_days as weeks
  on date_diff('day', date '2000-01-01', weeks.day)
   = date_diff('day', date '2000-01-01', runs.as_at) - 7 * (numbers.number - 1)
