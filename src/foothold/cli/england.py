"""Commands that compute every council at once, on this machine or on a cluster."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from foothold.cli.context import Settings, progress_console
from foothold.cli.indicators import DAY, EngineName, Every
from foothold.cli.record import on_record
from foothold.terms.errors import Refused

if TYPE_CHECKING:
    from foothold.indicators.england import Request


def register(app: typer.Typer) -> None:
    """Add `england` to the command line."""
    topic = typer.Typer(no_args_is_help=True, help="Every council at once, on this machine or on Spark.")
    topic.command("hand-out")(hand_out)
    topic.command("figures")(figures)
    app.add_typer(topic, name="england")


def hand_out(
    context: typer.Context,
    folder: Annotated[Path, typer.Argument(help="A new folder; it will hold rows of children under pseudonyms.")],
) -> None:
    """Write the tables of every authority loaded as Parquet, to be computed elsewhere or copied to object storage."""
    from foothold.indicators import england

    home = context.ensure_object(Settings).home
    with progress_console().status("Handing out") as status:
        rows = england.hand_out(home, folder, status.update)
    on_record(home, "hand out", str(folder), rows)
    print(f"{rows} rows handed out into {folder}. Copy it where Spark reads it, and remove it when it is done with.")


def figures(
    location: Annotated[str, typer.Argument(help="Folder handed out; for Spark also an address such as s3a://...")],
    into: Annotated[Path, typer.Option(help="Folder for the figures: one Parquet file for each authority.")],
    start: Annotated[datetime, typer.Option("--from", formats=DAY, help="First day of the series.")],
    end: Annotated[datetime, typer.Option("--to", formats=DAY, help="Last day of the series.")],
    every: Annotated[Every, typer.Option(help="Length of each period.")] = Every.WEEK,
    by: Annotated[str, typer.Option(help="Slices besides the whole, each alone: team, locality ...")] = "",
    indicator: Annotated[list[str] | None, typer.Option(help="Identifier or name; all when left out.")] = None,
    engine: Annotated[EngineName, typer.Option(help="Where the definitions run.")] = EngineName.DUCKDB,
    at_once: Annotated[int, typer.Option(min=1, help="How many councils are computed side by side.")] = 2,
    spark: Annotated[list[str] | None, typer.Option(help="A setting of Spark, as name=value.")] = None,
) -> None:
    """Figures of every council of a folder handed out, over every period, as a whole and by each slice."""
    from foothold.indicators import CATALOGUE, find, periods
    from foothold.indicators.england import Request

    ids = tuple(find(one).id for one in indicator or CATALOGUE)
    asked = Request(ids, tuple(periods(start.date(), end.date(), every.value)), tuple(filter(None, by.split(","))))
    settings = dict(_setting(text) for text in spark or [])
    for authority, count in _computed(location, asked, into, engine, at_once, settings):
        print(f"{authority}: {count} figures")


def _computed(
    location: str, asked: Request, into: Path, engine: EngineName, at_once: int, settings: dict[str, str]
) -> Iterator[tuple[str, int]]:
    from foothold.indicators import england

    if engine is EngineName.DUCKDB:
        yield from england.figures_on_duckdb(Path(location), asked, into, at_once)
        return
    if engine is not EngineName.SPARK:
        raise Refused(f"Every council is computed on duckdb or on spark, and not on {engine.value}.")
    from foothold.indicators.spark import spark_session

    with spark_session(settings) as session:
        yield from england.figures_on_spark(session, location, asked, into, at_once)


def _setting(text: str) -> tuple[str, str]:
    name, equals, value = text.partition("=")
    if not equals:
        raise Refused(f"'{text}' is no setting of Spark. Write it as name=value, for example spark.master=local[4].")
    return name, value
