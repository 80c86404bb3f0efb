/*
name: plans
title: Child protection plans
unit: plan
indicator: CP06
counted: in_numerator
into:
  arrived: the child's first plan
  reopened: a second or later plan of the child
  transferred_in: a plan decided on by a conference held because the child moved in from another council
out:
  entered_care: the plan ended and the child was looked after on that day
  stepped_down: the plan ended, and a child in need plan ran on that day or began in the 14 days after
  transferred_out: the child's case was closed on that day and passed to another council or to adult care (RC5, RC6)
  closed: the plan ended otherwise
needs:
  cp_plans: [cp_plan_id, person_id, cp_plan_start_date, cp_plan_end_date]
order: 3
*/
select
    plans.cp_plan_id as unit_id,
    plans.person_id,
    cast(null as varchar) as team,
    plans.cp_plan_start_date as began,
    plans.cp_plan_start_date as came,
    coalesce(plans.cp_plan_end_date, date '9999-12-31') as went,
    case
        when conferences.icpc_transfer_in = 'Y' then 'transferred_in'
        when earlier.cp_plan_id is not null then 'reopened'
        else 'arrived'
    end as came_as,
    case
        when plans.cp_plan_end_date is null then null
        when care.cp_plan_id is not null then 'entered_care'
        when support.cp_plan_id is not null then 'stepped_down'
        when passed_on.cp_plan_id is not null then 'transferred_out'
        else 'closed'
    end as left_as
from cp_plans as plans
left join initial_cp_conference as conferences on conferences.icpc_id = plans.icpc_id
left join (
    select distinct newer.cp_plan_id
    from cp_plans as newer
    join cp_plans as older
      on older.person_id = newer.person_id
     and older.cp_plan_id <> newer.cp_plan_id
     and older.cp_plan_end_date <= newer.cp_plan_start_date
) as earlier on earlier.cp_plan_id = plans.cp_plan_id
left join (
    select distinct ended.cp_plan_id
    from cp_plans as ended
    join cla_episodes as episodes
      on episodes.person_id = ended.person_id
     and episodes.cla_episode_start_date <= ended.cp_plan_end_date
     and coalesce(episodes.cla_episode_ceased_date, date '9999-12-31') > ended.cp_plan_end_date
) as care on care.cp_plan_id = plans.cp_plan_id
left join (
    select distinct ended.cp_plan_id
    from cp_plans as ended
    join cin_plans
      on cin_plans.person_id = ended.person_id
     and cin_plans.cin_plan_start_date <= ended.cp_plan_end_date + interval '14' day
     and coalesce(cin_plans.cin_plan_end_date, date '9999-12-31') > ended.cp_plan_end_date
) as support on support.cp_plan_id = plans.cp_plan_id
left join (
    select distinct ended.cp_plan_id
    from cp_plans as ended
    join cin_episodes as episodes
      on episodes.person_id = ended.person_id
     and episodes.close_date = ended.cp_plan_end_date
     and episodes.close_reason in ('RC5', 'RC6')
) as passed_on on passed_on.cp_plan_id = plans.cp_plan_id
where plans.cp_plan_start_date is not null
  and coalesce(plans.cp_plan_end_date, date '9999-12-31') > plans.cp_plan_start_date
