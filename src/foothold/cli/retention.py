"""Commands about how long records are kept: the rules, who is due by them, disposing of those, and holds."""

from __future__ import annotations

import sys
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from foothold.cli.context import Format, print_rows
from foothold.cli.erasures import Authority, Child, Reason, Style, forgetters_of, print_erased, renew_figures, who
from foothold.cli.record import on_record
from foothold.terms.errors import Refused
from foothold.terms.numbers import counted

if TYPE_CHECKING:
    from foothold.warehouse.retention import Due

AsAt = Annotated[datetime | None, typer.Option(formats=["%Y-%m-%d"], help="The day asked about; today without it.")]
Rules = Annotated[
    list[str] | None, typer.Option("--rule", metavar="RULE", help="A rule of the list; of several the longest counts.")
]


def register(app: typer.Typer) -> None:
    """Add the commands of this topic."""
    group = typer.Typer(no_args_is_help=True, help="How long records about children are kept.")
    for name, command in (("list", list_rules), ("due", due), ("apply", apply), ("hold", hold), ("release", release)):
        group.command(name)(command)
    app.add_typer(group, name="retention")


def list_rules(style: Style = Format.TABLE) -> None:
    """List the rules, since when they are in force, and where each comes from."""
    from foothold.warehouse.retention import DEFAULT_RULE, rules

    rows = (
        (rule.name, "yes" if rule.name == DEFAULT_RULE else "", rule.title, rule.in_force, rule.source)
        for rule in rules().values()
    )
    print_rows(("rule", "default", "what goes when", "in force since", "source"), rows, style)


def due(
    context: typer.Context,
    authority: Authority = None,
    rule: Rules = None,
    as_at: AsAt = None,
    children: Annotated[bool, typer.Option("--children", help="List the children's identifiers.")] = False,
    style: Style = Format.TABLE,
) -> None:
    """Show how many children's records are due; nothing is changed."""
    from foothold import warehouse
    from foothold.warehouse import retention

    home = context.obj.home
    code = warehouse.chosen_authority(home, authority)
    found = retention.due(home, code, _day(as_at), _rules(rule))
    on_record(home, "retention due", f"{code} {', '.join(found.rules)}", len(found.children) if children else None)
    if children:
        print_rows(("child",), ([child] for child in found.children), style)
        return
    row = (", ".join(found.rules), found.as_at, found.known, len(found.children), found.held, found.not_known)
    print_rows(("rules", "as at", "children", "due", "held", "not known"), [row], style)


def apply(
    context: typer.Context,
    authority: Authority = None,
    rule: Rules = None,
    as_at: AsAt = None,
    style: Style = Format.TABLE,
) -> None:
    """Remove the records that are due, as foothold erase would; for good."""
    from foothold import warehouse
    from foothold.warehouse import retention

    home = context.obj.home
    code = warehouse.chosen_authority(home, authority)
    day = _day(as_at)
    if day > date.today():
        raise Refused(f"{day} has not come yet, and nothing goes before its day. Ask what will be due: retention due.")
    found = retention.due(home, code, day, _rules(rule))
    if not found.children:
        print("No child's record is due; nothing was changed.", file=sys.stderr)
        return
    _dispose(home, code, found, style)


def _dispose(home: Path, code: str, found: Due, style: Format) -> None:
    from foothold import warehouse

    named = ", ".join(found.rules)
    reason = f"retention rule {named}, as at {found.as_at}"
    target = f"{code} {counted(len(found.children), 'child')}"
    done = warehouse.erase(
        home,
        found.children,
        authority=code,
        reason=reason,
        by=who(),
        forgetters=forgetters_of(home),
        announce=lambda _: on_record(home, "retention begun", target, purpose=reason),
        rule=named,
        last_active=found.last_active,
    )
    on_record(home, "retention", target, done.rows_removed, purpose=reason)
    print_erased(done, style)
    print(f"The records of {counted(len(found.children), 'child')} are gone.", file=sys.stderr)
    renew_figures(home, code)


def hold(context: typer.Context, child: Child, authority: Authority = None, reason: Reason = "") -> None:
    """Keep a child's record whatever the rules say, for a claim, an inquiry or a court."""
    from foothold import warehouse

    code = warehouse.chosen_authority(context.obj.home, authority)
    warehouse.hold(context.obj.home, child, authority=code, reason=reason, by=who())
    on_record(context.obj.home, "retention hold", code, purpose=reason)
    print("The record is held: it can be neither erased nor disposed of until it is released.", file=sys.stderr)


def release(context: typer.Context, child: Child, authority: Authority = None, reason: Reason = "") -> None:
    """End a hold."""
    from foothold import warehouse

    code = warehouse.chosen_authority(context.obj.home, authority)
    warehouse.release(context.obj.home, child, authority=code, reason=reason)
    on_record(context.obj.home, "retention release", code, purpose=reason)
    print("The hold has ended.", file=sys.stderr)


def _rules(names: list[str] | None) -> list[str]:
    from foothold.warehouse.retention import DEFAULT_RULE

    return names or [DEFAULT_RULE]


def _day(as_at: datetime | None) -> date:
    return as_at.date() if as_at else date.today()
