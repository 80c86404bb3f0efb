-- Every child in care at the end of each reporting day, once; children on a series of short breaks are not in care.
select in_care.as_at, in_care.person_id, max(in_care.cla_episode_start_date) as cla_episode_start_date
from (
    select periods.as_at, episodes.person_id, episodes.cla_episode_start_date
    from reporting_periods as periods
    join cla_episodes as episodes
      on episodes.cla_episode_start_date <= periods.as_at
     and coalesce(episodes.cla_episode_ceased_date, date '9999-12-31') > periods.as_at
) as in_care
left join (
    select distinct periods.as_at, legal_status.person_id
    from reporting_periods as periods
    join legal_status
      on coalesce(legal_status.legal_status_start_date, date '1900-01-01') <= periods.as_at
     and coalesce(legal_status.legal_status_end_date, date '9999-12-31') > periods.as_at
    where upper(legal_status.legal_status) like 'V3%' or upper(legal_status.legal_status) like 'V4%'
) as short_breaks on short_breaks.as_at = in_care.as_at and short_breaks.person_id = in_care.person_id
where short_breaks.person_id is null
group by in_care.as_at, in_care.person_id
