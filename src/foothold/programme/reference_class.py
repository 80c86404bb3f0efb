"""The outside view: how long it took the trusts that were really set up, as it was known on a day.

Cases that had not gone live by then, or never did, are censored, not dropped: they count as "at least so long" in the
Kaplan-Meier curve. The log-normal predictive allows for the small number of cases by Student's t with n - 1 degrees of
freedom and the factor sqrt(1 + 1/n). The outside view stands beside a simulation; the two are never averaged.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import numpy as np
from scipy.special import stdtr, stdtrit

from foothold.programme.csv_rows import read_rows
from foothold.terms.errors import Refused

LEVELS = (10, 20, 50, 80, 90)
COLUMNS = ("area", "decision_date", "go_live_or_end", "status")
TRUSTS = Path(__file__).with_name("trusts.csv")  # English trusts set up in intervention, each row with its source
FEWEST_CASES = 2  # a spread needs two; Student's t with one degree of freedom says how little they tell


@dataclass(frozen=True)
class Case:
    """One area's path from the public decision to the trust's first day (or to where it was dropped)."""

    area: str
    decided: date
    ended: date | None
    live: bool

    def as_known(self, day: date) -> tuple[int, bool]:
        """Days from the decision, and whether they ended in a live trust, as could be known on a day."""
        if self.ended is not None and self.ended <= day:
            return (self.ended - self.decided).days, self.live
        return (day - self.decided).days, False


def read_cases(path: Path) -> list[Case]:
    """Read a file with columns area, decision_date, go_live_or_end, status; refused with the row that is wrong."""
    return [_case(path, number, row) for number, row in enumerate(read_rows(path, COLUMNS), start=2)]


def _case(path: Path, number: int, row: dict[str, str | None]) -> Case:
    where = f"{path.name}, row {number}"
    area, began, end, status = ((row[column] or "").strip() for column in COLUMNS)
    try:
        ended = date.fromisoformat(end) if end else None
        case = Case(area, date.fromisoformat(began), ended, status == "live")
    except ValueError as error:
        raise Refused(f"{where}: a date cannot be read. Write dates like 2020-11-01.") from error
    if case.ended is not None and case.ended <= case.decided:
        raise Refused(f"{where}: the end does not come after the decision.")
    if case.live and case.ended is None:
        raise Refused(f"{where}: it is live, but its day is blank. Give the day.")
    return case


def outside_view(cases: Sequence[Case], *, decided: date, as_known: date, by: date | None = None) -> dict[str, Any]:
    """Quantiles as dates, the chance by a date, and how well the method would have done on each known case."""
    known = [(case, *case.as_known(as_known)) for case in cases if case.decided < as_known]
    live = [(case, days) for case, days, is_live in known if is_live]
    if len(live) < FEWEST_CASES:
        raise Refused(f"Only {len(live)} cases were live by {as_known}: at least {FEWEST_CASES} are needed.")
    days = np.array([length for _, length in live], dtype=float)
    dropped = sum(case.ended is not None and case.ended <= as_known and not case.live for case, _, _ in known)
    censored = np.array([length for _, length, is_live in known if not is_live], dtype=float)
    curve = _kaplan_meier(days, censored)
    return {
        "decided": decided.isoformat(),
        "as_known": as_known.isoformat(),
        "empirical": _dates(decided, {level: float(np.quantile(days, level / 100)) for level in LEVELS}),
        "log_normal": _dates(decided, {level: _log_normal_quantile(days, level / 100) for level in LEVELS}),
        "kaplan_meier": curve,
        "dropped": {"cases": dropped, "of": len(live) + dropped, "probability": dropped / (len(live) + dropped)},
        "probability_by": _probability_by(decided, by, days, curve),
        "cases": [
            {"area": case.area, "days": length, "live": is_live, "censored": not is_live}
            for case, length, is_live in known
        ],
        "leave_one_out": _leave_one_out(live),
    }


def _dates(decided: date, lengths: dict[int, float]) -> dict[str, dict[str, Any]]:
    return {
        f"P{level}": {"days": length, "date": (decided + timedelta(days=round(length))).isoformat()}
        for level, length in lengths.items()
    }


def _log_normal_quantile(days: np.ndarray, probability: float) -> float:
    mean, spread, count = _log_moments(days)
    return float(np.exp(mean + stdtrit(count - 1, probability) * spread))


def _log_normal_probability(days: np.ndarray, length: float) -> float:
    mean, spread, count = _log_moments(days)
    if spread == 0:  # every case took as long
        return float(length >= days[0])
    return float(stdtr(count - 1, (np.log(length) - mean) / spread))


def _log_moments(days: np.ndarray) -> tuple[float, float, int]:
    logs = np.log(days)
    return float(logs.mean()), float(logs.std(ddof=1) * np.sqrt(1 + 1 / len(logs))), len(logs)


def _kaplan_meier(live: np.ndarray, censored: np.ndarray) -> list[dict[str, float]]:
    from scipy.stats import CensoredData, ecdf  # a second of import, paid only here

    result = ecdf(CensoredData(uncensored=live, right=censored)).sf
    lengths = np.concatenate([live, censored])
    return [
        {"days": float(days), "at_risk": int((lengths >= days).sum()), "still_not_live": float(share)}
        for days, share in zip(result.quantiles, result.probabilities, strict=True)
        if days in live
    ]


def _probability_by(
    decided: date, by: date | None, days: np.ndarray, curve: list[dict[str, float]]
) -> dict[str, Any] | None:
    if by is None:
        return None
    length = (by - decided).days
    if length <= 0:
        raise Refused(f"{by} does not come after the decision of {decided}.")
    passed = [step["still_not_live"] for step in curve if step["days"] <= length]
    return {
        "date": by.isoformat(),
        "empirical": float((days <= length).mean()),
        "log_normal": _log_normal_probability(days, length),
        "kaplan_meier": 1 - passed[-1] if passed else 0.0,
    }


def _leave_one_out(live: Sequence[tuple[Case, int]]) -> dict[str, Any]:
    """Each case foretold from the others: how often the truth fell below P80 and within P10 to P90."""
    if len(live) <= FEWEST_CASES:
        return {"cases": [], "within_p80": None, "within_p10_p90": None}
    rows = []
    for left_out, (case, actual) in enumerate(live):
        others = np.array([days for index, (_, days) in enumerate(live) if index != left_out], dtype=float)
        low, middle, p80, high = (_log_normal_quantile(others, level / 100) for level in (10, 50, 80, 90))
        rows.append({"area": case.area, "actual": actual, "P10": low, "P50": middle, "P80": p80, "P90": high})
    return {
        "cases": rows,
        "within_p80": sum(row["actual"] <= row["P80"] for row in rows),
        "within_p10_p90": sum(row["P10"] <= row["actual"] <= row["P90"] for row in rows),
    }
