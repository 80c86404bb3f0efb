-- Each child protection plan, with the teams of its first and last day, and how many plans of the same child began before it;
-- previous_end is the last day on which one of those ended, far ahead when one of them still runs.
select plans.cp_plan_id, plans.person_id, plans.started, plans.ended, plans.initial_category, plans.category,
    plans.plans_before, plans.previous_end, started.team as started_team, ended.team as ended_team
from (
    select plans.cp_plan_id, plans.person_id,
        plans.cp_plan_start_date as started,
        coalesce(plans.cp_plan_end_date, date '9999-12-31') as ended,
        coalesce(plans.cp_plan_initial_category, plans.cp_plan_latest_category) as initial_category,
        coalesce(plans.cp_plan_latest_category, plans.cp_plan_initial_category) as category,
        count(earlier.cp_plan_id) as plans_before,
        max(case
            when earlier.cp_plan_id is not null then coalesce(earlier.cp_plan_end_date, date '9999-12-31')
        end) as previous_end
    from cp_plans as plans
    left join cp_plans as earlier
      on earlier.person_id = plans.person_id and earlier.cp_plan_start_date < plans.cp_plan_start_date
    where plans.cp_plan_start_date is not null
    group by plans.cp_plan_id, plans.person_id, plans.cp_plan_start_date, plans.cp_plan_end_date,
        plans.cp_plan_initial_category, plans.cp_plan_latest_category
) as plans
left join protection_event_teams as started on started.event = 'start' and started.event_id = plans.cp_plan_id
left join protection_event_teams as ended on ended.event = 'end' and ended.event_id = plans.cp_plan_id
