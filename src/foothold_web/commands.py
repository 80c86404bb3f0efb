"""Commands of the service: the demonstration, the server, the audit log's check, and a look at the installation."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from foothold.cli.context import Format, Settings, print_rows, progress_console
from foothold.terms.errors import Refused

Bind = Annotated[str, typer.Option(help="Address and port to answer on. Only this machine can reach 127.0.0.1.")]
HERE = "127.0.0.1:8000"
THREADS = 8


def register(app: typer.Typer) -> None:
    """Add the commands to the command line."""
    app.command()(demo)
    app.command()(serve)
    app.command()(doctor)
    audit = typer.Typer(no_args_is_help=True, help="The log of who looked at what.")
    audit.command()(verify)
    app.add_typer(audit, name="audit")


def demo(
    context: typer.Context,
    serve_it: Annotated[bool, typer.Option("--serve/--no-serve", help="Serve the pages when all is made.")] = True,
    bind: Bind = HERE,
) -> None:
    """Make the demonstration council Exampleshire, load its returns, build both reports, and serve the pages."""
    from foothold_web import setting_up

    home: Path = context.obj.home.absolute()
    setting_up.use(home)
    setting_up.migrate()
    from foothold_web import demonstration

    _with_progress(home)
    print(demonstration.whereabouts(home, f"http://{bind}"))
    if serve_it:
        _serve(bind)


def serve(context: typer.Context, bind: Bind = HERE) -> None:
    """Serve the pages of a home folder."""
    from foothold import warehouse
    from foothold_web import setting_up

    home: Path = context.obj.home.absolute()
    warehouse.chosen_authority(home, next(iter(warehouse.authorities(home)), None))
    setting_up.use(home)
    setting_up.migrate()
    from foothold_web.uploads import desk

    desk.clear(home)
    console = progress_console()
    for authority in warehouse.authorities(home):
        with console.status(f"Preparing {authority}") as status:
            setting_up.refresh(home, authority, status.update)
    _serve(bind)


def verify(context: typer.Context) -> None:
    """Check that no event of the audit log was changed, removed, put in or cut off."""
    from foothold_web import setting_up

    setting_up.use(_existing(context.obj))
    from foothold_web.audit.record import verify as verify_log

    found = verify_log()
    if not found.whole:
        raise Refused(f"the audit log is not whole: {found.reason}, first at event {found.first_bad}.")
    print(f"The audit log is whole: {found.events} events.")


def doctor(context: typer.Context) -> None:
    """Look at an installation and say what is not as it should be."""
    from foothold_web import setting_up

    home = _existing(context.obj)
    setting_up.use(home)
    from foothold_web.checkup import findings

    found = findings(home)
    print_rows(("check", "result", "what to do"), found, Format.TABLE if sys.stdout.isatty() else Format.CSV)
    if any(result != "good" for _, result, _ in found):
        raise Refused("something is not as it should be; see the list.")


def _existing(settings: Settings) -> Path:
    """The home folder; Refused where there is none, since looking must not make one."""
    home = settings.home.absolute()
    if not (home / "keys").is_dir():
        raise Refused(f"{home} is not a Foothold home. Name one with --home, or make one: foothold demo.")
    return home


def _with_progress(home: Path) -> None:
    """Do every step under one bar that names what is being done; without a terminal, say one line a step."""
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

    from foothold_web import demonstration

    console = progress_console()
    percentage, now = TextColumn("{task.percentage:>3.0f}%"), TextColumn("{task.description}")
    with Progress(BarColumn(), percentage, TimeElapsedColumn(), now, console=console) as bar:
        task = bar.add_task("", total=demonstration.SHARES)
        for step in demonstration.steps(home):
            if not console.is_terminal:
                console.print(step.title)
            bar.update(task, description=step.title)
            step.do(lambda text, title=step.title: bar.update(task, description=f"{title}: {text}"))
            bar.advance(task, step.share)
        bar.update(task, description="Done", completed=demonstration.SHARES)


def _serve(bind: str) -> None:
    from functools import partial

    import waitress
    from django.conf import settings
    from django.urls import get_resolver

    from foothold import warehouse
    from foothold.charts import bars
    from foothold_web import first_visits, history
    from foothold_web.wsgi import application

    # Every page is imported, every history read into memory and a first chart drawn now, so that the first visitor
    # does not wait for it. A history that cannot be read goes on the log and keeps no other council's pages away.
    _ = get_resolver().url_patterns
    for authority in warehouse.authorities(settings.FOOTHOLD_HOME):
        first_visits.attempt(partial(history.warm, authority))
    bars("First chart", "", [("", 0.0)])
    first_visits.start()
    print(f"Serving on http://{bind} (stop with Ctrl+C)", file=sys.stderr)
    waitress.serve(application, listen=bind, threads=THREADS, ident=None)
