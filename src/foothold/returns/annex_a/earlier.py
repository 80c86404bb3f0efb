"""What the other of lists 3 and 6 told before, laid beside the one that now comes alone.

Both lists tell of the same cases, and only together they say which referral became which case. The history of cases is
therefore taken apart again into the two lists it came from, as far as its rows show it, and read with the new list by
the one rule that a workbook is read by. So a case has one identifier, whichever list comes first.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import TYPE_CHECKING

from foothold.returns.annex_a.episodes import COLUMNS, SAME_EPISODE_DAYS
from foothold.returns.annex_a.lists import LISTS
from foothold.returns.engine import named, quoted
from foothold.returns.outcome import Earlier

if TYPE_CHECKING:
    import duckdb

REFERRALS, NEEDS = 3, 6

_TAKEN_APART = """
create table earlier_cases as
select
    *,
    referral_date <> start_date or referral_source_code is not null or referral_nfa is not null as is_referral,
    referral_date <> start_date or cin_primary_need_code is not null or close_reason is not null
        or coalesce(close_date > referral_date, false) or not is_referral as is_need
from (select *, try_cast(right(referral_id, 10) as date) as start_date from read_parquet({file}))
where seen_to is null and contains(referral_id, '/referral/')
"""

# A referral that was a case and is none of the new list is left to the rule of absence: it has ended, or had before.
_STILL_A_CASE = f"""(
    not is_need
    or exists (
        select 1 from list_6 as need where need.child_id = earlier_cases.person_id
        and abs(date_diff('day', earlier_cases.referral_date, need.start_date)) <= {SAME_EPISODE_DAYS}
    )
)"""

_ROWS = {
    REFERRALS: (
        "is_referral",
        {"referral_date": "referral_date", "source": "referral_source_code", "nfa": "referral_nfa"},
    ),
    NEEDS: (
        "is_need",
        {
            "start_date": "start_date",
            "primary_need": "cin_primary_need_code",
            "closure_date": "close_date",
            "closure_reason": "close_reason",
        },
    ),
}
_OF_BOTH = {"child_id": "person_id", "team": "referral_team", "worker": "referral_worker_id"}


def lay_beside(connection: duckdb.DuckDBPyConnection, alone: int, earlier: Earlier) -> set[str] | None:
    """Make the view of the other list from the history, beside list `alone`; the fields it told on the same day.

    None when the history holds nothing of the other list. Workers and teams are identifiers there, and its rows have
    numbers below zero, so that they are not taken for rows of a file.
    """
    other = REFERRALS + NEEDS - alone
    connection.execute(_TAKEN_APART.format(file=quoted(str(earlier.cases))))
    kept = "true" if other == NEEDS else _STILL_A_CASE
    connection.execute(f"create or replace view list_{other} as {_select(other, kept)}")
    if alone == REFERRALS and earlier.open_cases_as_at:
        _keep_undecided(connection, earlier.open_cases_as_at)
    if not connection.execute(f"select 1 from list_{other} limit 1").fetchall():
        return None
    return {field for number, field in _columns_told(earlier.told) if number == other}


def _select(number: int, where: str) -> str:
    only, fields = _ROWS[number]
    columns = fields | _OF_BOTH
    cells = ", ".join(
        f"({columns.get(field.name, 'null')})::{field.type.sql} as {named(field.name)}"
        for field in LISTS[number].fields
    )
    return (
        f"select -row_number() over (order by referral_id) as _row, {cells} from earlier_cases where {only} and {where}"
    )


def _keep_undecided(connection: duckdb.DuckDBPyConnection, open_cases: date) -> None:
    """Referrals so new that the last list of open cases could not show what became of them stay as they are."""
    since = (open_cases - timedelta(days=SAME_EPISODE_DAYS)).isoformat()
    recent = _select(REFERRALS, f"not is_need and referral_date > date '{since}'")
    connection.execute("create table list_3_handed_over as from list_3")
    connection.execute(
        f"create or replace view list_3 as from list_3_handed_over union all by name from ({recent}) as recent "
        "where (child_id, referral_date) not in (select (child_id, referral_date) from list_3_handed_over)"
    )


def _columns_told(told: Mapping[str, tuple[str, ...]]) -> set[tuple[int, str]]:
    """The fields of both lists behind the columns that a return of the same day told."""
    cases = set(told.get("cin_episodes", ()))
    fields = {place for column, place in COLUMNS.items() if column in cases}
    if "professional_id" in told.get("involvements", ()):
        fields |= {(REFERRALS, "worker"), (NEEDS, "worker")}
    if (NEEDS, "closure_date") in fields:
        fields |= {(NEEDS, "start_date"), (NEEDS, "team")}
    return fields
