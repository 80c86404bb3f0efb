/*
id: DQ38
name: overlapping_cases
title: Two cases of one child open at once
why: >
  A child with two open cases is counted twice among open and unallocated cases, and in two caseloads.
remedy: >
  Close the case that was replaced, or the one entered twice.
severity: doubtful
table: cin_episodes
indicators: [AL01, AL06, FD06]
needs:
  cin_episodes: [referral_id, person_id, referral_date, close_date, referral_nfa]
*/
-- The later of the two is listed.
with open_now as (
    select cases.referral_id, cases.person_id, cases.referral_date
    from cin_episodes as cases
    cross join asked
    where coalesce(cases.referral_nfa, 'N') <> 'Y'
      and cases.referral_date <= asked.as_at
      and coalesce(cases.close_date, date '9999-12-31') > asked.as_at
)
select
    later.referral_id as record_key,
    later.person_id,
    later.referral_date,
    min(earlier.referral_id) as overlaps_with
from open_now as later
join open_now as earlier
  on earlier.person_id = later.person_id
 and (
     earlier.referral_date < later.referral_date
     or (earlier.referral_date = later.referral_date and earlier.referral_id < later.referral_id)
 )
group by later.referral_id, later.person_id, later.referral_date
