"""Commands that show indicators, their values and the cases behind them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from datetime import UTC, date, datetime
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from foothold.cli.context import Format, Settings, print_json, print_rows, progress_console
from foothold.cli.record import on_record
from foothold.terms.code_sets import coded, part_label, part_name
from foothold.terms.errors import Refused

if TYPE_CHECKING:
    from foothold.indicators import Figure, Indicator
    from foothold.indicators.engines import Engine
    from foothold.indicators.versions import Line
    from foothold.warehouse import Snapshot


class Every(StrEnum):
    """How long each period of a series lasts."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"


class EngineName(StrEnum):
    """Where the definitions run."""

    DUCKDB = "duckdb"
    SPARK = "spark"
    POSTGRESQL = "postgresql"


Authority = Annotated[str, typer.Option(help="Authority's code; the only loaded one when left out.")]
Style = Annotated[Format, typer.Option("--format", help="How to print.")]
DAY = ["%Y-%m-%d"]
AsKnown = Annotated[
    datetime | None, typer.Option(formats=DAY, help="Only what had been handed over by this day counts.")
]


def register(app: typer.Typer) -> None:
    """Add `indicators` and `cases` to the command line."""
    topic = typer.Typer(no_args_is_help=True, help="Indicators, their definitions and their values.")
    topic.command("list")(list_indicators)
    topic.command("show")(show_indicator)
    topic.command("versions")(print_versions)
    topic.command("values")(print_values)
    topic.command("store")(store)
    app.add_typer(topic, name="indicators")
    app.command("cases")(print_cases)


def list_indicators(
    unfed: Annotated[
        bool, typer.Option("--all", help="Those too that no return feeds, with the field that is missing.")
    ] = False,
    style: Style = Format.TABLE,
) -> None:
    """Every indicator, in the order of reports."""
    from foothold.indicators import CATALOGUE

    if unfed:
        _list_all(style)
        return

    columns = ("id", "name", "title", "kind", "unit", "polarity", "version", "hash")
    rows = [
        (one.id, one.name, one.title, one.kind, one.unit_of_value, one.polarity, one.version, one.hash[:12])
        for one in CATALOGUE.values()
    ]
    print_rows(columns, rows, style)


def _list_all(style: Format) -> None:
    """What there is, and then what the sector asks for and no return can feed."""
    from foothold.indicators import CATALOGUE, not_fed

    rows = [(one.id, one.title, "fed", "", "") for one in CATALOGUE.values()]
    rows += [(one.id, one.title, "not fed", one.missing, one.why) for one in not_fed()]
    print_rows(("id", "title", "status", "missing", "why"), rows, style)


def show_indicator(
    identifier: Annotated[str, typer.Argument(metavar="ID", help="Identifier or readable name.")],
    sql: Annotated[EngineName | None, typer.Option(help="Print the definition's SQL for this engine instead.")] = None,
    style: Style = Format.TABLE,
) -> None:
    """One indicator: its definition, source and needs, or its SQL."""
    from foothold.indicators import find, sql_for

    if sql is not None:
        print(sql_for(identifier, sql.value))
    elif style is Format.JSON:
        print_json(_described(find(identifier)))
    else:
        print_rows(
            ("field", "text"), [(field, _text(value)) for field, value in _described(find(identifier)).items()], style
        )


def _described(one: Indicator) -> dict[str, Any]:
    from foothold.indicators.families import family_of

    return {
        "id": one.id,
        "name": one.name,
        "title": one.title,
        "question": one.question,
        "numerator": one.definition.numerator,
        "denominator": one.definition.denominator,
        "notes": one.definition.notes,
        "source": one.source,
        "unit": one.unit_of_value,
        "kind": one.kind,
        "measure": one.measure,
        "family": family_of(one.id),
        "polarity": one.polarity,
        "polarity_source": one.polarity_source,
        "target": one.target,
        "slices": list(one.slices),
        "clocks": list(one.clocks),
        "needs": {table: list(columns) for table, columns in one.needs.items()},
        "balanced_by": list(one.balanced_by),
        "version": one.version,
        "hash": one.hash,
    }


def _text(value: Any) -> str:
    if isinstance(value, list):
        return ", ".join(value)
    if isinstance(value, dict):
        return "; ".join(f"{key}: {_text(part)}" for key, part in value.items())
    return "none" if value is None else str(value)


