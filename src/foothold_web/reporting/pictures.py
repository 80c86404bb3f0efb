"""What pages show of the newest load: sparklines, levels and names drawn once after it, large charts when asked for."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime
from functools import lru_cache
from pathlib import Path
from threading import RLock
from typing import Any

from django.conf import settings

from foothold import warehouse
from foothold.charts import Chart, bars, control_chart, shocks_of, sparkline
from foothold.charts import distribution as drawn_distribution
from foothold.embeddedness import Assessment
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
from foothold.terms.figures import FigureStatus
from foothold.terms.numbers import plural
from foothold.warehouse import Snapshot
from foothold_web.cases.queries import team_names
from foothold_web.reporting import cards, movements, state
from foothold_web.reporting.cards import CardAndChart, Wall
from foothold_web.reporting.movements import Change

VERSION = 9  # of what is drawn; another one draws everything anew
GALLERY, WALL = "gallery.json", "wall.json"
WIDTHS = {"desktop": 760, "phone": 360}
WEEKS_IN_A_SPARKLINE = 52
CASELOAD_LIMIT, CASELOAD_STEP = 25, 5

_one_draws = RLock()


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
    changes: list[Change]


def draw(home: Path, authority: str, progress: Callable[[str], None] | None = None) -> Gallery:
    """Draw what lists and the wall show of every indicator from the stored figures, and replace what was drawn before.

    A large chart takes longer than all that a list shows of its indicator, and few are ever opened: they wait for that.
    """
    with _one_draws:
        return _draw(home, stored(home, authority), progress or (lambda _: None))


def _draw(home: Path, figures: StoredFigures, progress: Callable[[str], None]) -> Gallery:
    authority, newest = figures.authority, figures.newest_as_at
    name, folder = _named(figures), _folder(home, figures.authority)
    folder.mkdir(parents=True, exist_ok=True)
    pictures: dict[str, Picture] = {}
    made: list[CardAndChart] = []
    moved: list[Change | None] = []
    for indicator in cards.in_order(CATALOGUE.values()):
        progress(indicator.title)
        weeks, found = figures.series(indicator.id), state.level(authority, indicator, newest)
        pictures[indicator.id] = _picture(weeks, found)
        made.append(cards.of_council(figures, indicator, weeks, found))
        moved.append(movements.of(indicator, weeks))
    with warehouse.open(home, authority) as snapshot:
        teams = team_names(snapshot)
        loaded_at = max(load.loaded_at for load in snapshot.loads)
        unknown = [(role.field, role.text, role.involvements) for role in unknown_roles(snapshot)]
    gallery = Gallery(name, newest, loaded_at, teams, unknown, pictures, movements.largest(moved))
    _write(folder / WALL, cards.to_document(cards.wall_of(made)))
    _write(folder / GALLERY, asdict(gallery))
    for old in folder.glob("*[0-9].json"):  # charts, which earlier versions drew beforehand
        old.unlink(missing_ok=True)
    return gallery


def rests_on(home: Path, authority: str, figures: StoredFigures) -> bool:
    """Whether what is drawn was drawn from these figures and from the events as recorded now."""
    path = _folder(home, authority) / GALLERY
    return path.exists() and _drawn_from(path, path.stat().st_mtime_ns) == _named(figures)


def gallery(home: Path, authority: str) -> Gallery:
    """What was drawn for a council, anew where figures or what people recorded have changed since.

    Refused when nothing was computed.
    """
    path = _folder(home, authority) / GALLERY
    if not path.exists():
        raise Refused("Nothing has been computed for this council yet. Load a return and start foothold serve again.")
    figures = stored(home, authority)
    if not rests_on(home, authority, figures):
        with _one_draws:  # whoever comes meanwhile waits for the one drawing
            if not rests_on(home, authority, figures):
                _draw(home, figures, lambda _: None)
    return _gallery(path, path.stat().st_mtime_ns)


def wall(home: Path, authority: str) -> Wall:
    """The wall of the whole council, as drawn with the gallery."""
    gallery(home, authority)
    path = _folder(home, authority) / WALL
    return _kept_wall(path, path.stat().st_mtime_ns)


def _named(figures: StoredFigures) -> str:
    return _name(settings.FOOTHOLD_HOME, figures.authority, figures.file.name, state.recorded_when(figures.authority))


@lru_cache(maxsize=16)
def _name(home: Path, authority: str, figures: str, when: tuple[int, int]) -> str:
    """The name of all that drawings rest on; the file of figures is called after their snapshot and definitions."""
    known = state.recorded(authority).standing
    parts = [VERSION, figures, [asdict(entry) for entry in known]]
    return hashlib.sha256(json.dumps(parts, default=str, sort_keys=True).encode()).hexdigest()


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
        [Change(_figure(one["earlier"]), _figure(one["later"]), one["unusual"]) for one in document["changes"]],
    )


@lru_cache(maxsize=8)
def _drawn_from(path: Path, written: int) -> str:
    """What a gallery of any version says it was drawn from."""
    return json.loads(path.read_bytes())["drawn_from"]


@lru_cache(maxsize=8)
def _kept_wall(path: Path, written: int) -> Wall:
    return cards.from_document(json.loads(path.read_bytes()))


def _figure(document: dict[str, Any]) -> Figure:
    days = {name: date.fromisoformat(document[name]) for name in ("period_start", "as_at")}
    return Figure(**{**document, **days, "status": FigureStatus(document["status"])})


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


def _picture(weeks: Sequence[Figure], found: Assessment) -> Picture:
    values = [figure.value for figure in weeks[-WEEKS_IN_A_SPARKLINE:]]
    return Picture(sparkline(values), found.level, found.level_number, found.reversing, found.sentence)


def _folder(home: Path, authority: str) -> Path:
    return home / "figures" / authority / "pages"


def _write(path: Path, document: dict[str, Any]) -> None:
    """Replace a file whole: a page being read meanwhile sees the old one or the new one.

    Written aside by a name of this process's own, since the server and an upload may draw at the same time.
    """
    aside = path.with_suffix(f".{os.getpid()}.new")
    aside.write_text(json.dumps(document, default=_written))
    aside.replace(path)


def _written(value: Any) -> str:
    return value.value if isinstance(value, FigureStatus) else str(value)
