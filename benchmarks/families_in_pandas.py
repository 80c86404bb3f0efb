"""Three families of indicators as an analyst writes them in pandas: a loop over weeks, rows of each grouped by team.

Identifiers, teams and councils come as numbers. What several indicators share is prepared once: rows of events in the
order of their days, so that a week is a slice and not a search, and the cases open at the end of each week with who
holds them. Left out, since the demonstration council has none: involvements and assessments that name no referral,
involvements without worker or first day, and everything before the calendar of working days begins.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from benchmarks.in_pandas import ONE_DAY

from foothold.terms.reporting_periods import Period

Frames = dict[str, Any]
COLUMNS = {
    "contacts": ("person_id", "contact_date"),
    "early_help_episodes": ("person_id", "episode_start_date", "episode_end_date"),
    "cin_episodes": ("person_id", "referral_id", "referral_date", "close_date", "referral_nfa", "close_reason"),
    "cin_assessments": (
        "person_id", "referral_id", "assessment_id", "assessment_start_date", "assessment_auth_date",
        "assessment_child_seen", "assessment_outcome_nfa",
    ),
    "assessment_factors": ("assessment_id", "assessment_factors_json"),
    "cin_visits": ("person_id", "cin_visit_date", "cin_visit_seen"),
    "cp_visits": ("person_id", "cp_visit_date", "cp_visit_seen"),
    "cla_visits": ("person_id", "cla_visit_date", "cla_visit_seen"),
    "involvements": (
        "involvements_id", "referral_id", "professional_id", "professional_role_id", "involvement_start_date",
        "involvement_end_date",
    ),
    "professionals": ("professional_id", "professional_job_title"),
}  # fmt: skip
TEAMS = {"cin_episodes": "referral_team", "cin_assessments": "assessment_team", "involvements": "professional_team"}
NUMBERED = ("person_id", "referral_id", "assessment_id", "involvements_id", "professional_id")
WORKER, MANAGER, QUEUE = 1, 3, 4  # who holds a case, the best first
_TITLES = {"Team Manager": MANAGER, "Duty Inbox": QUEUE}
_NOT_HOLDERS = ("Independent Reviewing Officer", "Personal Advisor")
_ROLES_NOT_HOLDING = ("iro", "personal_advisor")
_YEAR = 364  # days: the same weekday a year before
_YEARS_BACK = (1, 2, 3)


@dataclass(frozen=True)
class Prepared:
    """What several indicators share. Events are in the order of the days on which they count; cases are by week."""

    weeks: Sequence[Period]
    tables: Frames
    numbers: Any
    contacts: Any
    referrals: Any
    assessments: Any
    links: Any
    open_cases: list[Any]


def prepared(tables: Frames, weeks: Sequence[Period]) -> Prepared:
    """What several indicators share, made of the tables."""
    referrals = tables["cin_episodes"].dropna(subset="referral_date").sort_values("referral_date")
    numbers = tables["working_days"].set_index("day")["working_day_number"]
    cases = _cases(referrals, tables["cin_assessments"], numbers)
    links = _links(tables["involvements"], tables["professionals"], cases)
    return Prepared(
        weeks,
        tables,
        numbers,
        tables["contacts"].dropna(subset="contact_date").sort_values("contact_date"),
        referrals,
        _finished(tables["cin_assessments"], numbers),
        links,
        list(_open_cases(cases, links, weeks)),
    )


def _finished(assessments: Any, numbers: Any) -> Any:
    done = assessments.dropna(subset="assessment_auth_date").sort_values("assessment_auth_date")
    first, last = (done[f"assessment_{end}_date"].map(numbers) for end in ("start", "auth"))
    return done.assign(length=(last - first).where(done["assessment_start_date"] <= done["assessment_auth_date"]))


def _cases(referrals: Any, assessments: Any, numbers: Any) -> Any:
    """Every case with the number of the working day of its referral, and the day its first assessment began."""
    cases = referrals[referrals["referral_nfa"].fillna("N") != "Y"].set_index("referral_id", drop=False)
    assessed = assessments.groupby("referral_id")["assessment_start_date"].min().reindex(cases.index)
    return cases.assign(first_day=cases["referral_date"].map(numbers), assessed=assessed)


def _links(involvements: Any, professionals: Any, cases: Any) -> Any:
    """Involvements of those who can hold a case, each with its case, the oldest first."""
    held = involvements.merge(professionals[["professional_id", "professional_job_title"]], on="professional_id")
    title = held["professional_job_title"]
    held = held.assign(holder=title.map(_TITLES).fillna(WORKER))
    held = held[~title.isin(_NOT_HOLDERS) & ~held["professional_role_id"].isin(_ROLES_NOT_HOLDING)]
    dates = cases[["referral_date", "close_date"]]
    return held.join(dates, on="referral_id", how="inner").sort_values(["involvement_start_date", "involvements_id"])


def _open_cases(cases: Any, links: Any, weeks: Sequence[Period]) -> Iterator[Any]:
    """The cases open at the end of each week, with the team that has each of them and who holds it, if anyone."""
    for day in _ends(weeks):
        here, begun = (rows[_open(rows, "referral_date", "close_date", day)] for rows in (cases, links))
        begun = begun[begun["involvement_start_date"] <= day]
        now = ~(begun["involvement_end_date"] <= day)
        newest = begun.assign(now=now).sort_values("now", kind="stable").drop_duplicates("referral_id", keep="last")
        team = newest.set_index("referral_id")["team"].reindex(here.index)
        holder = begun[now].groupby("referral_id")["holder"].min().reindex(here.index)
        yield here.assign(team=team.fillna(here["team"]).astype(int), holder=holder)


def _ends(weeks: Sequence[Period]) -> Any:
    import pandas as pd

    return pd.to_datetime([week.as_at for week in weeks])


def _open(rows: Any, start: str, end: str, day: Any) -> Any:
    return (rows[start] <= day) & ~(rows[end] <= day)


def _told(found: dict[Any, Any]) -> Any:
    """One table of all weeks: by day and part, what was counted and what was considered."""
    import pandas as pd

    return pd.concat(found)


def _slices(days: Any, weeks: Sequence[Period], days_back: int = 0) -> list[slice]:
    """Where each week, or the one so many days before, begins and ends among days in order."""
    import pandas as pd

    back = timedelta(days=days_back)
    edges = [[week.start - back for week in weeks], [week.as_at - back + ONE_DAY for week in weeks]]
    return [slice(*pair) for pair in zip(*(days.searchsorted(pd.to_datetime(edge)) for edge in edges), strict=True)]


def _flow(rows: Any, day: str, counted: Any, weeks: Sequence[Period], by: str = "team", total: str = "sum") -> Any:
    rows = rows[[by, day]].assign(counted=counted)
    return _told(
        {
            week.as_at: rows.iloc[part].groupby(by)["counted"].agg([total, "size"])
            for week, part in zip(weeks, _slices(rows[day], weeks), strict=True)
        }
    )


def _referred(have: Prepared, counted: Any) -> Any:
    return _flow(have.referrals, "referral_date", counted, have.weeks)


def _assessed(have: Prepared, counted: Any, total: str = "sum") -> Any:
    return _flow(have.assessments, "assessment_auth_date", counted, have.weeks, total=total)


def _stock(have: Prepared, counted: Callable[[Any, Any], Any], cases: Sequence[Any]) -> Any:
    """Counted among the cases of each week's end, by team."""
    return _told(
        {
            day.date(): rows.assign(counted=counted(rows, day)).groupby("team")["counted"].agg(["sum", "size"])
            for day, rows in zip(_ends(have.weeks), cases, strict=True)
        }
    )


