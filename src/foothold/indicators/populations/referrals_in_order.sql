-- Every referral with the day of the same child's newest referral on an earlier day.
select episodes.referral_id, episodes.person_id, episodes.referral_date, episodes.referral_team,
    episodes.referral_source_code, episodes.cin_primary_need_code, days.previous_date
from cin_episodes as episodes
left join (
    select person_id, referral_date,
        lag(referral_date) over (partition by person_id order by referral_date) as previous_date
    from (select distinct person_id, referral_date from cin_episodes where referral_date is not null) as referral_days
) as days on days.person_id = episodes.person_id and days.referral_date = episodes.referral_date
