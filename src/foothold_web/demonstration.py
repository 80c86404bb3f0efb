"""Exampleshire from nothing to a served page: every step goes through the door that a real council's data take."""

from __future__ import annotations

import json
import secrets
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import chain
from pathlib import Path
from subprocess import PIPE, Popen

from foothold import reports, warehouse
from foothold.demo import AUTHORITY, PEOPLE, SHOCKS, DemoReturn
from foothold.embeddedness.circumstances import LEADERSHIP, PROGRAMME, history, record
from foothold.reports import BuiltReport
from foothold_web import setting_up
from foothold_web.accounts.models import Membership, User
from foothold_web.accounts.roles import ROLES
from foothold_web.cases import identities
from foothold_web.home import write_private
from foothold_web.reporting import published

DRAFTS = ("february-2020", "june-2020")  # in order of date: the second says what changed since the first
SIGN_IN = "sign-in.txt"
LISTED = "returns.json"  # beside the returns: all of them are there
KINDS_OF_SHOCKS = {"programme": PROGRAMME, "commissioner": LEADERSHIP, "schools": "school_closure"}
Say = Callable[[str], None]


@dataclass(frozen=True)
class Step:
    """One thing to do; `share` is how much of the whole it is, roughly in seconds."""

    title: str
    share: int
    do: Callable[[Say], None]


def steps(home: Path) -> Iterator[Step]:
    """Everything between an empty folder and a served page. What is there already is left as it is.

    A process of its own writes the returns, so that one is loaded while the next is written.
    """
    handed_over = _returns(home / "returns", _begun(home / "returns"))
    first: list[DemoReturn] = []
    yield Step("Making accounts", 2, lambda say: _people(home))
    yield Step("Forecasting when the trust goes live", 4, lambda say: _programme(home))
    yield Step("Making the council's returns", 30, lambda say: first.append(_first(handed_over, say)))
    for one in chain(first, (one for one in handed_over if isinstance(one, DemoReturn))):
        yield Step(f"Loading {one.path.name}", 4, lambda say, one=one: _load(home, one, say))
    yield Step("Recording what shook the service", 1, lambda say: _shocks(home))
    yield Step("Computing figures and drawing charts", 30, lambda say: _refresh(home, say))
    for draft in DRAFTS:
        yield Step(f"Building the report {draft}", 10, lambda say, draft=draft: _report(home, draft, say))


SHARES = 2 + 4 + 30 + 33 * 4 + 1 + 30 + 2 * 10


def _begun(folder: Path) -> Popen[str] | None:
    """The process that writes the returns; None where a list beside them says that all of them are there."""
    if (folder / LISTED).exists():
        return None
    return Popen([sys.executable, "-m", "foothold.demo", str(folder)], stdout=PIPE, encoding="utf-8")


def _returns(folder: Path, process: Popen[str] | None) -> Iterator[DemoReturn | str]:
    """Each return as it is written, and between them what the process says it is doing."""
    rows = json.loads((folder / LISTED).read_bytes()) if process is None else []
    yield from (_listed(folder, row) for row in rows)
    if process is None or process.stdout is None:
        return
    with process:
        for line in map(json.loads, process.stdout):
            rows += [line] if isinstance(line, list) else []
            yield _listed(folder, line) if isinstance(line, list) else line
    if process.returncode:
        raise RuntimeError("the demonstration's returns could not be written; what went wrong is told above")
    write_private(folder / LISTED, json.dumps(rows, indent=1).encode())


def _listed(folder: Path, row: list[str]) -> DemoReturn:
    path, profile, authority, day = row
    return DemoReturn(folder / path, profile, authority, date.fromisoformat(day))


def _first(handed_over: Iterator[DemoReturn | str], say: Say) -> DemoReturn:
    for one in handed_over:
        if isinstance(one, DemoReturn):
            return one
        say(one)
    raise RuntimeError("the demonstration has no returns")


def _load(home: Path, one: DemoReturn, say: Say) -> None:
    if one.authority in warehouse.authorities(home):
        loaded = {(load.profile, load.as_at) for load in warehouse.loads(home, one.authority)}
        if (one.profile, one.as_at) in loaded:
            return
    warehouse.load(
        home,
        one.path,
        authority=one.authority,
        as_at=one.as_at,
        profile=one.profile,
        by="foothold demo",
        keep_identities=identities.keep,
        progress=say,
    )


def _people(home: Path) -> None:
    """Accounts with passwords of their own, in a file that only its owner can read; made once."""
    path = home / SIGN_IN
    if path.exists() and User.objects.exists():
        return
    lines = []
    for person in PEOPLE:
        password = secrets.token_urlsafe(12)
        user, _ = User.objects.get_or_create(username=person.username)
        user.first_name, user.last_name = person.forename, person.surname
        user.set_password(password)
        user.save()
        Membership.objects.get_or_create(
            user=user, authority=AUTHORITY, role=person.role, team=person.team, valid_from=date(2018, 4, 1)
        )
        lines.append(f"{person.username:<20}{password:<20}{user}, {ROLES[person.role].title}")
    write_private(path, ("\n".join(lines) + "\n").encode())


def _shocks(home: Path) -> None:
    there = {(entry.title, entry.begins) for entry in history(home, AUTHORITY)}
    for shock in SHOCKS:
        if (shock.title, shock.start) not in there:
            kind = KINDS_OF_SHOCKS.get(shock.id, "pandemic")
            record(
                *(home, AUTHORITY, kind, shock.title, shock.start),
                ends=shock.end,
                note=shock.source,
                by="foothold demo",
            )


def _refresh(home: Path, say: Say) -> None:
    setting_up.refresh(home, AUTHORITY, say)


def _programme(home: Path) -> None:
    """The plan and three forecasts of it, which are kept as issued, and the record that people kept beside them."""
    from foothold.demo.programme import write_programme  # scipy takes its time, and only this step needs it
    from foothold_web.programme.demonstration import put_record

    write_programme(home)
    put_record(AUTHORITY)


def _report(home: Path, draft: str, say: Say) -> None:
    as_at = reports.read_draft(reports.packaged_drafts()[draft].read_text(encoding="utf-8")).as_at
    if as_at is None:
        raise ValueError(f"the packaged draft {draft} has no date")
    wanted = [published.path_of(home, AUTHORITY, as_at, kind) for kind in published.KINDS]
    if all(path.exists() for path in wanted):
        return
    built = reports.build(draft, home=home, authority=AUTHORITY, as_at=as_at, previous=_before(home, as_at))
    for path in wanted:
        say(f"Writing {path.name}")
        reports.write(built, path)


def _before(home: Path, as_at: date) -> BuiltReport | None:
    built = sorted((home / "reports" / AUTHORITY).glob("*.html"))
    earlier = [path for path in built if path.stem[-10:] < as_at.isoformat()]
    return reports.read(earlier[-1]) if earlier else None


def whereabouts(home: Path, address: str) -> str:
    """What was made, where it lies, and how to sign in: for whoever started it."""
    files = sorted((home / "reports" / AUTHORITY).glob("*.[hp]*"))
    listed = "\n".join(f"  {path}" for path in files)
    accounts = (home / SIGN_IN).read_text().rstrip()
    return (
        f"Reports:\n{listed}\n\nSign in at {address} with a user name and its password\n"
        f"(also in {home / SIGN_IN}, which only you can read):\n\n{accounts}\n"
    )
