"""Series and options as files: what `foothold spc` and `foothold embeddedness --series` read."""

from __future__ import annotations

import csv
import json
import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from datetime import date
from pathlib import Path
from typing import Any

from foothold.embeddedness.attribute_charts import CHARTS, AttributeOptions
from foothold.embeddedness.conditions import Practice
from foothold.embeddedness.control_chart import SIGN_OF_IMPROVEMENT, ChartOptions
from foothold.embeddedness.defaults import LevelDefaults
from foothold.embeddedness.levels import LevelOptions
from foothold.embeddedness.series import Series
from foothold.terms.errors import Refused

NO_FACET = "no facet"
TEAM = "team_"
XMR = "xmr"
_CHART_OPTIONS = {
    *("case", "chart", "improvement_direction", "target", "rebase", "fix_after_n_points", "screen_outliers"),
    *("facet_target", "facet_rebase", "freeze", "part", "screened"),
}
_LEVEL_OPTIONS = {
    *("direction", "target", "programme_start", "zero", "restarts", "stress_chance", "team_floor"),
    *("audit_moderated", "leadership_stable", "name"),
}


@dataclass(frozen=True)
class Row:
    """One row of a file, which can say where a value that cannot be used stands."""

    file: str
    number: int
    values: Mapping[str, str]

    def day(self, column: str) -> date:
        """The date in a column."""
        try:
            return date.fromisoformat(self.values[column])
        except ValueError:
            raise Refused(f"{self._place(column)}: not a date. Write it as 2020-02-17.") from None

    def number_in(self, column: str) -> float | None:
        """The number in a column, None where it is blank or NA."""
        text = self.values[column]
        if text in ("", "NA"):
            return None
        try:
            number = float(text)
        except ValueError:
            number = math.nan
        if not math.isfinite(number):
            raise Refused(f"{self._place(column)}: not a number. Write digits, or leave it blank if it is missing.")
        return number

    def _place(self, column: str) -> str:
        return f"{self.file}, row {self.number}, column {column}"


@dataclass(frozen=True)
class ChartCase:
    """One series to be charted, and how; `target_elsewhere` says that only other facets of its case have a target."""

    case: str
    facet: str
    dates: tuple[date, ...]
    values: tuple[float | None, ...]
    options: ChartOptions
    target_elsewhere: bool = False

    @property
    def name(self) -> str:
        """How messages call it."""
        return self.case if self.facet == NO_FACET else f"{self.case}, {self.facet}"


@dataclass(frozen=True)
class AttributeCase:
    """One series of counts to be charted, and how."""

    case: str
    xs: tuple[str, ...]
    numerators: tuple[float | None, ...]
    denominators: tuple[float | None, ...] | None
    options: AttributeOptions