def print_versions(
    context: typer.Context,
    identifier: Annotated[str, typer.Argument(metavar="ID", help="Identifier or readable name.")],
    authority: Authority = "",
    as_at: Annotated[
        datetime | None, typer.Option(formats=DAY, help="Beside each what it gives of the loaded returns on this day.")
    ] = None,
    sql: Annotated[EngineName | None, typer.Option(help="With the SQL of each for this engine.")] = None,
    style: Style = Format.TABLE,
) -> None:
    """The definition beside those before it: what figures rested on, until when, and what has changed since."""
    from foothold import warehouse
    from foothold.indicators import find
    from foothold.indicators.kept_definitions import earlier_definitions
    from foothold.indicators.versions import Line, lines

    indicator, home = find(identifier), context.ensure_object(Settings).home
    one_council = authority or as_at or len(warehouse.authorities(home)) == 1
    chosen = warehouse.chosen_authority(home, authority or None) if one_council else ""
    rows: list[tuple[Any, ...]] = []
    for one in earlier_definitions(home, chosen, indicator):
        told = [Line("Until", str(one.until or one.used_to), "in force"), *lines(one.indicator, indicator)]
        told += [Line("Why it changed", "", one.change)] if one.change else []
        if as_at:
            told += _figures_of_both(context, chosen, as_at.date(), one.indicator, indicator)
        if sql:
            told += [Line("SQL", *(_sql_of(version, sql) for version in (one.indicator, indicator)))]
        version = one.indicator.version
        rows += [(indicator.id, version, line.name, line.earlier, line.present, line.changed) for line in told]
    columns = ("indicator", "earlier_version", "part", "earlier", "present", "changed")
    shown = slice(2, None) if style is Format.TABLE else slice(None)  # as many as fit on a terminal
    if rows or style is not Format.TABLE:
        print_rows(columns[shown], [row[shown] for row in rows], style)
    if not rows:
        typer.echo(f"{indicator.id} has one version: nothing else is known to have come before it.", err=True)


def _figures_of_both(context: typer.Context, authority: str, day: date, *versions: Indicator) -> list[Line]:
    from foothold.indicators.versions import Line, figure_of

    asked = _day_asked(versions[-1].id, day)
    with _snapshot(context, authority, None, asked) as snapshot, _engine(EngineName.DUCKDB, snapshot) as engine:
        was, now = (figure_of(version, snapshot, day, engine) for version in versions)
    return [
        Line(f"Numerator as at {day}", _text(was.numerator), _text(now.numerator)),
        Line(f"Value as at {day}", _text(was.value), _text(now.value)),
        Line(f"Status as at {day}", was.status.value, now.status.value),
    ]


def _sql_of(indicator: Indicator, engine: EngineName) -> str:
    from foothold.indicators.dialects import translate

    return indicator.sql if engine is EngineName.DUCKDB else translate(indicator.sql, engine.value)


def print_values(
    context: typer.Context,
    indicator: Annotated[list[str] | None, typer.Option(help="Identifier or name; all when left out.")] = None,
    authority: Authority = "",
    as_at: Annotated[datetime | None, typer.Option(formats=DAY, help="The day asked about.")] = None,
    start: Annotated[datetime | None, typer.Option("--from", formats=DAY, help="First day of a series.")] = None,
    end: Annotated[datetime | None, typer.Option("--to", formats=DAY, help="Last day of a series.")] = None,
    every: Annotated[Every, typer.Option(help="Length of each period between --from and --to.")] = Every.MONTH,
    by: Annotated[str, typer.Option(help="Slices, separated by commas: team, locality ...")] = "",
    as_known: AsKnown = None,
    engine: Annotated[EngineName, typer.Option(help="Where the definitions run.")] = EngineName.DUCKDB,
    out: Annotated[Path | None, typer.Option(help="Write them, with definitions, to this .ods or .csv file.")] = None,
    style: Style = Format.TABLE,
) -> None:
    """Figures at one date (a flow: over the twelve months to it), or for every period between two dates."""
    from foothold.indicators import CATALOGUE, find, periods, values

    slices = tuple(filter(None, by.split(",")))
    ids = [find(id_).id for id_ in indicator] if indicator else [one.id for one in _having(CATALOGUE.values(), slices)]
    day, first, last = _date(as_at), _date(start), _date(end)
    if bool(day) == bool(first and last) or bool(first) != bool(last):
        raise typer.BadParameter("Give either --as-at, or --from and --to.")
    if first and last:
        with _snapshot(context, authority, as_known) as snapshot, _engine(engine, snapshot) as runner:
            figures = values(snapshot, ids, periods(first, last, every.value), slices, engine=runner)
            _tell_what_reads_low(figures, snapshot)
    else:
        figures = _figures_on(day, ids, slices, lambda asked: _snapshot(context, authority, as_known, asked), engine)
    if out is None:
        _print_figures(figures, slices, style)
    else:
        _write_figures(context, authority, figures, out)