def contacts(have: Prepared) -> Any:
    """FD01, a rate: contacts of each week."""
    return _flow(have.contacts, "contact_date", True, have.weeks, "authority")


def contacts_to_referral(have: Prepared) -> Any:
    """FD02: contacts of each week, and those followed by a referral within 10 working days."""
    soon = _waited(have, have.contacts, "contact_date", _referral_days(have), "referral_date") <= 10
    return _flow(have.contacts, "contact_date", soon, have.weeks, "authority")


def _referral_days(have: Prepared) -> Any:
    return have.referrals[["person_id", "referral_date"]]


def _next(rows: Any, day: str, others: Any, other_day: str) -> Any:
    """The child's first such day on the day of each row or after it."""
    import pandas as pd

    left, right = rows[["person_id", day]], others[["person_id", other_day]].rename(columns={other_day: "next"})
    found = pd.merge_asof(left, right, left_on=day, right_on="next", by="person_id", direction="forward")
    return found["next"].set_axis(rows.index)


def _waited(have: Prepared, rows: Any, day: str, others: Any, other_day: str) -> Any:
    return _next(rows, day, others, other_day).map(have.numbers) - rows[day].map(have.numbers)


def repeat_contacts(have: Prepared) -> Any:
    """FD04: children with a contact in the six months to each week's end, and those with three or more."""
    import pandas as pd

    half = pd.DateOffset(months=6)
    dated = have.contacts["contact_date"]
    later, next_month = dated + half, dated - ONE_DAY + half + ONE_DAY  # where the month lacks the day
    rows, found = have.contacts.assign(until=later.where(later >= next_month, next_month)), {}
    for day in _ends(have.weeks):
        inside = rows[_open(rows, "contact_date", "until", day)]
        children = inside.groupby("person_id")["authority"].agg(["first", "size"])
        found[day.date()] = (children["size"] >= 3).groupby(children["first"]).agg(["sum", "size"])
    return _told(found)


