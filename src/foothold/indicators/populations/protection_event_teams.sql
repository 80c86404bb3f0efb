-- The team of a child's newest open case on the day a protection plan began, on the last day it held, and on that of a review.
select event, event_id, team
from (
    select events.event, events.event_id, spells.team,
        row_number() over (
            partition by events.event, events.event_id order by spells.referral_date desc, spells.referral_id desc
        ) as choice
    from (
        select 'start' as event, cp_plan_id as event_id, person_id, cp_plan_start_date as happened_on
        from cp_plans
        union all
        select 'end', cp_plan_id, person_id,
            greatest(cp_plan_start_date, cast(cp_plan_end_date - interval '1' day as date))
        from cp_plans
        where cp_plan_end_date is not null
        union all
        select 'review', cp_review_id, person_id, cp_review_date
        from cp_reviews
        where cp_review_date is not null
    ) as events
    join case_spells as spells
      on spells.person_id = events.person_id
     and spells.spell_start <= events.happened_on
     and spells.spell_end > events.happened_on
) as candidates
where choice = 1
