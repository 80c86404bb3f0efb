-- The last score, in order of identifiers, that a return gives for a child's strengths and difficulties without a day.
-- One row for each person_id.
select person_id, table_id, score
from (
    select person_id, table_id, score, row_number() over (partition by person_id order by table_id desc) as choice
    from sdq_scores_given
    where completed is null and person_id is not null
) as scores
where choice = 1
