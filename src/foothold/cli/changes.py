"""The command that explains why a figure changed."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from foothold.cli.context import Format, Settings, print_json, print_rows
from foothold.cli.record import on_record
from foothold.terms.errors import Refused

if TYPE_CHECKING:
    from foothold.indicators import Explanation, Figure, Movement, Term

DAY = ["%Y-%m-%d"]
_TERM_COLUMNS = ("term", "numerator", "denominator", "value", "rows", "meaning")
_ROW_COLUMNS = ("term", "unit_id", "person_id", "team", "event_date", "before", "after")


def register(app: typer.Typer) -> None:
    """Add `explain` to the command line."""
    app.command()(explain)


def explain(
    context: typer.Context,
    identifier: Annotated[str, typer.Argument(metavar="INDICATOR", help="Identifier or readable name.")],
    authority: Annotated[str, typer.Option(help="Authority's code; the only loaded one when left out.")] = "",
    as_at: Annotated[
        datetime | None, typer.Option(formats=DAY, help="The day the figure is of; the first --as-known if left out.")
    ] = None,
    as_known: Annotated[
        list[datetime] | None,
        typer.Option(formats=DAY, help="Given twice: the two days of knowledge. The last two returns if left out."),
    ] = None,
    definition_before: Annotated[
        Path | None, typer.Option(help="File of the definition in use before, where another one was; else as stored.")
    ] = None,
    rows: Annotated[bool, typer.Option("--rows", help="Print the rows behind each term: personal data.")] = False,
    style: Annotated[Format, typer.Option("--format", help="How to print.")] = Format.TABLE,
) -> None:
    """Say why a figure changed between two days of knowledge: terms that add up, each with the rows behind it."""
    from foothold import indicators, warehouse

    home = context.ensure_object(Settings).home
    found = indicators.explain(
        home,
        warehouse.chosen_authority(home, authority or None),
        identifier,
        as_at=as_at.date() if as_at else None,
        known=_two_days(as_known or []),
        earlier=_read_definition(definition_before) if definition_before else None,
    )
    listed = [(term.name, row) for term in found.terms for row in term.rows]
    if rows or style is Format.JSON:
        on_record(home, "changed rows", f"{found.authority} {found.indicator.id} as at {found.as_at}", len(listed))
    if rows:
        print_rows(_ROW_COLUMNS, (_row(name, row) for name, row in listed), style)
    elif style is Format.JSON:
        print_json(_document(found))
    else:
        print_rows(_TERM_COLUMNS, _lines(found), style)
    if found.carried_forward:
        typer.echo(f"The figure before is what the return known on {found.known_before} says of a later day.", err=True)


def _two_days(days: list[datetime]) -> tuple[date, date] | None:
    if len(days) not in (0, 2):
        raise typer.BadParameter("Give --as-known twice, the earlier day first, or not at all.")
    return (days[0].date(), days[1].date()) if days else None


def _read_definition(path: Path) -> Any:
    from foothold.indicators import DefinitionError
    from foothold.indicators.definition import read

    try:
        return read(path.read_text(encoding="utf-8"), path.name)
    except FileNotFoundError:
        raise Refused(f"There is no file {path}. Check the path.") from None
    except DefinitionError as wrong:
        raise Refused(str(wrong)) from None


def _lines(found: Explanation) -> list[tuple[Any, ...]]:
    from foothold.indicators.changes import MEANINGS

    before = f"as known on {found.known_before}"
    after = f"as known on {found.known_after}"
    terms = [
        (one.name, one.numerator, one.denominator, one.value, len(one.rows), one.note or MEANINGS[one.name])
        for one in found.terms
    ]
    return [("before", *_numbers(found.before), "", before), *terms, ("after", *_numbers(found.after), "", after)]


def _numbers(figure: Figure) -> tuple[float | None, float | None, float | None]:
    return figure.numerator, figure.denominator, figure.value


def _row(term: str, row: Movement) -> tuple[Any, ...]:
    return (term, row.unit_id, row.person_id, row.team, row.event_date, row.before.in_words, row.after.in_words)


def _document(found: Explanation) -> dict[str, Any]:
    return {
        "indicator": found.indicator.id,
        "authority": found.authority,
        "as_at": found.as_at,
        "carried_forward": found.carried_forward,
        "before": _figure(found.known_before, found.before),
        "terms": [_term(term) for term in found.terms],
        "after": _figure(found.known_after, found.after),
        "records": {name: vars(altered) for name, altered in found.altered.items()},
    }


def _figure(known: date, figure: Figure) -> dict[str, Any]:
    numerator, denominator, value = _numbers(figure)
    return {
        "as_known": known,
        "version": figure.version,
        "numerator": numerator,
        "denominator": denominator,
        "value": value,
        "status": figure.status.value,
    }


def _term(term: Term) -> dict[str, Any]:
    return {
        "term": term.name,
        "numerator": term.numerator,
        "denominator": term.denominator,
        "value": term.value,
        "rows": [dict(zip(_ROW_COLUMNS[1:], _row(term.name, row)[1:], strict=True)) for row in term.rows],
        "note": term.note,
    }