def _write_figures(context: typer.Context, authority: str, figures: Sequence[Figure], out: Path) -> None:
    """The figures as a file whose ending names its form."""
    from foothold import warehouse
    from foothold.indicators.figure_files import Freshness, figures_file

    home = context.ensure_object(Settings).home
    chosen = warehouse.chosen_authority(home, authority or None)
    newest = max(warehouse.loads(home, chosen), key=lambda load: (load.as_at, load.loaded_at))
    fresh = Freshness(chosen, newest.as_at, newest.loaded_at, datetime.now(UTC).replace(microsecond=0))
    out.write_bytes(figures_file(out.suffix.removeprefix("."), figures, fresh))
    typer.echo(f"Wrote {len(figures)} figures to {out}.", err=True)


def _figures_on(
    day: date | None,
    ids: Sequence[str],
    slices: Sequence[str],
    opened: Callable[[date | None], AbstractContextManager[Snapshot]],
    engine: EngineName,
) -> list[Figure]:
    """The figures of one date, in the order of `ids`, from whichever returns know it."""
    from foothold.indicators import figures_at

    found: list[Figure] = []
    for asked in (day, None):
        chosen = [id_ for id_ in ids if _day_asked(id_, day) == asked]
        if chosen:
            with opened(asked) as snapshot, _engine(engine, snapshot) as runner:
                figures = figures_at(snapshot, chosen, day or snapshot.newest_as_at, slices, engine=runner)
                _tell_what_reads_low(figures, snapshot)
            found += figures
    return sorted(found, key=lambda figure: ids.index(figure.indicator))


def _tell_what_reads_low(figures: Sequence[Figure], snapshot: Snapshot) -> None:
    """Name the indicators whose figures look back beyond the record, on standard error."""
    from foothold.indicators import find
    from foothold.indicators.figures import reads_low

    earliest: dict[str, date] = {}
    for figure in figures:
        earliest[figure.indicator] = min(figure.period_start, earliest.get(figure.indicator, date.max))
    for identifier, first in earliest.items():
        found = reads_low(find(identifier), snapshot)
        if found and first < found[0]:
            typer.echo(found[1], err=True)


def _day_asked(identifier: str, day: date | None) -> date | None:
    """The day that returns must know. A flow looks back over a year, so like a series it takes the fullest history."""
    from foothold.indicators import find

    return day if find(identifier).kind == "snapshot" else None


def store(context: typer.Context, authority: Authority = "") -> None:
    """Compute every figure that pages show and keep it; nothing is done when those kept are up to date."""
    from foothold import warehouse
    from foothold.indicators import store_figures

    home = context.ensure_object(Settings).home
    with progress_console().status("Computing figures") as status:
        chosen = warehouse.chosen_authority(home, authority or None)
        print(store_figures(home, chosen, progress=status.update))


def print_cases(
    context: typer.Context,
    identifier: Annotated[str, typer.Argument(metavar="ID", help="Identifier or readable name.")],
    as_at: Annotated[datetime, typer.Option(formats=DAY, help="The day asked about.")],
    authority: Authority = "",
    start: Annotated[datetime | None, typer.Option("--from", formats=DAY, help="First day of a flow.")] = None,
    where: Annotated[list[str] | None, typer.Option(help="Keep one part of a slice, as in team=T-1.")] = None,
    as_known: AsKnown = None,
    engine: Annotated[EngineName, typer.Option(help="Where the definition runs.")] = EngineName.DUCKDB,
    style: Style = Format.TABLE,
) -> None:
    """The rows behind a figure; there are as many as its numerator."""
    from foothold.indicators import cases

    kept = dict(_pair(text) for text in where or [])
    asked = _day_asked(identifier, as_at.date())
    with _snapshot(context, authority, as_known, asked) as snapshot, _engine(engine, snapshot) as runner:
        found = cases(snapshot, identifier, as_at.date(), kept, _date(start), engine=runner)
    target = f"{snapshot.authority} {identifier} as at {as_at.date()} {' '.join(where or [])}".strip()
    on_record(context.ensure_object(Settings).home, "cases", target, len(found.rows))
    _print_named(found.columns, found.rows, style)


