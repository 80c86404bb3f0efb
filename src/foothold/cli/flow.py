"""`foothold flow`: what was there, what came, what went and why, what is left."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from foothold.cli.context import Format, Settings, print_rows
from foothold.cli.indicators import Every
from foothold.cli.record import on_record

if TYPE_CHECKING:
    from foothold.indicators.flow import PeriodFlow
    from foothold.indicators.stocks import Stock
    from foothold.terms.reporting_periods import Period

DAY = ["%Y-%m-%d"]


def register(app: typer.Typer) -> None:
    """Add `flow` to the command line."""
    app.command("flow")(print_flow)


def print_flow(
    context: typer.Context,
    stock: Annotated[str, typer.Argument(metavar="STOCK", help="unallocated, assessments, plans or looked-after.")],
    start: Annotated[datetime, typer.Option("--from", formats=DAY, help="First day of the series.")],
    end: Annotated[datetime, typer.Option("--to", formats=DAY, help="Last day of the series.")],
    authority: Annotated[str, typer.Option(help="Authority's code; the only loaded one when left out.")] = "",
    every: Annotated[Every, typer.Option(help="Length of each period between --from and --to.")] = Every.WEEK,
    definition: Annotated[
        str, typer.Option(help="Whose unallocated: nominal, kensington, effective, local.")
    ] = "nominal",
    as_known: Annotated[
        datetime | None, typer.Option(formats=DAY, help="Only what had been handed over by this day counts.")
    ] = None,
    as_handed_over: Annotated[
        bool, typer.Option("--as-handed-over", help="Each period as first told; later changes are 'corrected'.")
    ] = False,
    rows: Annotated[bool, typer.Option("--rows", help="Print the moves themselves, one a line, instead.")] = False,
    movement: Annotated[str, typer.Option(help="With --rows: only these moves, for example allocated.")] = "",
    style: Annotated[Format, typer.Option("--format", help="How to print.")] = Format.TABLE,
) -> None:
    """A stock week by week: opening + in - out = closing, to the child."""
    from foothold import warehouse
    from foothold.indicators.stocks import find_stock
    from foothold.terms.reporting_periods import periods

    found = find_stock(stock)
    if movement:
        found.rule(movement)
    if as_handed_over and (as_known or definition != "nominal"):
        raise typer.BadParameter("--as-handed-over goes with neither --as-known nor --definition.")
    home = context.ensure_object(Settings).home
    chosen = warehouse.chosen_authority(home, authority or None)
    spans = periods(start.date(), end.date(), every.value)
    if as_handed_over:
        from foothold.indicators.flow import flow_as_handed_over

        told = flow_as_handed_over(home, chosen, found, spans)
    else:
        told = _as_known(home, chosen, found, spans, definition, as_known.date() if as_known else None)
    if rows:
        _print_moves(home, chosen, found, told, movement, style)
    else:
        _print_periods(found, told, every, style)
    _warn(told)


def _as_known(
    home: Path, authority: str, stock: Stock, spans: Sequence[Period], definition: str, as_known: date | None
) -> list[PeriodFlow]:
    from foothold import warehouse
    from foothold.indicators.flow import flow, incomplete
    from foothold.indicators.ledger import ledger

    with warehouse.open(home, authority, as_known=as_known) as snapshot:
        if remark := incomplete(snapshot, spans):
            typer.echo(remark, err=True)
        return flow(snapshot, stock, spans, definition=definition, known=ledger(home, authority))


def _print_periods(stock: Stock, told: Sequence[PeriodFlow], every: Every, style: Format) -> None:
    columns = (f"{every.value}_ending", "opening", *stock.movements, "closing", "unexplained")
    lines = [
        (
            one.period.as_at, one.opening, *(one.count(stock, name) for name in stock.movements), one.closing,
            one.unexplained,
        )
        for one in told
    ]  # fmt: skip
    print_rows(columns, lines, style)


def _print_moves(
    home: Path, authority: str, stock: Stock, told: Sequence[PeriodFlow], movement: str, style: Format
) -> None:
    lines = [
        (
            one.period.as_at,
            move.name,
            "in" if move.direction > 0 else "out",
            move.unit_id,
            move.person_id,
            move.team,
            move.day,
        )
        for one in told
        for move in one.movements
        if movement in ("", move.name)
    ]
    span = f"{told[0].period.start} to {told[-1].period.as_at}" if told else ""
    on_record(home, "flow", f"{authority} {stock.name} {movement} {span}", len(lines))
    print_rows(("period_ending", "movement", "direction", "unit_id", "person_id", "team", "day"), lines, style)


def _warn(told: Sequence[PeriodFlow]) -> None:
    adrift = [one for one in told if not one.reconciles]
    if adrift:
        units = sum(len(one.unexplained_units) for one in adrift)
        typer.echo(
            f"{units} do not reconcile in {len(adrift)} periods: the figures of these periods cannot be relied on.",
            err=True,
        )
