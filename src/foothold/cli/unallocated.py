"""`foothold unallocated`: who has nobody, by every definition at once."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from typing import TYPE_CHECKING, Annotated, Any

import typer

from foothold.cli.context import Format, Settings, print_json, print_rows
from foothold.cli.record import on_record

if TYPE_CHECKING:
    from foothold.indicators.unallocated import Board, DefinitionCount

DAY = ["%Y-%m-%d"]


def register(app: typer.Typer) -> None:
    """Add `unallocated` to the command line."""
    app.command("unallocated")(print_unallocated)


def print_unallocated(
    context: typer.Context,
    as_at: Annotated[datetime, typer.Option(formats=DAY, help="The day asked about.")],
    authority: Annotated[str, typer.Option(help="Authority's code; the only loaded one when left out.")] = "",
    definition: Annotated[
        str, typer.Option(help="One definition only, unless it is at zero: nominal, kensington, effective or local.")
    ] = "",
    rows: Annotated[bool, typer.Option("--rows", help="Print the cases of --definition (nominal) instead.")] = False,
    as_known: Annotated[
        datetime | None, typer.Option(formats=DAY, help="Only what had been handed over by this day counts.")
    ] = None,
    style: Annotated[Format, typer.Option("--format", help="How to print.")] = Format.TABLE,
) -> None:
    """Open cases that have nobody, by every definition: waits, plans, ages, codes and weeks at zero."""
    from foothold import warehouse
    from foothold.indicators.ledger import NOMINAL, ledger
    from foothold.indicators.unallocated import board, zero_sentence

    home = context.ensure_object(Settings).home
    chosen = warehouse.chosen_authority(home, authority or None)
    known = ledger(home, chosen)
    asked = known.find(definition or NOMINAL)
    with warehouse.open(home, chosen, as_at=as_at.date(), as_known=as_known.date() if as_known else None) as snapshot:
        found = board(snapshot, as_at.date(), known)
    if rows:
        _print_cases(home, chosen, found, asked.name, style)
    else:
        # A zero is never printed alone: the other definitions stand beside it.
        alone = definition and found.counted(asked.name).cases
        _print_board(chosen, found, [asked.name] if alone else list(known.sets), style)
    if sentence := zero_sentence(found, asked.name):
        typer.echo(sentence, err=True)


def _print_cases(home: Any, authority: str, found: Board, name: str, style: Format) -> None:
    listed = found.listed(name)
    on_record(home, "unallocated", f"{authority} {name} as at {found.as_at}", len(listed))
    columns = ("referral_id", "person_id", "team", "codes", "waiting_since", "days", "plan", "age")
    print_rows(
        columns,
        [
            (
                case.referral_id, case.person_id, case.team, " ".join(case.codes), case.since[name],
                (found.as_at - case.since[name]).days, case.plan, case.age,
            )
            for case in listed
        ],
        style,
    )  # fmt: skip


def _print_board(authority: str, found: Board, names: list[str], style: Format) -> None:
    if style is Format.JSON:
        print_json(_document(authority, found, names))
        return
    columns = ("definition", "hash", "measure", "part", "value", "status", "missing")
    lines = [line for name in names for line in _lines(found.counted(name))]
    if style is Format.TABLE:
        _print_side_by_side(found, names, lines)
        return
    lines += [
        ("", "", "code", f"{one.code.id} {one.code.title}", one.cases, *_standing(one.cases, one.missing))
        for one in found.codes
    ]
    print_rows(columns, lines, style)


def _print_side_by_side(found: Board, names: list[str], lines: list[tuple[Any, ...]]) -> None:
    """One column a definition, as people compare them; what cannot be told says so instead of a number."""
    cells: dict[tuple[str, str], dict[str, Any]] = {}
    for name, _, measure, part, value, status, missing in lines:
        shown = status.replace("_", " ") if value is None else f"{value} ({missing})" if missing else value
        cells.setdefault((measure, part), {})[name] = shown
    hashes = {name: found.counted(name).definition.hash[:12] for name in names}
    cells = {("definition's hash", ""): dict(hashes), **cells}
    rows = [(*key, *(values.get(name, "not collected") for name in names)) for key, values in cells.items()]
    print_rows(("measure", "part", *names), rows, Format.TABLE)
    codes = [
        (one.code.id, one.code.title, "not collected" if one.cases is None else one.cases, one.missing)
        for one in found.codes
    ]
    print_rows(("code", "open cases with", "cases", "not collected because"), codes, Format.TABLE)


def _lines(one: DefinitionCount) -> Iterator[tuple[Any, ...]]:
    head = (one.definition.name, one.definition.hash[:12])
    missing = one.missing or ", ".join(f"{code} not collected" for code in one.not_told)
    yield (*head, "cases", "", one.cases, one.status.value, missing)
    if one.cases is None:
        return
    yield (*head, "longest wait in days", "", one.longest_days, "value" if one.cases else "blank", "")
    yield (*head, "weeks at zero", "", one.weeks_at_zero, *_standing(one.weeks_at_zero, ""))
    for measure, parts in (("wait", one.by_wait), ("plan", one.by_plan), ("age", one.by_age)):
        for part, cases in parts.items():
            yield (*head, measure, part, cases, "value", "")


def _standing(value: int | None, missing: str) -> tuple[str, str]:
    return ("value" if value is not None else "not_collected", missing)


def _document(authority: str, found: Board, names: list[str]) -> dict[str, Any]:
    from foothold.indicators.unallocated import zero_sentence

    return {
        "authority": authority,
        "as_at": found.as_at,
        "definitions": {name: _described(found.counted(name), found.as_at) for name in names},
        "codes": {
            one.code.id: {
                "title": one.code.title, "cases": one.cases, "status": _standing(one.cases, "")[0],
                "missing": one.missing,
            }
            for one in found.codes
        },
        "plans_not_collected": list(found.plans_not_collected),
        "zero": [sentence for name in names if (sentence := zero_sentence(found, name))],
    }  # fmt: skip


def _described(one: DefinitionCount, as_at: date) -> dict[str, Any]:
    version = one.definition.version(as_at)
    return {
        "title": one.definition.title,
        "hash": one.definition.hash,
        "source": one.definition.source,
        "codes": list(version.codes) if version else [],
        "value": one.cases,
        "status": one.status.value,
        "not_collected": list(one.not_told),
        "missing": one.missing,
        "longest_wait_days": one.longest_days,
        "weeks_at_zero": one.weeks_at_zero,
        "by_wait": one.by_wait,
        "by_plan": one.by_plan,
        "by_age": one.by_age,
    }
