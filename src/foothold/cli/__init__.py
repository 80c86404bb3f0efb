"""The `foothold` command.

Each topic has a module with its commands; this one assembles them and turns errors into exits.
"""

from __future__ import annotations

import secrets
import sys
import traceback
from importlib.metadata import entry_points
from pathlib import Path
from typing import Annotated

import typer

from foothold.cli import (
    changes,
    charts,
    checks,
    clocks,
    erasures,
    flow,
    indicators,
    loads,
    programme,
    reports,
    returns,
    unallocated,
    worker_roles,
)
from foothold.cli.context import HOME_VARIABLE, Settings
from foothold.terms.errors import Refused

REFUSED, USAGE, FAULT = 1, 2, 3


def build_app() -> typer.Typer:
    """The whole command line: the core's commands and those of installed layers above it."""
    app = typer.Typer(no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False, help=__doc__)
    app.callback()(_settings)
    for topic in (
        returns,
        loads,
        erasures,
        indicators,
        unallocated,
        flow,
        checks,
        worker_roles,
        changes,
        charts,
        clocks,
        reports,
        programme,
    ):
        topic.register(app)
    for entry in sorted(entry_points(group="foothold.commands"), key=lambda entry: entry.name):
        entry.load()(app)
    return app


def _settings(
    context: typer.Context,
    home: Annotated[
        Path, typer.Option(envvar=HOME_VARIABLE, help="Folder that holds the warehouse and the database.")
    ] = Path("foothold-home"),
    debug: Annotated[bool, typer.Option(help="Show a stack trace when Foothold itself is at fault.")] = False,
) -> None:
    """Shows whether a children's service that was found failing is really improving."""
    context.obj = Settings(home=home, debug=debug)


def main() -> None:
    """Run one command: 0 done, 1 refused, 2 wrong usage, 3 a fault of ours."""
    try:
        build_app()(args=_shared_options_first(sys.argv[1:]))
    except Refused as refusal:
        print(f"Refused: {refusal}", file=sys.stderr)
        sys.exit(REFUSED)
    except KeyboardInterrupt:
        print("Stopped.", file=sys.stderr)
        sys.exit(130)
    except Exception as fault:
        _report_fault(fault)
        sys.exit(FAULT)


def _shared_options_first(arguments: list[str]) -> list[str]:
    """Let `--home DIR` and `--debug` stand anywhere on the line, as users expect of options every command has."""
    shared: list[str] = []
    rest: list[str] = []
    remaining = iter(arguments)
    for argument in remaining:
        if argument == "--home":
            shared += [argument, *([value] if (value := next(remaining, None)) is not None else [])]
        elif argument == "--debug" or argument.startswith("--home="):
            shared.append(argument)
        else:
            rest.append(argument)
    return shared + rest


def _report_fault(fault: Exception) -> None:
    """Name the fault by a reference and its kind only: its text could hold a value from a child's record."""
    reference = secrets.token_hex(4)
    print(f"Foothold failed (reference {reference}, {type(fault).__name__}). Run again with --debug.", file=sys.stderr)
    if "--debug" in sys.argv:
        traceback.print_exception(fault)