def read_rows(path: Path, needed: tuple[str, ...]) -> list[Row]:
    """The rows of a CSV file that has the needed columns; the header is row 1."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            return list(_rows(path.name, csv.reader(file), needed))
    except OSError:
        raise Refused(f"{path.name}: cannot be read. Check that the file is there.") from None
    except (UnicodeDecodeError, csv.Error):
        raise Refused(f"{path.name}: not a CSV file in UTF-8. Save it again as CSV UTF-8.") from None


def _rows(name: str, lines: Iterator[list[str]], needed: tuple[str, ...]) -> Iterator[Row]:
    header = [column.strip() for column in next(lines, [])]
    if absent := [column for column in needed if column not in header]:
        raise Refused(f"{name}: no column {absent[0]}. It must have {', '.join(needed)}.")
    for number, line in enumerate(lines, start=2):
        if not any(line):
            continue
        if len(line) != len(header):
            raise Refused(f"{name}, row {number}: {len(line)} values, and the header has {len(header)} columns.")
        yield Row(name, number, dict(zip(header, (value.strip() for value in line), strict=True)))


def read_options(path: Path) -> Any:
    """The JSON document that a file holds."""
    try:
        return json.loads(path.read_text(encoding="utf-8-sig"))
    except OSError:
        raise Refused(f"{path.name}: cannot be read. Check that the file is there.") from None
    except ValueError:
        raise Refused(f"{path.name}: not JSON. Check its commas, quotes and brackets.") from None


def options_of_cases(path: Path) -> list[dict[str, Any]]:
    """The options of each case, in the order of the file."""
    document = read_options(path)
    if not isinstance(document, list) or not all(isinstance(o, dict) and "case" in o for o in document):
        raise Refused(f"{path.name}: must be a list of objects, each with its case.")
    for given in document:
        where = f"{path.name}, case {given['case']!r}"
        _refuse_unknown(given, _CHART_OPTIONS, where)
        if (chart := given.get("chart") or XMR) not in (XMR, *CHARTS):
            raise Refused(f"{where}: {chart!r} is no chart. There are {', '.join((XMR, *CHARTS))}.")
    return document


def chart_cases(rows: list[Row], options: list[dict[str, Any]], file: str) -> Iterator[ChartCase]:
    """The individuals charts asked for, in the order of the options, facets in the order of the alphabet."""
    by_case = _by_case(rows)
    for given in options:
        facets: dict[str, list[Row]] = {}
        for row in _rows_of_case(by_case, given, file):
            facets.setdefault(row.values.get("facet", "") or NO_FACET, []).append(row)
        _refuse_absent_rebase_dates(given, facets, f"{file}, case {given['case']!r}")
        for facet in sorted(facets):
            yield _chart_case(str(given["case"]), facet, facets[facet], given, file)


def attribute_cases(rows: list[Row], options: list[dict[str, Any]], file: str) -> Iterator[AttributeCase]:
    """The charts of counts and shares asked for, in the order of the options; without any `den` there are none."""
    by_case = _by_case(rows)
    for given in options:
        found = _rows_of_case(by_case, given, file)
        where = f"{file}, case {given['case']!r}"
        denominators = tuple(row.number_in("den") if "den" in row.values else None for row in found)
        parts = given.get("part") or []
        yield AttributeCase(
            str(given["case"]),
            tuple(row.values["x"] for row in found),
            tuple(row.number_in("num") for row in found),
            None if all(value is None for value in denominators) else denominators,
            AttributeOptions(
                chart=str(given["chart"]),
                freeze=_whole_number(given.get("freeze"), "freeze", where),
                part=tuple(
                    edge
                    for part in (parts if isinstance(parts, list) else [parts])
                    if (edge := _whole_number(part, "part", where)) is not None
                ),
                screened=_yes_or_no(given.get("screened", False), "screened", where),
            ),
        )


def _by_case(rows: list[Row]) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = {}
    for row in rows:
        found.setdefault(row.values["case"], []).append(row)
    return found


def _rows_of_case(by_case: Mapping[str, list[Row]], given: Mapping[str, Any], file: str) -> list[Row]:
    found = by_case.get(str(given["case"]), [])
    if not found:
        raise Refused(f"{file}: case {given['case']!r} has no rows in the series.")
    return found


def _chart_case(case: str, facet: str, rows: list[Row], given: Mapping[str, Any], file: str) -> ChartCase:
    where = f"{file}, case {case!r}"
    days = tuple(row.day("date") for row in rows)
    general = [day for day in _days(given.get("rebase"), where) if day in days]
    own = _days(_mapping(given, "facet_rebase", where).get(facet), where)
    direction = given.get("improvement_direction", "increase")
    if direction not in SIGN_OF_IMPROVEMENT:
        raise Refused(f"{where}: improvement_direction is increase, decrease or neutral.")
    targets = _mapping(given, "facet_target", where)
    options = ChartOptions(
        improvement_direction=direction,
        target=_number(targets.get(facet, given.get("target")), "target", where),
        rebase=tuple(sorted({*general, *own})),
        fix_after_n_points=_whole_number(given.get("fix_after_n_points"), "fix_after_n_points", where),
        screen_outliers=_yes_or_no(given.get("screen_outliers", True), "screen_outliers", where),
    )
    values = tuple(row.number_in("value") for row in rows)
    return ChartCase(case, facet, days, values, options, bool(targets) and options.target is None)


def _refuse_absent_rebase_dates(given: Mapping[str, Any], facets: Mapping[str, list[Row]], where: str) -> None:
    """A rebase of the whole case must hit a date of some facet; each facet's own is checked when it is charted."""
    if strange := sorted(set(_mapping(given, "facet_rebase", where)) - set(facets)):
        raise Refused(f"{where}: facet_rebase names {strange[0]!r}, which the series does not have.")
    dates = {row.day("date") for rows in facets.values() for row in rows}
    if absent := sorted(set(_days(given.get("rebase"), where)) - dates):
        raise Refused(f"{where}: no point at the rebase date {absent[0]}. Rebase at a date of the series.")


