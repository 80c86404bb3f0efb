"""All of England's councils: their tables handed out as Parquet, and every figure of each on DuckDB or on Spark.

A folder handed out holds `councils.json` and, for each council, one Parquet file a table. It can be copied to object
storage as it is. Each council is computed by itself, several at a time: no definition ever sees two councils' children,
so a figure is the same whether its council is computed alone or with all others.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from datetime import date
from multiprocessing import get_context
from pathlib import Path
from typing import TYPE_CHECKING, Any

from foothold import warehouse
from foothold.definitions.inputs import council_roles
from foothold.indicators.engines import DuckDBEngine, Engine
from foothold.indicators.figure_columns import write_figures
from foothold.indicators.figures import blocks_by
from foothold.indicators.indicator_files import columns_read, find, tables_read
from foothold.indicators.source import record_begins
from foothold.tables import TABLES
from foothold.terms.errors import Refused
from foothold.terms.reporting_periods import Period
from foothold.terms.worker_roles import COUNCIL_TABLE
from foothold.warehouse.durable import PRIVATE_FOLDER
from foothold.warehouse.engine import connect, quoted

if TYPE_CHECKING:
    import duckdb
    from pyspark.sql import SparkSession

LIST = "councils.json"
_ESTIMATES = "child_population"  # read by Foothold itself, so it is laid beside the list for engines far away


@dataclass(frozen=True)
class Council:
    """What must be known of a council beside its tables; `covers_from` blank where nobody knows.

    `columns` are those handed out of each table: what no definition names stays where it is.
    """

    authority: str
    newest_as_at: str
    covers_from: str
    not_collected: Mapping[str, Sequence[str]]
    estimates: Sequence[Sequence[Any]]
    roles: Sequence[Sequence[str]]
    columns: Mapping[str, Sequence[str]] = field(default_factory=dict)


@dataclass(frozen=True)
class Request:
    """Which figures of every council: these indicators over these periods, as a whole and by these slices."""

    indicators: tuple[str, ...]
    periods: tuple[Period, ...]
    by: tuple[str, ...] = ()


@dataclass(frozen=True)
class _CouncilSource:
    """A council of a folder handed out, as definitions are run over it."""

    connection: duckdb.DuckDBPyConnection
    not_collected: Mapping[str, frozenset[str]]
    newest_as_at: date
    covers_from: date | None


def hand_out(home: Path, into: Path, progress: Callable[[str], None]) -> int:
    """Write the tables of every authority of a home, as known now, into a new folder; returns how many rows.

    Refused where the folder is there already: what an erased child left in an older copy must not stay unseen.
    """
    if into.exists():
        raise Refused(f"{into} is there already. Name a new folder, and remove the old one where it is kept.")
    into.mkdir(parents=True, mode=PRIVATE_FOLDER)
    councils, rows = [], 0
    for authority in warehouse.authorities(home):
        progress(authority)
        with warehouse.open(home, authority) as snapshot:
            rows += _write_tables(home, snapshot, into / authority)
            councils.append(_described(snapshot))
    (into / LIST).write_text(json.dumps([asdict(one) for one in councils]), encoding="utf-8")
    return rows


def _write_tables(home: Path, snapshot: warehouse.Snapshot, folder: Path) -> int:
    folder.mkdir(mode=PRIVATE_FOLDER)
    rows = 0
    with connect(folders=[home, folder]) as connection:  # a snapshot's own connection may not write files
        for name in tables_read():
            select = f"select {', '.join(columns_read(name))} from ({snapshot.select_of(name)})"
            written = connection.execute(f"copy ({select}) to {quoted(_file(folder, name))} (format parquet)")
            rows += (written.fetchone() or (0,))[0]
    return rows


def _file(folder: Path, table: str) -> Path:
    return folder / f"{table}.parquet"


def _described(snapshot: warehouse.Snapshot) -> Council:
    estimates = snapshot.connection.execute(f"select mid_year, age_group, population from {_ESTIMATES}").fetchall()
    return Council(
        authority=snapshot.authority,
        newest_as_at=snapshot.newest_as_at.isoformat(),
        covers_from=str(record_begins(snapshot) or ""),
        not_collected={name: sorted(columns) for name, columns in snapshot.not_collected.items() if columns},
        estimates=[list(row) for row in estimates],
        roles=[[role.field, role.pattern, role.kind] for role in council_roles(snapshot.connection)],
        columns={name: columns_read(name) for name in tables_read()},
    )


def figures_on_duckdb(folder: Path, request: Request, into: Path, processes: int) -> Iterator[tuple[str, int]]:
    """Compute each council in a process of its own, so many at a time; gives each council with how many figures it has.

    Every council's figures are written to `into`, one Parquet file each. A process holds one council at a time, within
    the warehouse's memory limit.
    """
    councils = read_list((folder / LIST).read_text(encoding="utf-8") if (folder / LIST).exists() else "", str(folder))
    into.mkdir(parents=True, exist_ok=True)
    tasks = [(folder, one, request, into) for one in councils]
    with ProcessPoolExecutor(processes, mp_context=get_context("spawn")) as pool:
        yield from zip([one.authority for one in councils], pool.map(_on_duckdb, tasks), strict=True)


def _on_duckdb(task: tuple[Path, Council, Request, Path]) -> int:
    folder, council, request, into = task
    files = {name: _file(folder / council.authority, name).absolute() for name in tables_read()}
    # Councils side by side use the processors already: threads within a council would only wait for one another.
    connection = connect(files=list(files.values()), threads=1)
    for name, file in files.items():
        columns = ", ".join(columns_read(name))
        connection.execute(f"create table {name} as select {columns} from read_parquet({quoted(file)})")
    with _source(connection, council, set(TABLES) - set(files)) as source:
        return _written(source, council, request, DuckDBEngine(connection), into)


def figures_on_spark(
    session: SparkSession, location: str, request: Request, into: Path, at_once: int
) -> Iterator[tuple[str, int]]:
    """The same on Spark, which reads the folder or address of object storage itself, `at_once` councils together."""
    councils = read_list(_text(session, f"{location.rstrip('/')}/{LIST}"), location)
    into.mkdir(parents=True, exist_ok=True)

    def compute(council: Council) -> int:
        from foothold.indicators.spark import SparkEngine

        with _source(connect(), council, set(TABLES)) as source:
            _lay_estimates(source, council)
            # A session of its own: names of tables are told apart by session, the machines are shared.
            engine = SparkEngine.over(session.newSession(), source, f"{location.rstrip('/')}/{council.authority}")
            return _written(source, council, request, engine, into)

    with ThreadPoolExecutor(at_once) as pool:
        yield from zip([one.authority for one in councils], pool.map(compute, councils), strict=True)


def read_list(text: str, location: str) -> list[Council]:
    """The councils of a folder handed out. Refused where there is no list of them, or a definition needs more."""
    if not text:
        raise Refused(f"{location} holds no {LIST}. Hand the tables out first: foothold england hand-out FOLDER.")
    councils = [Council(**one) for one in json.loads(text)]
    for council in councils:
        for table in tables_read():
            if lacking := set(columns_read(table)) - set(council.columns.get(table, ())):
                raise Refused(
                    f"{location} was handed out for other definitions: {council.authority} lacks {table}."
                    f"{min(lacking)}. Hand the tables out again into a new folder, and remove this one."
                )
    return councils


def _text(session: SparkSession, address: str) -> str:
    if "://" not in address:
        return Path(address).read_text(encoding="utf-8") if Path(address).exists() else ""
    row = session.read.text(address, wholetext=True).first()
    return row[0] if row else ""


@contextmanager
def _source(connection: duckdb.DuckDBPyConnection, council: Council, empty: set[str]) -> Iterator[_CouncilSource]:
    with connection:
        for name in empty:
            columns = ", ".join(f"{column.name} {column.type.sql}" for column in TABLES[name].stored_columns)
            connection.execute(f"create table {name} ({columns})")
        connection.execute(f"create table {COUNCIL_TABLE} (place bigint, field varchar, pattern varchar, kind varchar)")
        for place, role in enumerate(council.roles):
            connection.execute(f"insert into {COUNCIL_TABLE} values (?, ?, ?, ?)", [place, *role])
        yield _CouncilSource(
            connection,
            {name: frozenset(columns) for name, columns in council.not_collected.items()},
            date.fromisoformat(council.newest_as_at),
            date.fromisoformat(council.covers_from) if council.covers_from else None,
        )


def _lay_estimates(source: _CouncilSource, council: Council) -> None:
    for row in council.estimates:
        source.connection.execute(f"insert into {_ESTIMATES} (mid_year, age_group, population) values (?, ?, ?)", row)


def _written(source: _CouncilSource, council: Council, request: Request, engine: Engine, into: Path) -> int:
    groupings = [(), *((name,) for name in request.by)]
    indicators = [find(identifier) for identifier in request.indicators]
    blocks = (
        (council.authority, block)
        for _, found in blocks_by(source, indicators, request.periods, groupings, engine)
        for block in found
    )
    return write_figures(into / f"{council.authority}.parquet", "authority", blocks)
