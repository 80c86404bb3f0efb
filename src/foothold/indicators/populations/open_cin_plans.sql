-- Every child in need plan open at the end of each reporting day, of children neither on a protection plan nor in care then.
select
    periods.as_at,
    plans.cin_plan_id,
    plans.person_id,
    coalesce(plans.cin_plan_team, child_terms.team) as team,
    plans.cin_plan_start_date
from reporting_periods as periods
join cin_plans as plans
  on plans.cin_plan_start_date <= periods.as_at
 and coalesce(plans.cin_plan_end_date, date '9999-12-31') > periods.as_at
left join child_terms
  on child_terms.person_id = plans.person_id
 and child_terms.term_start <= periods.as_at
 and child_terms.term_end > periods.as_at
left join protected_terms as protected
  on protected.person_id = plans.person_id
 and protected.began <= periods.as_at
 and protected.ended > periods.as_at
where protected.person_id is null
