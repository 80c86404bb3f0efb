-- Each score of a child's strengths and difficulties from 0 to 40, and the day it was completed, blank where nobody says.
select answers.person_id, answers.sdq_completed_date as completed, answers.table_id, points.number - 1 as score
from sdq_scores as answers
join counting_numbers as points
  on points.number <= 41 and cast(points.number - 1 as varchar) = trim(answers.sdq_score)
