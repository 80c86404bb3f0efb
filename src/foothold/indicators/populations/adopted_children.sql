-- Every child who left care adopted in the three years to the end of each reporting day, once, with the steps on the way
-- that lie within that time in care: the placement order, the match, and the day the child moved in with those who adopted.
-- A child adopted by its foster carers moved in when it came to them.
select steps.as_at, steps.person_id, steps.team, steps.came, steps.adopted_on, steps.matched_on,
    coalesce(steps.ordered_on, orders.began) as ordered_on,
    case
        when steps.by_carer = 1 then coalesce(steps.fostered_on, fostered.with_carer_since, steps.placed_on)
        else steps.placed_on
    end as moved_in_on
from (
    select left_adopted.as_at, left_adopted.person_id, left_adopted.team, left_adopted.came, left_adopted.adopted_on,
        max(case when paths.placement_order_date between came and adopted_on then paths.placement_order_date end) as ordered_on,
        max(case when paths.matched_date between came and adopted_on then paths.matched_date end) as matched_on,
        max(
            case when paths.placed_for_adoption_date between came and adopted_on then paths.placed_for_adoption_date end
        ) as placed_on,
        min(coalesce(paths.placed_foster_carer_date, paths.placed_ffa_cp_date)) as fostered_on,
        max(case when paths.adopted_by_carer_flag = 'Y' then 1 else 0 end) as by_carer
    from (
        select periods.as_at, care_periods.person_id, care_periods.left_team as team, care_periods.came,
            care_periods.went as adopted_on,
            row_number() over (partition by periods.as_at, care_periods.person_id order by care_periods.went desc) as choice
        from reporting_periods as periods
        join care_periods
          on care_periods.went <= periods.as_at
         and care_periods.went > periods.as_at - interval '36' month
         and care_periods.ceased_reason in ('E11', 'E12', 'ADOPTED')
    ) as left_adopted
    left join permanence as paths on paths.person_id = left_adopted.person_id
    where left_adopted.choice = 1
    group by left_adopted.as_at, left_adopted.person_id, left_adopted.team, left_adopted.came, left_adopted.adopted_on
) as steps
left join (
    select person_id, max(began) as began from legal_statuses_held where code in ('D1', 'E1') group by person_id
) as orders on orders.person_id = steps.person_id and orders.began >= steps.came and orders.began <= steps.adopted_on
left join placements_held as fostered
  on fostered.person_id = steps.person_id
 and fostered.placement_type like 'U%'
 and fostered.began < steps.placed_on
 and fostered.ended >= steps.placed_on
