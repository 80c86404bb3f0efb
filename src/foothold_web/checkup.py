"""What `foothold doctor` looks at. Each finding is a check, its result and what to do."""

from __future__ import annotations

import shutil
import stat
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

from django.conf import settings
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor

from foothold import warehouse
from foothold.indicators import stored
from foothold.terms.errors import Refused
from foothold.terms.numbers import counted
from foothold_web import home as home_folder
from foothold_web.audit.record import verify
from foothold_web.reporting import pictures
from foothold_web.uploads import area, desk

GOOD = "good"
LEAST_FREE_BYTES = 2_000_000_000
Finding = tuple[str, str, str]


def findings(home: Path) -> list[Finding]:
    """Every check of an installation in order."""
    checks: tuple[tuple[str, Callable[[Path], Iterator[str]]], ...] = (
        ("keys are private", _keys),
        ("space on the disk", _space),
        ("database is up to date", _migrations),
        ("saved means on disk", _durability),
        ("audit log is whole", _audit),
        ("warehouse can be read", _warehouse),
        ("warehouse holds what was written", _contents),
        ("no erasure is unfinished", _erasures),
        ("nothing lies about", _leftovers),
        ("no upload lies about", _uploads),
        ("figures rest on the newest load", _figures),
        ("faults show no trace", _debug),
    )
    found: list[Finding] = []
    for title, check in checks:
        problems = list(check(home))
        found += [(title, "not good", problem) for problem in problems] or [(title, GOOD, "")]
    return found


def _keys(home: Path) -> Iterator[str]:
    of_the_warehouse = [home / warehouse.WORKER_KEY] if warehouse.authorities(home) else []
    if any(_may_have_erased(home, authority) for authority in warehouse.authorities(home)):
        of_the_warehouse.append(home / warehouse.ERASURE_KEY)
    for path in (*(home / "keys" / name for name in home_folder.KEYS), *of_the_warehouse):
        if not path.exists():
            yield f"{path} is missing. Restore it from a backup."
        elif stat.S_IMODE(path.stat().st_mode) & 0o077:
            yield f"Others can read {path}. Run: chmod 600 {path}"


def _may_have_erased(home: Path, authority: str) -> bool:
    """Whether the key of erasures is needed; a manifest that cannot be read, which is told apart, does not say."""
    try:
        return bool(warehouse.erasures(home, authority))
    except Refused:
        return False


def _space(home: Path) -> Iterator[str]:
    if shutil.disk_usage(home).free < LEAST_FREE_BYTES:
        yield "Less than 2 GB is free. A load writes new files before it removes old ones: make room."


def _migrations(home: Path) -> Iterator[str]:
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        yield "It is of an older version. Start foothold serve once: it brings the database up to date."


def _durability(home: Path) -> Iterator[str]:
    if connection.vendor != "sqlite":
        return
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA journal_mode")
        mode = cursor.fetchone()
        cursor.execute("PRAGMA synchronous")
        synchronous = cursor.fetchone()
    if mode != ("wal",) or synchronous != (2,):
        yield "SQLite is not in WAL mode with full synchronisation. Do not open the database with another program."


def _audit(home: Path) -> Iterator[str]:
    found = verify()
    if not found.whole:
        yield f"{found.reason}, first at event {found.first_bad}. Tell whoever answers for information governance."


def _warehouse(home: Path) -> Iterator[str]:
    for authority in warehouse.authorities(home):
        try:
            warehouse.open(home, authority).close()
        except Refused as refusal:
            yield str(refusal)
    try:
        warehouse.open_published(home).close()
    except Refused as refusal:
        yield str(refusal)


def _contents(home: Path) -> Iterator[str]:
    """Every file read to its end: a file of the right size opens, though its bytes may have changed."""
    for authority in warehouse.histories(home):
        with suppress(Refused):  # a manifest that cannot be read, which is told apart
            for path in warehouse.damaged_files(home, authority):
                yield f"{path} is missing or damaged. Restore the home folder from a backup."


def _erasures(home: Path) -> Iterator[str]:
    for authority in warehouse.authorities(home):
        if begun := warehouse.unfinished(home, authority):
            yield (
                f"An erasure begun for {authority} at {begun} did not come to its end. "
                "Give the same foothold erase command again: it goes on where it stopped."
            )


def _leftovers(home: Path) -> Iterator[str]:
    for authority in warehouse.authorities(home):
        if left := warehouse.leftovers(home, authority):
            yield (
                f"A load or an erasure for {authority} was killed and left {counted(len(left), 'file')} that may hold "
                f"rows about children, such as {left[0].name}. The next load or erasure removes them."
            )


def _uploads(home: Path) -> Iterator[str]:
    try:
        left = desk.left(home)
    except DatabaseError:  # an older database, of which the check of its version tells
        return
    if left:
        yield (
            f"{counted(len(left), 'upload')} in {home / area.AREA} should be gone by now and may hold rows about "
            "children. Start foothold serve again: it removes them."
        )


def _figures(home: Path) -> Iterator[str]:
    for authority in warehouse.authorities(home):
        try:
            with warehouse.open(home, authority) as snapshot:
                figures = stored(home, authority)
                current = figures.snapshot_identity == snapshot.identity
            if not current or not pictures.rests_on(home, authority, figures):
                yield f"Those of {authority} are older. Start foothold serve again: it computes them first."
        except Refused as refusal:
            yield str(refusal)


def _debug(home: Path) -> Iterator[str]:
    if settings.DEBUG:
        yield "FOOTHOLD_DEBUG is set. Unset it: pages show stack traces."
