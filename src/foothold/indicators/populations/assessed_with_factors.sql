-- Each assessment completed in each period, with the number of factors that it found.
select periods.as_at, done.assessment_id, done.person_id, done.assessment_team, done.assessment_auth_date,
    coalesce(found.factors, 0) as factors_found
from reporting_periods as periods
join cin_assessments as done
  on done.assessment_auth_date >= periods.period_start and done.assessment_auth_date <= periods.as_at
left join (
    select assessment_id, count(*) as factors from found_factors where factor <> '21' group by assessment_id
) as found on found.assessment_id = done.assessment_id
