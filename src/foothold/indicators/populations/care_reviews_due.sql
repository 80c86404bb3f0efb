-- Each review that the law asks for in a time in care: the clock that sets its limit, the day from which it runs, the last day
-- in time, and the day on which it was held, blank where it was not. The first runs from the start of care, the others from
-- the review before.
select steps.person_id, steps.came, steps.went, steps.clock, steps.start_day, due.last_day_in_time, steps.held_on
from (
    select person_id, came, went, start_day,
        case number when 1 then 'first_care_review' when 2 then 'second_care_review' else 'later_care_review' end as clock,
        lead(start_day) over (partition by person_id, came order by number) as held_on
    from (
        select person_id, came, went, start_day,
            row_number() over (partition by person_id, came order by is_review, start_day) as number
        from (
            select person_id, came, went, came as start_day, 0 as is_review from care_spells
            union all
            select distinct spells.person_id, spells.came, spells.went, reviews.held_on, 1
            from care_spells as spells
            join care_reviews_held as reviews
              on reviews.person_id = spells.person_id and reviews.held_on >= spells.came and reviews.held_on < spells.went
        ) as days
    ) as numbered
) as steps
join clock_due_days as due on due.clock = steps.clock and due.start_day = steps.start_day
