-- Each case from one moment to the next: its team, and who holds it (nobody, queue, manager, unknown, social_worker).
select
    cases.referral_id,
    cases.person_id,
    cases.referral_date,
    cases.need,
    case_moments.moment as spell_start,
    coalesce(
        lead(case_moments.moment) over (partition by cases.referral_id order by case_moments.moment),
        cases.close_date
    ) as spell_end,
    coalesce(case_teams.team, cases.referral_team) as team,
    case case_holders.rank
        when 1 then 'social_worker'
        when 2 then 'unknown'
        when 3 then 'manager'
        when 4 then 'queue'
        else 'nobody'
    end as holder
from cases
join case_moments on case_moments.referral_id = cases.referral_id
left join case_holders
  on case_holders.referral_id = case_moments.referral_id and case_holders.moment = case_moments.moment
left join case_teams
  on case_teams.referral_id = case_moments.referral_id and case_teams.moment = case_moments.moment
