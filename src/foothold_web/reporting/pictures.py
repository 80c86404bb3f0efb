"""What pages show of the newest load: sparklines, levels and names drawn once after it, large charts when asked for."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

from foothold import warehouse
from foothold.charts import Chart, bars, control_chart, shocks_of, sparkline
from foothold.charts import distribution as drawn_distribution
from foothold.embeddedness.attention import lag_one
from foothold.embeddedness.indicator_series import chart_of_weeks, polarity_is_official, target_of
from foothold.indicators import (
    CATALOGUE,
    Distribution,
    Figure,
    Indicator,
    StoredFigures,
    distribution,
    stored,
    unknown_roles,
)
from foothold.indicators.engines import DuckDBEngine
from foothold.terms.errors import Refused
from foothold.terms.numbers import plural
from foothold.warehouse import Snapshot
from foothold_web.cases.queries import team_names
from foothold_web.reporting import state

VERSION = 6  # of what is drawn; another one draws everything anew
WIDTHS = {"desktop": 760, "phone": 360}
WEEKS_IN_A_SPARKLINE = 52
CASELOAD_LIMIT, CASELOAD_STEP = 25, 5


@dataclass(frozen=True)
class Picture:
    """One indicator's drawings and level, as at the newest return."""

    sparkline: str
    level: str
    level_number: int | None
    reversing: bool
    level_sentence: str


@dataclass(frozen=True)
class Gallery:
    """All that was drawn for one council; `drawn_from` names the figures and what people recorded beside them.

    `unknown_roles` are job titles and involvement roles that nobody has mapped, each with its involvements.
    """

    drawn_from: str
    newest: date
    loaded_at: datetime
    teams: dict[str, str]
    unknown_roles: list[tuple[str, str | None, int]]
    indicators: dict[str, Picture]


def draw(home: Path, authority: str, progress: Callable[[str], None] | None = None) -> Gallery:
    """Draw what lists show of every indicator from the stored figures, and replace what was drawn before.

    A large chart takes longer than all that a list shows of its indicator, and few are ever opened: they wait for that.
    """
    figures = stored(home, authority)
    folder = _folder(home, authority)
    folder.mkdir(parents=True, exist_ok=True)
    pictures: dict[str, Picture] = {}
    with warehouse.open(home, authority) as snapshot:
        newest, teams = snapshot.newest_as_at, team_names(snapshot)
        loaded_at = max(load.loaded_at for load in snapshot.loads)
        unknown = [(role.field, role.text, role.involvements) for role in unknown_roles(snapshot)]
    for indicator in CATALOGUE.values():
        if progress:
            progress(indicator.title)
        pictures[indicator.id] = _picture(figures, indicator, newest)
    gallery = Gallery(_named(figures), newest, loaded_at, teams, unknown, pictures)
    _write(folder / "gallery.json", asdict(gallery))
    for old in folder.glob("*[0-9].json"):  # charts, which earlier versions drew beforehand
        old.unlink()
    return gallery


def rests_on(home: Path, authority: str, figures: StoredFigures) -> bool:
    """Whether what is drawn was drawn from these figures and from the events as recorded now."""
    path = _folder(home, authority) / "gallery.json"
    return path.exists() and json.loads(path.read_bytes())["drawn_from"] == _named(figures)


def _named(figures: StoredFigures) -> str:
    known = state.recorded(figures.authority).standing
    parts = [VERSION, figures.snapshot_identity, figures.definitions, [asdict(entry) for entry in known]]
    return hashlib.sha256(json.dumps(parts, default=str, sort_keys=True).encode()).hexdigest()


def gallery(home: Path, authority: str) -> Gallery:
    """What was drawn for a council; Refused when nothing was."""
    path = _folder(home, authority) / "gallery.json"
    if not path.exists():
        raise Refused("Nothing has been computed for this council yet. Load a return and start foothold serve again.")
    return _gallery(path, path.stat().st_mtime_ns)


