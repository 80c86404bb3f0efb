"""Commands that show how a council's job titles and involvement roles are read, and change it."""

from __future__ import annotations

import getpass
from enum import StrEnum
from typing import Annotated

import typer

from foothold.cli.context import Format, Settings, print_rows
from foothold.cli.record import on_record


class RoleField(StrEnum):
    """What is read."""

    JOB_TITLE = "job_title"
    INVOLVEMENT_ROLE = "involvement_role"


Authority = Annotated[str, typer.Option(help="Authority's code; the only loaded one when left out.")]
Style = Annotated[Format, typer.Option("--format", help="How to print.")]
Field = Annotated[RoleField, typer.Argument(metavar="FIELD", help="job_title or involvement_role.")]
Pattern = Annotated[str, typer.Argument(metavar="TEXT", help="The title or role; % stands for any text.")]
_STALE = "Figures kept for pages rest on the table before. Compute them: foothold indicators store."


def register(app: typer.Typer) -> None:
    """Add `worker-roles` to the command line."""
    topic = typer.Typer(no_args_is_help=True, help="Which job titles and roles may hold a case.")
    topic.command("list")(list_roles)
    topic.command("set")(set_role)
    topic.command("unset")(unset_role)
    topic.command("history")(history)
    app.add_typer(topic, name="worker-roles")


def list_roles(context: typer.Context, authority: Authority = "", style: Style = Format.TABLE) -> None:
    """Every title and role in the newest returns and how it is read, unmapped ones first."""
    from foothold import warehouse
    from foothold.indicators import found_roles

    home = context.ensure_object(Settings).home
    code = warehouse.chosen_authority(home, authority or None)
    said = {(one.field, one.pattern): one for one in warehouse.council_roles(home, code)}
    with warehouse.open(home, code) as snapshot:
        found = found_roles(snapshot)
    rows = []
    for role in found:
        change = said.get((role.field, role.pattern or "")) if role.councils else None
        whose = change.by if change else "packaged" if role.kind else ""
        rows.append((role.field, role.text, role.involvements, role.kind, role.pattern, whose, change and change.at))
    print_rows(("field", "text", "involvements", "kind", "pattern", "by", "at"), rows, style)


def set_role(
    context: typer.Context,
    field: Field,
    pattern: Pattern,
    kind: Annotated[
        str,
        typer.Argument(
            metavar="KIND", help="Titles: social_worker, manager, holding or other. Roles: holder or other."
        ),
    ],
    authority: Authority = "",
) -> None:
    """Say what a title or role means in this council; the figures of every day follow it."""
    from foothold import warehouse
    from foothold.terms.worker_roles import WorkerRole

    home = context.ensure_object(Settings).home
    code = warehouse.chosen_authority(home, authority or None)
    role = WorkerRole(field.value, pattern, kind)
    on_record(home, "worker role set", f"{code} {field} '{pattern}' is {kind}")
    warehouse.set_role(home, code, role, by=getpass.getuser())
    typer.echo(_STALE, err=True)


def unset_role(context: typer.Context, field: Field, pattern: Pattern, authority: Authority = "") -> None:
    """Take back what was said of a title or role; the packaged table then reads it again."""
    from foothold import warehouse

    home = context.ensure_object(Settings).home
    code = warehouse.chosen_authority(home, authority or None)
    on_record(home, "worker role unset", f"{code} {field} '{pattern}'")
    warehouse.unset_role(home, code, field.value, pattern, by=getpass.getuser())
    typer.echo(_STALE, err=True)


def history(context: typer.Context, authority: Authority = "", style: Style = Format.TABLE) -> None:
    """Every change ever made to the council's own lines, the oldest first."""
    from foothold import warehouse

    home = context.ensure_object(Settings).home
    changes = warehouse.role_changes(home, warehouse.chosen_authority(home, authority or None))
    rows = [(one.at, one.by, one.field, one.pattern, one.kind or None) for one in changes]
    print_rows(("at", "by", "field", "pattern", "kind"), rows, style)
