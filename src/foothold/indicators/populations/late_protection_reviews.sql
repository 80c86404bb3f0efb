-- Each plan with a review that was late or never held, and the first day on which that was so. The first review follows the
-- start of the plan, which is the day of its conference; every other one the review before it.
select steps.cp_plan_id, min(cast(clocks.last_day_in_time + interval '1' day as date)) as late_from
from (
    select cp_plan_id, clock, step_on,
        lead(step_on) over (partition by cp_plan_id order by step_on) as next_on
    from (
        select cp_plan_id, 'first_protection_review' as clock, started as step_on
        from protection_plans
        union
        select plans.cp_plan_id, 'later_protection_review', reviews.cp_review_date
        from protection_plans as plans
        join cp_reviews as reviews
          on reviews.person_id = plans.person_id
         and reviews.cp_review_date > plans.started
         and reviews.cp_review_date <= plans.ended
    ) as held
) as steps
join clock_due_days as clocks on clocks.clock = steps.clock and clocks.start_day = steps.step_on
where steps.next_on is null or steps.next_on > clocks.last_day_in_time
group by steps.cp_plan_id
