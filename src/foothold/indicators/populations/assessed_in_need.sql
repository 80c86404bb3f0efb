-- The first day of each case on which the child was assessed as in need of a social worker: an assessment of the case was
-- authorised without "no further action", or the child has a plan or is in care.
select cases.referral_id, min(greatest(found.began, cases.referral_date)) as assessed_on
from cases
join (
    select person_id, referral_id, assessment_auth_date as began, assessment_auth_date as ended
    from cin_assessments
    where assessment_auth_date is not null and coalesce(assessment_outcome_nfa, 'Y') <> 'Y'
    union all
    select person_id, cast(null as varchar), cin_plan_start_date, coalesce(cin_plan_end_date, date '9999-12-31')
    from cin_plans
    union all
    select person_id, cast(null as varchar), began, ended from protected_spells
) as found
  on found.person_id = cases.person_id
 and coalesce(found.referral_id, cases.referral_id) = cases.referral_id
 and found.began < cases.close_date
 and found.ended >= cases.referral_date
group by cases.referral_id
