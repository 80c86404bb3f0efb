-- Each rating of a case, until the next one. A rating that names no case is one of every case the child then had.
-- Of one referral_id one at a time, from rated_on to until.
select referral_id, rating, rated_on, until, review_due_date
from (
    select cases.referral_id, ratings.rating, ratings.rated_date as rated_on, ratings.review_due_date,
        coalesce(
            lead(ratings.rated_date) over (
                partition by cases.referral_id order by ratings.rated_date, ratings.rating_id
            ),
            date '9999-12-31'
        ) as until
    from cases
    join case_ratings as ratings
      on ratings.person_id = cases.person_id
     and coalesce(ratings.referral_id, cases.referral_id) = cases.referral_id
     and ratings.rated_date < cases.close_date
     and (ratings.referral_id is not null or ratings.rated_date >= cases.referral_date)
) as ratings
where until > rated_on
