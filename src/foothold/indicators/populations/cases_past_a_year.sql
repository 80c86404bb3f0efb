-- Each case that is open for 12 months or longer, from the first day on which its referral lies 12 months back until it closes;
-- of a referral on a day that the year after lacks, 29 February, that is 1 March.
select person_id, since, close_date
from (
    select person_id, close_date,
        cast(greatest(
            referral_date + interval '12' month,
            cast(referral_date - interval '1' day as date) + interval '12' month + interval '1' day
        ) as date) as since
    from cases
) as cases_of_a_year
where close_date > since
