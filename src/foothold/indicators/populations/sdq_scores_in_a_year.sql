-- The newest score of a child's strengths and difficulties in the 12 months to a day, from the day it was completed until the
-- next or until it is 12 months old.
-- Of one person_id one at a time, from since to until.
select person_id, since, until, table_id, score
from (
    select person_id, completed as since, table_id, score,
        cast(least(
            greatest(
                completed + interval '12' month,
                cast(completed - interval '1' day as date) + interval '12' month + interval '1' day
            ),
            coalesce(
                lead(completed) over (partition by person_id order by completed, table_id), date '9999-12-31'
            )
        ) as date) as until
    from sdq_scores_given
    where completed is not null
) as scores
where until > since
