-- Every referral that became a case: not closed without further action. A case is open from its referral to the day before it closes.
select
    referral_id,
    person_id,
    referral_date,
    coalesce(close_date, date '9999-12-31') as close_date,
    referral_team,
    cin_primary_need_code as need
from cin_episodes
where coalesce(referral_nfa, 'N') <> 'Y'
  and referral_date is not null
  and coalesce(close_date, date '9999-12-31') > referral_date
