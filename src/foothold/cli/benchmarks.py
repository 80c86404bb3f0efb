"""The command that compares with published statistics, and recomputes what they publish."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from foothold.cli.context import Format, Settings, print_json, print_rows
from foothold.terms.errors import Refused

if TYPE_CHECKING:
    from foothold.benchmarks import Comparison, Figure
    from foothold.benchmarks.recomputing import Recomputed

RECOMPUTE, LIST = "recompute", "list"
COLUMNS: tuple[str, ...] = ("part", "who", "area", "name", "period", "value", "status", "note", "file", "published")
_ON_A_TERMINAL = ("part", "who", "name", "value", "note")  # as many as fit; the rest is in the sentence below
_DISAGREEMENTS = ("file", "measure", "area", "name", "period", "published", "recomputed", "reason")


def register(app: typer.Typer) -> None:
    """Add `benchmarks` to the command line."""
    app.command("benchmarks")(benchmarks)


def benchmarks(
    context: typer.Context,
    indicator: Annotated[
        str,
        typer.Argument(
            metavar="INDICATOR|list|recompute",
            help="Identifier; list: all that are linked; recompute: published percentages from published counts.",
        ),
    ],
    authority: Annotated[str, typer.Option(help="Code of a council; the only loaded one when left out.")] = "",
    year: Annotated[str | None, typer.Option(help="Period as published, for example 2024; else the newest.")] = None,
    model: Annotated[str, typer.Option(help="Statistical neighbour model: 2021 or 2025.")] = "2025",
    beside: Annotated[
        list[str] | None, typer.Option(metavar="CODE", help="Another council to show beside it; may be given again.")
    ] = None,
    since: Annotated[str | None, typer.Option(help="Baseline of the change; else the period before.")] = None,
    release: Annotated[str | None, typer.Option(help="Only this published file, by its name in `list`.")] = None,
    as_known: Annotated[
        datetime | None, typer.Option(formats=["%Y-%m-%d"], help="Only what had been published by this day.")
    ] = None,
    style: Annotated[Format, typer.Option("--format", help="How the answer is printed.")] = Format.TABLE,
) -> None:
    """A council beside England, its region and its statistical neighbours, with rank and quintile."""
    from foothold import warehouse
    from foothold.benchmarks import compare

    home = context.ensure_object(Settings).home
    with warehouse.open_published(home, as_known.date() if as_known else None) as published:
        if not published.releases:
            raise Refused(
                f"No published statistics are loaded in {home}. Load them as they were published: "
                "foothold load FILE --as-at DATE-OF-PUBLICATION, without --authority."
            )
        if indicator == LIST:
            _print_linked(published, style)
        elif indicator == RECOMPUTE:
            _recompute(published, style)
        else:
            chosen = authority or _only_authority(home)
            found = compare(published, indicator, chosen, period=year, model=model, release=release, since=since)
            _print_comparison(found, beside or [], style)


def _only_authority(home: Path) -> str:
    from foothold import warehouse

    if not warehouse.authorities(home):
        raise Refused("Name the council with --authority CODE, for example E06000061.")
    return warehouse.chosen_authority(home)


def _print_linked(published: Any, style: Format) -> None:
    from foothold.benchmarks import linked

    rows = [
        (one.indicator, one.title, one.unit, str(one.polarity or "none"), one.definition, one.note)
        for one in linked().values()
    ]
    print_rows(("indicator", "title", "unit", "polarity", "definition", "note"), rows, style)
    for name, release in sorted(published.releases.items()):
        typer.echo(f"{name}: {release.file}, published {release.published}", err=True)


def _print_comparison(found: list[Comparison], beside: list[str], style: Format) -> None:
    if style is Format.JSON:
        documents = [document(one, beside) for one in found]
        print_json(documents if len(documents) > 1 else documents[0])
        return
    rows = [dict(zip(COLUMNS, row, strict=True)) for one in found for row in comparison_rows(one, beside)]
    columns = [
        name
        for name in (_ON_A_TERMINAL if style is Format.TABLE else COLUMNS)
        if name != "part" or style is Format.CSV or found[1:]
    ]
    print_rows(columns, [[row[name] for name in columns] for row in rows], style)
    for one in found:
        typer.echo(_sentence(one), err=True)


def comparison_rows(one: Comparison, beside: Sequence[str] = ()) -> Iterator[tuple[Any, ...]]:
    """The rows of a comparison: council, England, region, neighbours and what they come to, in `COLUMNS`."""

    def row(who: str, figure: Figure, note: str = "") -> tuple[Any, ...]:
        words = "; ".join(filter(None, (figure.words, note)))
        return _row(one, who, figure.area, figure.name, figure.value, figure.status.value, words)

    yield row("council", one.council)
    yield row("England", one.england)
    if one.region:
        yield row("region", one.region)
    for code in beside:
        yield row("beside", one.figure_of(code))
    for neighbour, figure in one.group.members:
        yield row(f"neighbour {neighbour.rank}", figure, neighbour.closeness)
    if one.group.members:
        counted = f"of {one.group.counted} figures, model {one.group.model}"
        for who, value in (("mean of neighbours", one.group.mean), ("median of neighbours", one.group.median)):
            status = "value" if value is not None else "blank"
            yield _row(one, who, "", "", value, status, counted)
    if one.position:
        at = one.position
        yield _row(one, "rank", "", "", at.rank, "value", f"of {at.of}, {at.withheld} withheld; {at.rank_from}")
        yield _row(one, "quintile", "", "", at.quintile, "value", "1 holds rank 1")


def _row(one: Comparison, who: str, area: str, name: str, value: Any, status: str, note: str) -> tuple[Any, ...]:
    return (one.part, who, area, name, one.period, value, status, note, one.edition.file, one.edition.published)


def document(one: Comparison, beside: Sequence[str] = ()) -> dict[str, Any]:
    """A comparison as one JSON object; a missing figure is null with its status."""
    measure, position, change = one.measure, one.position, one.change
    return {
        "indicator": measure.indicator,
        "title": measure.title,
        "part": one.part,
        "unit": measure.unit,
        "definition": measure.definition,
        "note": measure.note,
        "period": one.period,
        "source": {"release": one.edition.release, "file": one.edition.file, "published": one.edition.published},
        "polarity": measure.polarity,
        "polarity_source": measure.polarity_source,
        "council": _figure(one.council),
        "england": _figure(one.england),
        "region": _figure(one.region) if one.region else None,
        "beside": [_figure(one.figure_of(code)) for code in beside],
        "neighbours": {
            "model": one.group.model,
            "mean": one.group.mean,
            "median": one.group.median,
            "counted": one.group.counted,
            "each": [
                {"rank": neighbour.rank, "closeness": neighbour.closeness, **_figure(figure)}
                for neighbour, figure in one.group.members
            ],
        },
        "rank": vars(position) if position else None,
        "change": vars(change) if change else None,
        "series": [
            {"period": period, "council": _figure(council), "england": _figure(england)}
            for period, council, england in one.series
        ],
    }


def _figure(figure: Figure) -> dict[str, Any]:
    return {
        "area": figure.area,
        "name": figure.name,
        "value": figure.value,
        "status": figure.status.value,
        "symbol": figure.symbol or None,
        "note": figure.words or None,
        "joint": list(figure.joint),
    }


def _sentence(one: Comparison) -> str:
    measure, change = one.measure, one.change
    said = [f"{measure.indicator} {measure.title}{f' ({one.part})' if one.part else ''}, {measure.unit}, {one.period}."]
    if change:
        percent = f", {change.percent:+} %" if change.percent is not None else ""
        points = "percentage points" if measure.unit == "%" else measure.unit
        said.append(f"Change {change.window}: {change.difference:+} {points}{percent}, from {change.before}.")
    said.append(f"{measure.definition}. {one.edition.file}, published {one.edition.published}.")
    said += [measure.note] if measure.note else []
    return " ".join(said)


def _recompute(published: Any, style: Format) -> None:
    from foothold.benchmarks.recomputing import recompute

    found = recompute(published)
    if style is Format.JSON:
        print_json(_recomputed(found))
        return
    rows = [tuple(getattr(one, name) for name in _DISAGREEMENTS) for one in found.disagreements]
    print_rows(_DISAGREEMENTS, rows, style)
    for file, kind in found.by_file.items():
        typer.echo(f"{file}: {kind.agreeing} of {kind.compared} agree; {kind.withheld} withheld", err=True)
    typer.echo(found.sentence, err=True)


def _recomputed(found: Recomputed) -> dict[str, Any]:
    return {
        "compared": found.compared,
        "agreeing": found.agreeing,
        "share": found.share,
        "withheld": found.withheld,
        "files": {file: vars(count) for file, count in found.by_file.items()},
        "disagreements": [vars(one) for one in found.disagreements],
    }