def referrals(have: Prepared) -> Any:
    """FD05, a rate, and FD09, the mix of sources of each team: referrals of each week."""
    return _referred(have, True)


def re_referrals(have: Prepared) -> Any:
    """FD06: referrals of each week, and those of a child referred in the 12 months before."""
    return _referred(have, _again(have.referrals, "referral_date"))


def _again(rows: Any, day: str) -> Any:
    """Whether the same child has had an earlier day in the 12 months before."""
    import pandas as pd

    days = rows[["person_id", day]].drop_duplicates()
    days = days.assign(before=days.groupby("person_id")[day].shift())
    before = rows[["person_id", day]].merge(days, on=["person_id", day], how="left")["before"]
    return before.set_axis(rows.index) >= rows[day] - pd.DateOffset(months=12)


def closed_without_action(have: Prepared) -> Any:
    """FD07: referrals of each week, and those closed without further action."""
    return _referred(have, have.referrals["referral_nfa"] == "Y")


def assessed_not_in_need(have: Prepared) -> Any:
    """FD08: referrals of each week, and those closed after assessment."""
    return _referred(have, have.referrals["close_reason"] == "RC8")


def referral_index(have: Prepared) -> Any:
    """FD10: referrals of each week, and the mean of the same weeks of the up to three years before that are covered."""
    rows = have.referrals[["authority", "team", "referral_date"]]
    history = have.tables["cin_episodes"].groupby("authority")["close_date"].min()
    rows = rows.assign(history=rows["authority"].map(history))
    years = zip(*(_slices(rows["referral_date"], have.weeks, back * _YEAR) for back in (0, *_YEARS_BACK)), strict=True)
    return _told({week.as_at: _indexed(rows, week, list(parts)) for week, parts in zip(have.weeks, years, strict=True)})


def _indexed(rows: Any, week: Period, parts: list[slice]) -> Any:
    import pandas as pd

    starts = {back: pd.Timestamp(week.start - timedelta(days=back * _YEAR)) for back in _YEARS_BACK}
    past = pd.concat([rows.iloc[parts[back]].assign(start=starts[back]) for back in _YEARS_BACK])
    past = past[past["start"] >= past["history"]]
    covered = sum((past["history"] <= start).astype(int) for start in starts.values())
    before: Any = past.assign(covered=covered).groupby("team")["covered"].agg(["size", "max"])
    now: Any = rows.iloc[parts[0]].groupby("team").size()
    return pd.concat([now, before["size"] / before["max"]], axis=1).fillna(0)


