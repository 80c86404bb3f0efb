/*
id: DQ02
name: referrals_closed_before_opening
title: Referrals closed before they opened
why: >
  A case that closes before it opens was never open, so it is missing from every count of open cases.
remedy: >
  Correct the referral date or the closing date of the case.
severity: wrong
table: cin_episodes
indicators: [AL01, FD05, FD06]
needs:
  cin_episodes: [referral_id, person_id, referral_date, close_date]
*/
select referral_id as record_key, person_id, referral_date, close_date
from cin_episodes
where close_date < referral_date
