"""The `foothold` command.

Each topic has a module with its commands; this one assembles them and turns errors into exits.
"""

from __future__ import annotations

import errno
import os
import secrets
import sys
import traceback
from importlib.metadata import entry_points
from pathlib import Path
from typing import Annotated

import typer

from foothold.cli import (
    benchmarks,
    changes,
    charts,
    checks,
    circumstances,
    clocks,
    england,
    erasures,
    flow,
    indicators,
    loads,
    monitors,
    programme,
    reports,
    retention,
    returns,
    unallocated,
    worker_roles,
)
from foothold.cli.context import HOME_VARIABLE, Settings
from foothold.terms.errors import Refused

REFUSED, USAGE, FAULT, INTERRUPTED = 1, 2, 3, 130
CANNOT_WRITE = {errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EACCES, errno.EPERM, errno.ENOTDIR, errno.EEXIST}


def build_app() -> typer.Typer:
    """The whole command line: the core's commands and those of installed layers above it."""
    app = typer.Typer(no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False, help=__doc__)
    app.callback()(_settings)
    for topic in (
        returns,
        loads,
        erasures,
        retention,
        indicators,
        england,
        benchmarks,
        unallocated,
        flow,
        checks,
        worker_roles,
        monitors,
        changes,
        charts,
        circumstances,
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
    sys.exit(_flushed(_status_of(sys.argv[1:])))


def _status_of(arguments: list[str]) -> int:
    try:
        build_app()(args=_shared_options_first(arguments))
    except SystemExit as leaving:
        if isinstance(leaving.__context__, BrokenPipeError):
            return 0  # whoever read the output, such as head, has seen enough
        return leaving.code if isinstance(leaving.code, int) else REFUSED
    except Refused as refusal:
        return _refused(str(refusal))
    except KeyboardInterrupt:
        print("Stopped.", file=sys.stderr)
        return INTERRUPTED
    except BrokenPipeError:
        return 0
    except OSError as fault:
        if fault.errno in CANNOT_WRITE:
            return _refused(_cannot_write(fault))
        _report_fault(fault)
        return FAULT
    except Exception as fault:
        _report_fault(fault)
        return FAULT
    return 0


def _flushed(status: int) -> int:
    """The status after everything printed has gone out; where it cannot, the rest of it is let go."""
    try:
        sys.stdout.flush()
    except OSError as fault:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # or the interpreter tries again and complains
        if not isinstance(fault, BrokenPipeError):
            return _refused(_cannot_write(fault))
    return status


def _refused(text: str) -> int:
    print(f"Refused: {text}", file=sys.stderr)
    return REFUSED


def _cannot_write(fault: OSError) -> str:
    place = fault.filename or "The output"
    return f"{place} cannot be written: {fault.strerror}. Make room, or choose another place (--home for the folder)."


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
