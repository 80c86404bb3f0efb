-- The day on which the first assessment of each case began. An assessment without a referral belongs to the child's case then open.
-- One row for each referral_id.
select cases.referral_id, min(assessments.started) as first_started
from cases
join (
    select referral_id, null as person_id, assessment_start_date as started
    from cin_assessments where referral_id is not null
    union all
    select cases.referral_id, cin_assessments.person_id, cin_assessments.assessment_start_date
    from cin_assessments
    join cases
      on cases.person_id = cin_assessments.person_id
     and cases.referral_date <= cin_assessments.assessment_start_date
     and cases.close_date > cin_assessments.assessment_start_date
    where cin_assessments.referral_id is null
) as assessments on assessments.referral_id = cases.referral_id
group by cases.referral_id
