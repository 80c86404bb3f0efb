"""Commands about what people record of a council that no figure tells: `foothold circumstances`."""

from __future__ import annotations

import getpass
from datetime import date, datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any

import typer

from foothold.cli.context import Format, Settings, print_rows
from foothold.cli.record import on_record
from foothold.terms.errors import Refused

if TYPE_CHECKING:
    from pathlib import Path

    from foothold.embeddedness.circumstances import Entry

COLUMNS = (
    "number",
    "kind",
    "title",
    "begins",
    "ends",
    "indicator",
    "answer",
    "note",
    "by",
    "at",
    "withdraws",
    "stands",
)
DAY = ["%Y-%m-%d"]
SHORT = ("no", "from", "to", "what", "by", "stands")
_SERVED = "Pages that are being served show it at once."


class Answer(StrEnum):
    """What people say to a question about practice."""

    YES = "yes"
    NO = "no"
    NOT_KNOWN = "not known"


MEANING = {Answer.YES: True, Answer.NO: False, Answer.NOT_KNOWN: None}

Authority = Annotated[str | None, typer.Option(help="The authority's code. Default: the only one loaded.")]
By = Annotated[str | None, typer.Option(help="Who says so. Default: whoever is signed in to this machine.")]


def register(app: typer.Typer) -> None:
    """Add `circumstances` to the command line."""
    topic = typer.Typer(
        no_args_is_help=True, help="What shook the service, practice and leadership, and charts' new baselines."
    )
    topic.command("list")(list_entries)
    topic.command("record")(record)
    topic.command("withdraw")(withdraw)
    app.add_typer(topic, name="circumstances")


def list_entries(
    context: typer.Context,
    authority: Authority = None,
    style: Annotated[Format, typer.Option("--format", help="How the rows are printed.")] = Format.TABLE,
) -> None:
    """Everything ever recorded, the oldest first, and whether it still stands."""
    from foothold.embeddedness.circumstances import circumstances, history

    home, code = _council(context, authority)
    standing = {entry.number for entry in circumstances(home, code).standing}
    rows = [_row(entry, entry.number in standing) for entry in history(home, code)]
    if style is Format.TABLE:
        print_rows(SHORT, [_in_short(*row) for row in rows], style, unbroken=("no", "from", "to", "stands"))
    else:
        print_rows(COLUMNS, rows, style)


def record(
    context: typer.Context,
    kind: Annotated[
        str,
        typer.Argument(
            metavar="KIND",
            help="pandemic, school_closure, reorganisation, leadership_change, other, programme, rebase, "
            "audit_moderated or leadership_stable.",
        ),
    ],
    begins: Annotated[datetime, typer.Option(formats=DAY, help="The first day, or the day it was found on.")],
    title: Annotated[str, typer.Option(help="Its name on charts, or what changed. Default: the kind in words.")] = "",
    ends: Annotated[datetime | None, typer.Option(formats=DAY, help="The last day; left out while it lasts.")] = None,
    note: Annotated[str, typer.Option(help="Source, cause or evidence. Name no child: it stays on record.")] = "",
    indicator: Annotated[str, typer.Option(help="Of a rebase: the indicator whose chart it is.")] = "",
    answer: Annotated[Answer | None, typer.Option(help="Of audit_moderated and leadership_stable.")] = None,
    by: By = None,
    authority: Authority = None,
) -> None:
    """Record a shock, the programme's start, a chart's new baseline, or what people vouch for."""
    from foothold.embeddedness import circumstances

    home, code = _council(context, authority)
    _refuse_wrong_answer(answer, kind, is_a_question=kind in circumstances.PRACTICE, note=note)
    if kind == circumstances.REBASE:
        indicator = _rebased(home, code, indicator, begins.date())
    on_record(home, "circumstance recorded", f"{code} {kind} from {begins.date()}")
    made = circumstances.record(
        *(home, code, kind, title or circumstances.KINDS.get(kind, ""), begins.date()),
        by=by or getpass.getuser(),
        ends=ends.date() if ends else None,
        note=note,
        indicator=indicator,
        answer=MEANING[answer] if answer else None,
    )
    typer.echo(f"Recorded as number {made.number}. {_SERVED}", err=True)


def withdraw(
    context: typer.Context,
    number: Annotated[int, typer.Argument(metavar="NUMBER", help="The number that foothold circumstances list shows.")],
    note: Annotated[str, typer.Option(help="Why it is taken back.")],
    by: By = None,
    authority: Authority = None,
) -> None:
    """Take an entry back, with the reason; both stay on record."""
    from foothold.embeddedness import circumstances

    home, code = _council(context, authority)
    on_record(home, "circumstance taken back", f"{code} entry {number}")
    circumstances.withdraw(home, code, number, by=by or getpass.getuser(), note=note)
    typer.echo(f"Number {number} is taken back. {_SERVED}", err=True)


def _council(context: typer.Context, authority: str | None) -> tuple[Path, str]:
    from foothold.warehouse import chosen_authority

    home = context.ensure_object(Settings).home
    return home, chosen_authority(home, authority)


def _refuse_wrong_answer(answer: Answer | None, kind: str, *, is_a_question: bool, note: str) -> None:
    if is_a_question and (answer is None or not note.strip()):
        raise Refused(f"{kind} needs an --answer ({', '.join(Answer)}) and, as its --note, on what evidence.")
    if answer is not None and not is_a_question:
        raise Refused(f"{kind!r} is no question. Leave --answer out.")


def _rebased(home: Path, authority: str, name: str, day: date) -> str:
    """The indicator whose chart gets a new baseline, which must have a value on that day."""
    from foothold.indicators import find, stored

    if not name:
        raise Refused("A rebase needs its --indicator.")
    indicator = find(name)
    weeks = stored(home, authority).series(indicator.id)
    if day not in {week.as_at for week in weeks if week.value is not None}:
        raise Refused(f"The chart of {indicator.id} has no value on {day}. Give the last day of one of its weeks.")
    return indicator.id


def _row(entry: Entry, stands: bool) -> tuple[Any, ...]:
    from foothold.embeddedness.circumstances import PRACTICE

    said = {value: answer for answer, value in MEANING.items()}
    answer = str(said[entry.answer]) if entry.kind in PRACTICE else ""
    what = (entry.number, entry.kind, entry.title, entry.begins, entry.ends, entry.indicator, answer, entry.note)
    stands_now = "" if entry.withdraws else "yes" if stands else "no"
    return (*what, entry.by, entry.at, entry.withdraws, stands_now)


def _in_short(
    number: int, kind: str, title: str, begins: date, ends: date, indicator: str, answer: str, note: str, *rest: Any
) -> tuple[Any, ...]:
    """A row for people, whose terminals are narrow: all that was said of it in one column."""
    by, _, withdraws, stands = rest
    what = f"number {withdraws}" if withdraws else indicator
    said = "; ".join(part for part in (kind.replace("_", " "), what, title, answer, note) if part)
    return number, begins, ends, said, by, stands
