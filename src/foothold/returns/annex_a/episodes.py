"""Referrals (list 3) and children in need (list 6) as one table of episodes, so that nobody is counted twice.

The two lists tell of the same episode from two sides: when and by whom it was referred, and how it stands. A row of
each is the same episode when they are about the same child and the CIN start date lies within two weeks of the
referral, each being the other's nearest. The episode is identified by its CIN start date, because list 6 goes on
showing it after the referral has left the window of list 3. A referral without further action that opened no episode
ends on its own day.
"""

from __future__ import annotations

SAME_EPISODE_DAYS = 14

PAIRS = f"""
create view annex_pairs as
select referral._row as referral_row, need._row as need_row
from list_3 as referral
join list_6 as need using (child_id)
where abs(date_diff('day', referral.referral_date, need.start_date)) <= {SAME_EPISODE_DAYS}
qualify row_number() over (
        partition by referral._row order by abs(date_diff('day', referral.referral_date, need.start_date)), need._row
    ) = 1
    and row_number() over (
        partition by need._row order by abs(date_diff('day', referral.referral_date, need.start_date)), referral._row
    ) = 1
"""

EPISODES = """
create table annex_episodes as
select
    episode.child_id || '/referral/' || coalesce(need.start_date, referral.referral_date) as referral_id,
    episode.child_id as person_id,
    coalesce(referral.referral_date, need.start_date) as referral_date,
    need.primary_need as cin_primary_need_code,
    referral.source as referral_source_code,
    referral.nfa as referral_nfa,
    need.closure_reason as close_reason,
    case
        when need._row is null and referral.nfa = 'Y' then referral.referral_date
        else need.closure_date
    end as close_date,
    coalesce(need.team, referral.team) as team,
    coalesce(need.worker, referral.worker) as worker,
    need._row is null as without_need,
    coalesce(need._row, referral._row) as _row
from (
    select referral.child_id, referral._row as referral_row, pair.need_row
    from list_3 as referral
    left join annex_pairs as pair on pair.referral_row = referral._row
    union all
    select need.child_id, null, need._row
    from list_6 as need
    where need._row not in (select need_row from annex_pairs)
) as episode
left join list_3 as referral on referral._row = episode.referral_row
left join list_6 as need on need._row = episode.need_row
"""

# Warehouse column -> the list and field that it comes from; the rest of cin_episodes Annex A does not hold.
COLUMNS: dict[str, tuple[int, str]] = {
    "referral_id": (3, "child_id"),
    "person_id": (3, "child_id"),
    "referral_date": (3, "referral_date"),
    "cin_primary_need_code": (6, "primary_need"),
    "referral_source_code": (3, "source"),
    "referral_nfa": (3, "nfa"),
    "close_reason": (6, "closure_reason"),
    "close_date": (6, "closure_date"),
    "referral_team": (3, "team"),
    "referral_worker_id": (3, "worker"),
}