def awaiting_assessment(have: Prepared) -> Any:
    """FD12: cases open at each week's end, and those not assessed by then."""
    return _stock(have, lambda rows, day: ~(rows["assessed"] <= day), have.open_cases)


def long_waits(have: Prepared) -> Any:
    """FD13: cases awaiting assessment at each week's end, and those referred more than 10 working days before."""
    cases = zip(_ends(have.weeks), have.open_cases, strict=True)
    waiting = [rows[~(rows["assessed"] <= day)] for day, rows in cases]
    return _stock(have, lambda rows, day: have.numbers[day] - rows["first_day"] > 10, waiting)


def early_help(have: Prepared) -> Any:
    """FD14, a rate: early help episodes open at each week's end."""
    rows = have.tables["early_help_episodes"]
    found = {}
    for day in _ends(have.weeks):
        still = rows[_open(rows, "episode_start_date", "episode_end_date", day)]
        found[day.date()] = still.assign(counted=True).groupby("authority")["counted"].agg(["sum", "size"])
    return _told(found)


def early_help_stepping_up(have: Prepared) -> Any:
    """FD15: early help ended in each week, and the episodes followed by a referral within six months."""
    import pandas as pd

    ended = have.tables["early_help_episodes"].dropna(subset="episode_end_date").sort_values("episode_end_date")
    referred = _next(ended, "episode_end_date", _referral_days(have), "referral_date")
    soon = referred <= ended["episode_end_date"] + pd.DateOffset(months=6)
    return _flow(ended, "episode_end_date", soon, have.weeks, "authority")


def first_seen(have: Prepared) -> Any:
    """FD16: referrals of each week that became cases, and those whose child was seen within 5 working days."""
    rows = have.referrals[have.referrals["referral_nfa"].fillna("N") != "Y"]
    soon = _waited(have, rows, "referral_date", _days_seen(have.tables), "seen_on") <= 5
    return _flow(rows, "referral_date", soon, have.weeks)


def _days_seen(tables: Frames) -> Any:
    import pandas as pd

    assessments = tables["cin_assessments"]
    found = [
        assessments.loc[assessments["assessment_child_seen"] == "Y", ["person_id", "assessment_start_date"]],
        *(
            tables[f"{kind}_visits"].loc[
                tables[f"{kind}_visits"][f"{kind}_visit_seen"].fillna("Y") != "N", ["person_id", f"{kind}_visit_date"]
            ]
            for kind in ("cin", "cp", "cla")
        ),
    ]
    days = pd.concat([rows.set_axis(["person_id", "seen_on"], axis=1) for rows in found])
    return days.dropna(subset="seen_on").sort_values("seen_on")


def assessments(have: Prepared) -> Any:
    """AS01, a rate: assessments finished in each week."""
    return _assessed(have, True)


def in_time(have: Prepared) -> Any:
    """AS02: assessments finished in each week, and those finished within 45 working days."""
    return _assessed(have, have.assessments["length"] <= 45)


def lengths(have: Prepared) -> Any:
    """AS03: the median of the working days that assessments finished in each week took."""
    return _assessed(have, have.assessments["length"], "median")


def overdue(have: Prepared) -> Any:
    """AS04: assessments open at each week's end, and those begun more than 45 working days before."""
    rows = have.tables["cin_assessments"]
    rows = rows.assign(first=rows["assessment_start_date"].map(have.numbers))
    still = [rows[_open(rows, "assessment_start_date", "assessment_auth_date", day)] for day in _ends(have.weeks)]
    return _stock(have, lambda rows, day: have.numbers[day] - rows["first"] > 45, still)


def children_seen(have: Prepared) -> Any:
    """AS05: assessments finished in each week that say whether the child was seen, and those in which it was."""
    return _answered(have, "assessment_child_seen")


def without_services(have: Prepared) -> Any:
    """AS06: assessments finished in each week that say what followed, and those followed by nothing."""
    return _answered(have, "assessment_outcome_nfa")


