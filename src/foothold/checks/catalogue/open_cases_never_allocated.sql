/*
id: DQ24
name: open_cases_never_allocated
title: Open cases for which nobody was ever recorded
why: >
  Four weeks after its referral a case without any involvement is either a child nobody has taken on, or an
  allocation that was not entered.
remedy: >
  Allocate the case, enter the allocation that was made, or close the case if there is nothing to do.
severity: doubtful
table: cin_episodes
indicators: [AL01, AL03]
needs:
  cin_episodes: [referral_id, person_id, referral_date, close_date, referral_nfa]
  involvements: [involvements_id, person_id, referral_id]
*/
select cases.referral_id as record_key, cases.person_id, cases.referral_date
from cin_episodes as cases
cross join asked
left join (select distinct referral_id from involvements) as linked on linked.referral_id = cases.referral_id
left join (
    select distinct person_id from involvements where referral_id is null
) as children on children.person_id = cases.person_id
where coalesce(cases.referral_nfa, 'N') <> 'Y'
  and date_diff('day', cases.referral_date, asked.as_at) > 28
  and coalesce(cases.close_date, date '9999-12-31') > asked.as_at
  and linked.referral_id is null
  and children.person_id is null
