/*
name: assessments
title: Assessments under way
unit: assessment
indicator: AS04
counted: in_denominator
into:
  arrived: an assessment began, and none of the child was authorised in the 12 months before
  reopened: an assessment began of a child of whom another was authorised in the 12 months before
out:
  in_time: authorised within 45 working days, as AS02
  late: authorised after more than 45 working days, or it cannot be told after how many
needs:
  cin_assessments: [assessment_id, person_id, assessment_start_date, assessment_auth_date]
order: 2
*/
select
    assessments.assessment_id as unit_id,
    assessments.person_id,
    assessments.assessment_team as team,
    assessments.assessment_start_date as began,
    assessments.assessment_start_date as came,
    coalesce(assessments.assessment_auth_date, date '9999-12-31') as went,
    case
        when earlier.authorised_on >= assessments.assessment_start_date - interval '12' month then 'reopened'
        else 'arrived'
    end as came_as,
    case
        when assessments.assessment_auth_date is null then null
        when last_day.working_day_number - first_day.working_day_number <= 45 then 'in_time'
        else 'late'
    end as left_as
from cin_assessments as assessments
left join working_days as first_day on first_day.day = assessments.assessment_start_date
left join working_days as last_day on last_day.day = assessments.assessment_auth_date
left join (
    select newer.assessment_id, max(older.assessment_auth_date) as authorised_on
    from cin_assessments as newer
    join cin_assessments as older
      on older.person_id = newer.person_id
     and older.assessment_id <> newer.assessment_id
     and older.assessment_auth_date <= newer.assessment_start_date
    group by newer.assessment_id
) as earlier on earlier.assessment_id = assessments.assessment_id
where assessments.assessment_start_date is not null
  and coalesce(assessments.assessment_auth_date, date '9999-12-31') > assessments.assessment_start_date
