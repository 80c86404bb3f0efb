"""The problems of each load and the rows it set aside, kept beside the history."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

from foothold.returns import Problem, ReadReturn
from foothold.terms.errors import Refused
from foothold.warehouse import engine
from foothold.warehouse.durable import PRIVATE_FILE, PRIVATE_FOLDER, sync, write_private
from foothold.warehouse.manifest import Manifest, folder_of, histories, loads

FOLDER = "problems"


@dataclass(frozen=True)
class SetAsideRow:
    """A row that was not imported, as it was handed over. `record` holds a person's data: for the analyst only."""

    file: str
    row: int
    rule: str
    record: str  # JSON object of the row's texts


def keep(folder: Path, load_id: str, returned: ReadReturn) -> None:
    """Write a load's problems and set-aside rows, synced and readable by the owner only."""
    place = folder / FOLDER
    place.mkdir(mode=PRIVATE_FOLDER, exist_ok=True)
    write_private(_problems(folder, load_id), json.dumps([asdict(problem) for problem in returned.problems]).encode())
    rows = returned.folder / "set_aside.parquet"
    if returned.rows_set_aside and rows.exists():  # rows of erased children are set aside and kept nowhere
        rows.chmod(PRIVATE_FILE)
        sync(rows)
        rows.replace(_set_aside(folder, load_id))
    sync(place)


def remove_unknown(folder: Path, manifest: Manifest) -> None:
    """Remove what a load left that never came to stand."""
    known = {load.load_id for load in manifest.loads}
    for path in (folder / FOLDER).glob("*"):
        if path.name.split(".")[0] not in known:
            path.unlink()


def set_aside_records(folder: Path) -> Iterator[tuple[Path, list[str]]]:
    """Every file of rows set aside with the rows in it, each as JSON."""
    for path in sorted((folder / FOLDER).glob("*.set-aside.parquet")):
        yield path, set_aside_records_of(path)


def set_aside_records_of(path: Path) -> list[str]:
    """The rows of one such file, each as JSON."""
    with engine.connect(files=[path]) as connection:
        found = connection.execute(f"select record from read_parquet({engine.quoted(path.absolute())})").fetchall()
    return [row[0] for row in found]


def remove_records(path: Path, records: Collection[str]) -> int:
    """Write a file of rows set aside anew without some of them, in one step; the number of rows removed."""
    aside = path.with_name(f".{path.name}.new")
    source = f"read_parquet({engine.quoted(path.absolute())})"
    with engine.connect(files=[path], folders=[path.parent]) as connection:
        connection.execute("create temp table theirs as select unnest(?::varchar[]) as record", [list(records)])
        ((before, after),) = connection.execute(
            f"select count(*), count(*) filter (where record not in (from theirs)) from {source}"
        ).fetchall()
        connection.execute(
            f"copy (select * from {source} where record not in (from theirs)) "
            f"to {engine.quoted(aside.absolute())} (format parquet)"
        )
    aside.chmod(PRIVATE_FILE)
    sync(aside)
    aside.replace(path)
    sync(path.parent)
    return before - after


def problems(home: Path, load_id: str) -> list[Problem]:
    """What the reader found in the return of a load; Refused when there is no such load."""
    document = json.loads(_problems(_folder_with(home, load_id), load_id).read_bytes())
    return [Problem(**problem) for problem in document]


def set_aside(home: Path, load_id: str) -> list[SetAsideRow]:
    """The rows that a load did not import, in the order of the files; Refused when there is no such load."""
    path = _set_aside(_folder_with(home, load_id), load_id)
    if not path.exists():
        return []
    with engine.connect(files=[path]) as connection:
        found = connection.execute(
            f"select file, row, rule, record from read_parquet({engine.quoted(path.absolute())}) order by file, row"
        ).fetchall()
    return [SetAsideRow(*row) for row in found]


def _folder_with(home: Path, load_id: str) -> Path:
    for authority in histories(home):
        if any(load.load_id == load_id for load in loads(home, authority)):
            return folder_of(home, authority)
    raise Refused("There is no such load. foothold loads lists them; give the identifier in its first column.")


def _problems(folder: Path, load_id: str) -> Path:
    return folder / FOLDER / f"{load_id}.json"


def _set_aside(folder: Path, load_id: str) -> Path:
    return folder / FOLDER / f"{load_id}.set-aside.parquet"
