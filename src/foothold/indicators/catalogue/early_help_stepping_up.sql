/*
id: FD15
name: early_help_stepping_up
title: Early help followed by a referral
question: How many children are referred soon after early help ends?
numerator: early help episodes ended in the period with a referral of the child on the day or within 6 months after
denominator: early help episodes ended in the period
notes: >
  Episodes ended in the last 6 months may still be followed by a referral, so the newest months read low. The value of each
  row is the number of days to the referral.
source: Standard Safeguarding Dataset EARL004A, CINE003A; the measure is Foothold's own
unit: episode
kind: flow
measure: percentage
polarity: low
polarity_source: Foothold; no official polarity is published
target: none
slices: [organisation, age_band, sex, ethnicity]
clocks: [6 months]
settles: {days: 183}
needs:
  early_help_episodes: [episode_id, person_id, episode_end_date]
  cin_episodes: [referral_id, person_id, referral_date]
version: 1
order: 115
*/
select
    ended.episode_id as unit_id,
    ended.person_id,
    ended.episode_organisation as organisation,
    ended.as_at,
    ended.episode_end_date as event_date,
    true as in_denominator,
    ended.referral_date is not null as in_numerator,
    cast(date_diff('day', ended.episode_end_date, ended.referral_date) as double) as value
from (
    select
        periods.as_at,
        episodes.episode_id,
        episodes.person_id,
        episodes.episode_organisation,
        episodes.episode_end_date,
        min(referrals.referral_date) as referral_date
    from reporting_periods as periods
    join early_help_episodes as episodes
      on episodes.episode_end_date >= periods.period_start and episodes.episode_end_date <= periods.as_at
    left join cin_episodes as referrals
      on referrals.person_id = episodes.person_id
     and referrals.referral_date >= episodes.episode_end_date
     and referrals.referral_date <= episodes.episode_end_date + interval '6' month
    group by
        periods.as_at, episodes.episode_id, episodes.person_id, episodes.episode_organisation, episodes.episode_end_date
) as ended
