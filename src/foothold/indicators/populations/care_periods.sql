-- Each unbroken time in care with what is known of its two ends: the need and legal status on coming in, why it ended (an
-- episode that ended in X1 did not end it), the day on which the child had last left care before, and the teams that
-- held the child's newest case then.
select spells.person_id, spells.came, spells.went, spells.left_before, first_episode.need, statuses.code as legal_status,
    last_episode.ceased_reason, came_to.team as came_team, left_from.team as left_team
from (
    select person_id, came, went, lag(went) over (partition by person_id order by came) as left_before from care_spells
) as spells
left join (
    select person_id, cla_episode_start_date, min(cla_primary_need_code) as need
    from cla_episodes
    group by person_id, cla_episode_start_date
) as first_episode on first_episode.person_id = spells.person_id and first_episode.cla_episode_start_date = spells.came
left join (
    select person_id, cla_episode_ceased_date, min(upper(cla_episode_ceased_reason)) as ceased_reason
    from cla_episodes
    where coalesce(upper(cla_episode_ceased_reason), '') <> 'X1'
    group by person_id, cla_episode_ceased_date
) as last_episode on last_episode.person_id = spells.person_id and last_episode.cla_episode_ceased_date = spells.went
left join legal_statuses_held as statuses
  on statuses.person_id = spells.person_id and statuses.began <= spells.came and statuses.ended > spells.came
left join (
    select care_spells.person_id, care_spells.came, case_spells.team,
        row_number() over (
            partition by care_spells.person_id, care_spells.came
            order by case_spells.referral_date desc, case_spells.referral_id desc
        ) as choice
    from care_spells
    join case_spells
      on case_spells.person_id = care_spells.person_id
     and case_spells.spell_start <= care_spells.came
     and case_spells.spell_end > care_spells.came
) as came_to on came_to.person_id = spells.person_id and came_to.came = spells.came and came_to.choice = 1
left join (
    select care_spells.person_id, care_spells.came, case_spells.team,
        row_number() over (
            partition by care_spells.person_id, care_spells.came
            order by case_spells.referral_date desc, case_spells.referral_id desc
        ) as choice
    from care_spells
    join case_spells
      on case_spells.person_id = care_spells.person_id
     and case_spells.spell_start < care_spells.went
     and case_spells.spell_end >= care_spells.went
) as left_from on left_from.person_id = spells.person_id and left_from.came = spells.came and left_from.choice = 1