def spread(
    snapshot: Snapshot, engine: DuckDBEngine, indicator: Indicator, as_at: date, widths: Iterable[str] = WIDTHS
) -> dict[str, Any] | None:
    """How an indicator's values are spread on a day, drawn; None where it was not collected or there is no value."""
    try:
        (whole,) = distribution(snapshot, indicator.id, as_at, engine=engine)
    except Refused:
        return None
    if not whole.values:
        return None
    quantiles = [("Median", whole.median), ("90th percentile", whole.ninetieth), ("Highest", whole.largest)]
    return _drawn(lambda width: _drawn_spread(indicator, whole, width), widths) | {"quantiles": quantiles}


def mix(indicator: Indicator, told: Sequence[tuple[str, float]], widths: Iterable[str] = WIDTHS) -> dict[str, Any]:
    """The parts of a mix and their shares, drawn as bars in the order given."""
    return _drawn(lambda width: bars(indicator.title, indicator.unit_of_value, told, width=width), widths)


def _drawn_spread(indicator: Indicator, whole: Distribution, width: int) -> Chart:
    unit, who = indicator.unit_of_rows, plural(indicator.unit)
    title = f"{unit.capitalize()} for each {indicator.unit}"
    limit = CASELOAD_LIMIT if indicator.unit == "worker" else None
    step = next(band for band in indicator.bands if band > 0) if limit is None else CASELOAD_STEP  # 0 is the same day
    return drawn_distribution(title, unit, whole.values, step=step, limit=limit, who=who, width=width)


@lru_cache(maxsize=8)
def _gallery(path: Path, written: int) -> Gallery:
    document = json.loads(path.read_bytes())
    return Gallery(
        document["drawn_from"],
        date.fromisoformat(document["newest"]),
        datetime.fromisoformat(document["loaded_at"]),
        document["teams"],
        [(field, text, involvements) for field, text, involvements in document["unknown_roles"]],
        {name: Picture(**picture) for name, picture in document["indicators"].items()},
    )


def course(
    indicator: Indicator, weeks: Sequence[Figure], authority: str, as_at: date, widths: Iterable[str] = WIDTHS
) -> dict[str, Any]:
    """The control chart of the weeks up to a day, drawn; empty where there are too few values to show a course."""
    rebases = state.recorded(authority).rebases(indicator.id)
    chart = chart_of_weeks(indicator, weeks, state.programme_start(authority), as_at, rebases)
    if chart is None:
        return {}
    polarity = indicator.polarity.value if indicator.polarity and polarity_is_official(indicator) else None
    marks: dict[str, Any] = {
        "shocks": shocks_of(state.recorded(authority)),
        "target": target_of(indicator),
        "polarity": polarity,
    }
    drawn = _drawn(
        lambda width: control_chart(indicator.title, indicator.unit_of_value, chart, width=width, **marks), widths
    )
    return drawn | {"alike": lag_one(chart)}


def _drawn(draw_at: Callable[[int], Chart], widths: Iterable[str]) -> dict[str, Any]:
    """A chart at each of the widths, with the words and the table that belong to all of them."""
    drawn = {name: draw_at(WIDTHS[name]) for name in widths}
    one = next(iter(drawn.values()))
    words = {"title": one.title, "sentence": one.sentence, "columns": one.columns, "rows": one.rows, "key": one.key}
    return words | {"svg": {name: chart.svg for name, chart in drawn.items()}}


def _picture(figures: StoredFigures, indicator: Indicator, newest: date) -> Picture:
    found = state.level(figures.authority, indicator, newest)
    values = [figure.value for figure in figures.series(indicator.id)[-WEEKS_IN_A_SPARKLINE:]]
    return Picture(sparkline(values), found.level, found.level_number, found.reversing, found.sentence)


def _folder(home: Path, authority: str) -> Path:
    return home / "figures" / authority / "pages"


def _write(path: Path, document: dict[str, Any]) -> None:
    """Replace a file whole: a page being read meanwhile sees the old one or the new one."""
    aside = path.with_suffix(".new")
    aside.write_text(json.dumps(document, default=str))
    aside.replace(path)
