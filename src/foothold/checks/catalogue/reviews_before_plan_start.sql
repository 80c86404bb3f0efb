/*
id: DQ13
name: reviews_before_plan_start
title: Reviews before the plan they review
why: >
  A review belongs to a plan that has begun. One before it hides which review is due next.
remedy: >
  Correct the day of the review, or link it to the plan that was open then.
severity: wrong
table: cp_reviews
indicators: [CP06]
needs:
  cp_reviews: [cp_review_id, person_id, cp_plan_id, cp_review_date]
  cp_plans: [cp_plan_id, cp_plan_start_date]
*/
select
    reviews.cp_review_id as record_key,
    reviews.person_id,
    reviews.cp_plan_id,
    reviews.cp_review_date,
    plans.cp_plan_start_date
from cp_reviews as reviews
join cp_plans as plans on plans.cp_plan_id = reviews.cp_plan_id
where reviews.cp_review_date < plans.cp_plan_start_date