def level_series(path: Path, options: Mapping[str, Any]) -> Series:
    """The series of an assessment: date, value, and where given pressure and teams."""
    rows = sorted(read_rows(path, ("date", "value")), key=lambda row: row.day("date"))
    days = tuple(row.day("date") for row in rows)
    if repeated := [row for row, before in zip(rows[1:], days, strict=False) if row.day("date") == before]:
        raise Refused(f"{path.name}, row {repeated[0].number}: its date is there twice. Keep one value a date.")
    columns = list(rows[0].values) if rows else []

    def column(name: str) -> tuple[float | None, ...]:
        return tuple(row.number_in(name) for row in rows)

    return Series(
        days,
        column("value"),
        str(options.get("name", "")),
        column("pressure") if "pressure" in columns else (),
        {name.removeprefix(TEAM): column(name) for name in columns if name.startswith(TEAM)},
    )


def level_options(given: Any, file: str) -> LevelOptions:
    """The options of an assessment; any other name must be that of a threshold."""
    if not isinstance(given, dict):
        raise Refused(f"{file}: must be one object.")
    thresholds = {field.name for field in fields(LevelDefaults)}
    _refuse_unknown(given, _LEVEL_OPTIONS | thresholds, file)
    direction = given.get("direction")
    if direction not in SIGN_OF_IMPROVEMENT:
        raise Refused(f"{file}: direction is increase, decrease or neutral.")
    start = given.get("programme_start")
    return LevelOptions(
        direction=direction,
        target=_number(given.get("target"), "target", file),
        programme_start=_day(start, file) if start is not None else None,
        zero=_yes_or_no(given.get("zero", False), "zero", file),
        practice=Practice(
            *(
                None if given.get(fact) is None else _yes_or_no(given[fact], fact, file)
                for fact in ("audit_moderated", "leadership_stable")
            )
        ),
        restarts=tuple(_days(given.get("restarts"), file)),
        stress_chance=_number(given.get("stress_chance"), "stress_chance", file),
        team_floor=_number(given.get("team_floor"), "team_floor", file),
        thresholds={name: given[name] for name in given if name in thresholds},
    )


def _refuse_unknown(given: Mapping[str, Any], known: set[str], where: str) -> None:
    if unknown := sorted(set(given) - known):
        raise Refused(f"{where}: {unknown[0]!r} is not an option. There are {', '.join(sorted(known))}.")


def _mapping(given: Mapping[str, Any], name: str, where: str) -> Mapping[str, Any]:
    value = given.get(name) or {}
    if not isinstance(value, dict):
        raise Refused(f"{where}: {name} must be an object with one entry a facet.")
    return value


def _days(value: Any, where: str) -> list[date]:
    if value is None:
        return []
    return [_day(text, where) for text in (value if isinstance(value, list) else [value])]


def _day(text: Any, where: str) -> date:
    try:
        return date.fromisoformat(text)
    except (TypeError, ValueError):
        raise Refused(f"{where}: a date must be written as 2020-02-17.") from None


def _number(value: Any, name: str, where: str) -> float | None:
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not math.isfinite(value):
        raise Refused(f"{where}: {name} must be a number.")
    return float(value)


def _whole_number(value: Any, name: str, where: str) -> int | None:
    if value is not None and (isinstance(value, bool) or not isinstance(value, int)):
        raise Refused(f"{where}: {name} must be a whole number.")
    return value


def _yes_or_no(value: Any, name: str, where: str) -> bool:
    if not isinstance(value, bool):
        raise Refused(f"{where}: {name} must be true or false.")
    return value