def _answered(have: Prepared, column: str) -> Any:
    rows = have.assessments[have.assessments[column].isin(("Y", "N"))]
    return _flow(rows, "assessment_auth_date", rows[column] == "Y", have.weeks)


def factors(have: Prepared) -> Any:
    """AS07: assessments finished in each week, and those that found any factor."""
    told = have.tables["assessment_factors"]
    texts = {text: bool(set(json.loads(text)) - {"21"}) for text in told["assessment_factors_json"].dropna().unique()}
    found = told.loc[told["assessment_factors_json"].map(texts).fillna(False).astype(bool), "assessment_id"]
    return _assessed(have, have.assessments["assessment_id"].isin(found))


def repeat_assessments(have: Prepared) -> Any:
    """AS08: assessments finished in each week, and those of a child assessed in the 12 months before."""
    return _assessed(have, _again(have.assessments, "assessment_auth_date"))


def unallocated(have: Prepared) -> Any:
    """AL01: cases open at each week's end, and those that nobody holds."""
    return _stock(have, lambda rows, _: rows["holder"].isna(), have.open_cases)


def with_a_holding_name(have: Prepared) -> Any:
    """AL02: cases open at each week's end, and those that only a manager or a queue holds."""
    return _stock(have, lambda rows, _: rows["holder"] >= MANAGER, have.open_cases)


def days_unallocated(have: Prepared) -> Any:
    """AL03: the longest time that a case without a holder at each week's end has had none, and how many there are."""
    links, found = have.links[["referral_id", "involvement_start_date", "involvement_end_date"]], {}
    ended = links[links["involvement_end_date"] > links["involvement_start_date"]]
    for day, rows in zip(_ends(have.weeks), have.open_cases, strict=True):
        waiting = rows[rows["holder"].isna()]
        before = ended[ended["involvement_end_date"] <= day]
        newest = before.groupby("referral_id")["involvement_end_date"].max().reindex(waiting.index)
        since = newest.where(newest > waiting["referral_date"], waiting["referral_date"])
        days = waiting.assign(days=(day - since).dt.days)
        found[day.date()] = days.groupby("team")["days"].agg(["max", "size"])
    return _told(found)


def caseloads(have: Prepared) -> Any:
    """AL06: social workers with a case at each week's end by the team of the newest, and those with more than 25."""
    links, found = have.links[have.links["holder"] == WORKER], {}
    held_from = links[["involvement_start_date", "referral_date"]].max(axis=1)
    held_until = links[["involvement_end_date", "close_date"]].min(axis=1)
    links = links[["professional_id", "referral_id", "team"]].assign(held_from=held_from, held_until=held_until)
    for day in _ends(have.weeks):
        held = links[_open(links, "held_from", "held_until", day)]
        held = held.drop_duplicates(["professional_id", "referral_id"], keep="last")
        loads = held.groupby("professional_id")["team"].agg(["last", "size"])
        found[day.date()] = (loads["size"] > 25).groupby(loads["last"]).agg(["sum", "size"])
    return _told(found)


IN_PANDAS: dict[str, Callable[[Prepared], Any]] = {
    "FD01": contacts,
    "FD02": contacts_to_referral,
    "FD04": repeat_contacts,
    "FD05": referrals,
    "FD06": re_referrals,
    "FD07": closed_without_action,
    "FD08": assessed_not_in_need,
    "FD09": referrals,
    "FD10": referral_index,
    "FD12": awaiting_assessment,
    "FD13": long_waits,
    "FD14": early_help,
    "FD15": early_help_stepping_up,
    "FD16": first_seen,
    "AS01": assessments,
    "AS02": in_time,
    "AS03": lengths,
    "AS04": overdue,
    "AS05": children_seen,
    "AS06": without_services,
    "AS07": factors,
    "AS08": repeat_assessments,
    "AL01": unallocated,
    "AL02": with_a_holding_name,
    "AL03": days_unallocated,
    "AL06": caseloads,
}
