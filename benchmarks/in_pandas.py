"""Four indicators as an analyst writes them in pandas, one week after the other; each week's rows are grouped by team.

Identifiers come as numbers and teams as categories, and what does not depend on the week is done once before the weeks.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from foothold.terms.reporting_periods import Period

if TYPE_CHECKING:
    import duckdb

Frames = dict[str, Any]
Found = dict[tuple[date, str | None], tuple[float, float]]

COLUMNS = {
    "cin_assessments": ("assessment_team", "assessment_start_date", "assessment_auth_date"),
    "cin_episodes": ("referral_id", "referral_date", "close_date", "referral_nfa", "referral_team"),
    "involvements": (
        "involvements_id", "referral_id", "professional_id", "professional_role_id", "professional_team",
        "involvement_start_date", "involvement_end_date",
    ),
    "professionals": ("professional_id", "professional_job_title"),
    "working_days": ("day", "working_day_number"),
}  # fmt: skip
ONE_DAY = timedelta(days=1)
_TEAMS = {
    "cin_assessments": "assessment_team", "cin_episodes": "referral_team", "involvements": "professional_team",
}  # fmt: skip
_WORKERS = "Social Worker"
_NAMES = ("Team Manager", "Duty Inbox")
_NOT_HOLDERS = ("Independent Reviewing Officer", "Personal Advisor")
_ROLES_NOT_HOLDING = ("iro", "personal_advisor")


def frames(connection: duckdb.DuckDBPyConnection) -> Frames:
    """The tables as an analyst has them in memory before the work begins."""
    found: Frames = {
        name: connection.execute(f"select {', '.join(columns)} from {name}").df() for name, columns in COLUMNS.items()
    }
    _number(found, "referral_id", ("cin_episodes", "involvements"))
    _number(found, "professional_id", ("involvements", "professionals"))
    for table, column in _TEAMS.items():
        found[table][column] = found[table][column].astype("category")
    return found


def _number(found: Frames, column: str, tables: Sequence[str]) -> None:
    import pandas as pd

    numbers, _ = pd.factorize(pd.concat([found[table][column] for table in tables]))
    for table in tables:
        found[table][column], numbers = numbers[: len(found[table])], numbers[len(found[table]) :]


def overdue_assessments(tables: Frames, weeks: Sequence[Period]) -> Found:
    """AS04, a stock with a clock: assessments open at the end of each week, and those open over 45 working days."""
    import pandas as pd

    numbers = tables["working_days"].set_index("day")["working_day_number"]
    begun = tables["cin_assessments"].rename(columns={"assessment_team": "team"})
    begun = begun.assign(first=begun["assessment_start_date"].map(numbers))
    found: Found = {}
    for week in weeks:
        day = pd.Timestamp(week.as_at)
        still = begun[(begun["assessment_start_date"] <= day) & ~(begun["assessment_auth_date"] <= day)]
        still = still.assign(late=numbers[day] - still["first"] > 45)
        _keep(found, week, still.groupby("team", observed=True, dropna=False)["late"].agg(["sum", "size"]))
    return found


def assessments_in_time(tables: Frames, weeks: Sequence[Period]) -> Found:
    """AS02, a percentage of a clock: assessments finished in each week, and those finished within 45 working days."""
    return _finished(tables, weeks, "in_time", "sum")


def assessment_lengths(tables: Frames, weeks: Sequence[Period]) -> Found:
    """AS03, a median: the working days that assessments finished in each week took."""
    return _finished(tables, weeks, "length", "median")


def _finished(tables: Frames, weeks: Sequence[Period], column: str, total: str) -> Found:
    done, found = _lengths(tables), Found()
    for week in weeks:
        inside = done[done["assessment_auth_date"].between(str(week.start), str(week.as_at))]
        _keep(found, week, inside.groupby("team", observed=True, dropna=False)[column].agg([total, "size"]))
    return found


def in_time_at_once(tables: Frames, weeks: Sequence[Period]) -> Found:
    """AS02 again without a loop, as weeks that do not overlap allow: each assessment is given its week."""
    return _finished_at_once(tables, weeks, "in_time", "sum")


def lengths_at_once(tables: Frames, weeks: Sequence[Period]) -> Found:
    """AS03 again without a loop."""
    return _finished_at_once(tables, weeks, "length", "median")


def _finished_at_once(tables: Frames, weeks: Sequence[Period], column: str, total: str) -> Found:
    import pandas as pd

    done = _lengths(tables)
    edges = pd.to_datetime([str(weeks[0].start)] + [str(week.as_at + ONE_DAY) for week in weeks])
    week = pd.cut(done["assessment_auth_date"], edges, right=False, labels=False)
    totals = done.groupby([week, "team"], observed=True, dropna=False)[column].agg([total, "size"])
    return {
        (weeks[int(number)].as_at, _named(team)): (one, two)
        for (number, team), one, two in totals.itertuples()
        if number == number  # not in any week: not a number
    }


def _lengths(tables: Frames) -> Any:
    numbers = tables["working_days"].set_index("day")["working_day_number"]
    done = tables["cin_assessments"].rename(columns={"assessment_team": "team"})
    first, last = (done[f"assessment_{end}_date"].map(numbers) for end in ("start", "auth"))
    return done.assign(length=last - first, in_time=(last - first).between(0, 45))


def unallocated_cases(tables: Frames, weeks: Sequence[Period]) -> Found:
    """AL01, a stock: cases open at the end of each week, and those that nobody holds then."""
    import pandas as pd

    cases, held = _cases(tables["cin_episodes"]), _held(tables["involvements"], tables["professionals"])
    found: Found = {}
    for week in weeks:
        day = pd.Timestamp(week.as_at)
        open_cases = cases[(cases["referral_date"] <= day) & ~(cases["close_date"] <= day)]
        begun = held[(held["involvement_start_date"] <= day) & held["referral_id"].isin(open_cases["referral_id"])]
        begun = begun.assign(now=~(begun["involvement_end_date"] <= day))
        newest = begun.sort_values("now", kind="stable").drop_duplicates("referral_id", keep="last")
        holders = begun.loc[begun["now"] & begun["holds"], "referral_id"]
        placed = open_cases.merge(newest[["referral_id", "professional_team"]], on="referral_id", how="left")
        placed["team"] = placed["professional_team"].astype(object).fillna(placed["referral_team"].astype(object))
        placed["waits"] = ~placed["referral_id"].isin(holders)
        _keep(found, week, placed.groupby("team", observed=True, dropna=False)["waits"].agg(["sum", "size"]))
    return found


def _cases(episodes: Any) -> Any:
    return episodes[episodes["referral_nfa"].fillna("N") != "Y"]


def _held(involvements: Any, professionals: Any) -> Any:
    """Involvements of those who can hold a case, the oldest first."""
    held = involvements.merge(professionals, on="professional_id")
    title = held["professional_job_title"]
    held = held.assign(holds=title.str.contains(_WORKERS) | title.isin(_NAMES))
    kept = ~title.isin(_NOT_HOLDERS) & ~held["professional_role_id"].isin(_ROLES_NOT_HOLDING)
    return held[kept].sort_values(["involvement_start_date", "involvements_id"], kind="stable")


def _keep(found: Found, week: Period, grouped: Any) -> None:
    for row in grouped.itertuples():
        found[week.as_at, _named(row[0])] = (row[1], row[2])


def _named(team: Any) -> str | None:
    return team if isinstance(team, str) else None


IN_PANDAS: dict[str, Callable[[Frames, Sequence[Period]], Found]] = {
    "AL01": unallocated_cases,
    "AS04": overdue_assessments,
    "AS02": assessments_in_time,
    "AS03": assessment_lengths,
}
AT_ONCE = {"AS02": in_time_at_once, "AS03": lengths_at_once}
