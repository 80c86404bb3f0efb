-- Reviews of looked-after children that took place, each child's day once. A review belongs to a period of care, whose
-- episodes say whose it is.
select reviews.cla_review_id, cared_for.person_id, reviews.cla_review_date as held_on, reviews.cla_review_participation as participation
from (
    select cla_review_id, cla_id, cla_review_date, cla_review_participation,
        row_number() over (partition by cla_id, cla_review_date order by cla_review_id) as choice
    from cla_reviews
    where cla_review_date is not null and coalesce(cla_review_cancelled, 'N') <> 'Y'
) as reviews
join (select distinct cla_id, person_id from cla_episodes) as cared_for on cared_for.cla_id = reviews.cla_id
where reviews.choice = 1