def _having(indicators: Iterator[Indicator] | Any, slices: Sequence[str]) -> list[Indicator]:
    """Every indicator that can be broken down so; Refused when none can."""
    found = [one for one in indicators if set(slices) <= set(one.slices) and not (one.measure == "run" and slices[1:])]
    if not found:
        raise Refused(
            f"No indicator can be broken down by {', '.join(slices)}. `foothold indicators show ID` names its slices."
        )
    return found


def _pair(text: str) -> tuple[str, str]:
    name, equals, part = text.partition("=")
    if not equals:
        raise typer.BadParameter("Write --where as name=value, for example team=T-1.")
    return name, part


def _date(moment: datetime | None) -> date | None:
    return moment.date() if moment else None


@contextmanager
def _snapshot(
    context: typer.Context, authority: str, as_known: datetime | None, as_at: date | None = None
) -> Iterator[Snapshot]:
    from foothold import warehouse

    home = context.ensure_object(Settings).home
    chosen = warehouse.chosen_authority(home, authority or None)
    with warehouse.open(home, chosen, as_at=as_at, as_known=_date(as_known)) as one:
        yield one
        newest = [load for load in one.loads if load.feed == one.feed][-1]
        typer.echo(f"Answered from {newest.profile} up to {newest.load_id}, as at {newest.as_at}.", err=True)


@contextmanager
def _engine(name: EngineName, snapshot: Snapshot) -> Iterator[Engine]:
    from foothold.indicators.engines import DuckDBEngine

    if name is EngineName.DUCKDB:
        yield DuckDBEngine(snapshot.connection)
    elif name is EngineName.POSTGRESQL:
        from foothold.indicators.postgresql import postgresql_engine

        with postgresql_engine(snapshot) as engine:
            yield engine
    else:
        from foothold.indicators.spark import spark_engine

        with spark_engine(snapshot) as engine:
            yield engine


def _print_figures(figures: Sequence[Figure], slices: Sequence[str], style: Format) -> None:
    from foothold.indicators.figures import BEFORE_THE_RECORD

    columns = ("indicator", "version", "period_start", "as_at", *slices, "numerator", "denominator", "value", "status")
    _print_named(columns, [_row(figure, slices) for figure in figures], style)
    for indicator, missing in dict.fromkeys((figure.indicator, figure.missing) for figure in figures if figure.missing):
        why = missing if missing.startswith(BEFORE_THE_RECORD) else f"the newest return holds no {missing}"
        typer.echo(f"{indicator} not collected: {why}.", err=True)


def _row(figure: Figure, slices: Sequence[str]) -> tuple[Any, ...]:
    parts = [figure.slices[name] for name in slices]
    numbers = (figure.numerator, figure.denominator, figure.value)
    return (figure.indicator, figure.version, figure.period_start, figure.as_at, *parts, *numbers, figure.status.value)


def _print_named(columns: Sequence[str], rows: Iterable[Sequence[Any]], style: Format) -> None:
    """Rows with what their codes mean: in place of each code for people, in columns behind the others for programs."""
    places = [(place, name) for place, name in enumerate(columns) if coded(name)]
    if style is Format.TABLE:
        labels = dict(places)
        named = [[_labelled(labels.get(place), cell) for place, cell in enumerate(row)] for row in rows]
        print_rows(columns, named, style)
        return
    names = [f"{name}_name" for _, name in places]
    print_rows(
        (*columns, *names), [(*row, *(_name(name, row[place]) for place, name in places)) for row in rows], style
    )


def _labelled(name: str | None, cell: Any) -> Any:
    return part_label(name, cell) if name and cell else cell


def _name(name: str, part: str | None) -> str | None:
    return (part_name(name, part) if part else None) or None
