"""The Standard Safeguarding Dataset in a live database, at any address that SQLAlchemy understands.

The database is asked, never written to: one read-only transaction, one SELECT for each object, fetched in pieces. What
it answers goes into files of text, and these through the same limited process and the same checks as an extract in a
folder. The address is the council's own, so this process trusts whom it talks to, and trusts nothing it is told.
"""

from __future__ import annotations

import csv
import json
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, datetime, time
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

from foothold.returns import ssd_folder
from foothold.returns.headings import spelled
from foothold.returns.outcome import Problem, ReadReturn
from foothold.returns.reading import read_return
from foothold.returns.ssd_database import SSD_DATABASE
from foothold.tables import TABLES, Table
from foothold.terms.errors import Refused

if TYPE_CHECKING:
    from sqlalchemy import URL, Connection, Engine

_ROWS_AT_ONCE = 5_000
_PREFIX = "incoming-"  # what a load that was killed leaves under this name is removed by the next one
_OBJECTS = {name.lower(): table for table in TABLES.values() if not table.feed for name in (table.source_name,) if name}
_OBJECTS["posts"] = TABLES["posts"]

# What keeps a transaction from writing, by kind of database, where no option of the connection does.
_READ_ONLY_STATEMENTS = {
    "mysql": "SET SESSION TRANSACTION READ ONLY",
    "mariadb": "SET SESSION TRANSACTION READ ONLY",
    "oracle": "SET TRANSACTION READ ONLY",
    "sqlite": "PRAGMA query_only = ON",
}


def is_address(text: str) -> bool:
    """Whether a text is the address of a database and not a path."""
    scheme, separator, _ = text.partition("://")
    return bool(separator) and bool(scheme) and all(sign.isalnum() or sign in "+_-." for sign in scheme)


def shown(address: str) -> str:
    """An address as people may see it: without user, password and options."""
    from sqlalchemy import URL

    url = _parsed(address)
    schema = _schema_of(url)
    plain = URL.create(
        url.drivername,
        host=url.host,
        port=url.port,
        database=url.database,
        query={"schema": schema} if schema else {},
    )
    return plain.render_as_string()


def _schema_of(url: URL) -> str | None:
    schema = url.query.get("schema")
    return schema if isinstance(schema, str) else None


def _parsed(address: str) -> URL:
    from sqlalchemy import make_url
    from sqlalchemy.exc import ArgumentError

    try:
        return make_url(address)
    except (ArgumentError, ValueError):
        raise Refused(
            "The address of the database cannot be read. Write it as dialect+driver://user@host:port/database, "
            "with special characters in a password percent-encoded."
        ) from None


def read_database(address: str, *, into: Path, worker_key: bytes = b"") -> ReadReturn:
    """Read every object of the Dataset that the database has, as `read_return` reads a folder.

    `?schema=NAME` in the address chooses a schema. Sources are named after the objects at the address without its
    credentials, and hashed as they were read. Refused when the database cannot be opened or holds no object.
    """
    name = shown(address)
    with tempfile.TemporaryDirectory(prefix=_PREFIX, dir=into.parent) as place:
        folder = Path(place) / "extract"
        folder.mkdir()
        _write_extract(address, name, folder)
        result = read_return(folder, into=into, profile=SSD_DATABASE.name, name="database", worker_key=worker_key)
    return _named_after(result, name)


def _named_after(result: ReadReturn, name: str) -> ReadReturn:
    """The result with the objects of the database where it names the files they were written to."""
    sources = tuple(replace(one, name=f"{name}#{Path(one.name).stem}") for one in result.sources)
    problems = tuple(_in_database(problem) for problem in result.problems)
    return replace(result, sources=sources, problems=problems)


def _in_database(problem: Problem) -> Problem:
    return replace(problem, file=problem.file.removesuffix(".csv"))


def _write_extract(address: str, name: str, folder: Path) -> None:
    from sqlalchemy.exc import SQLAlchemyError

    url = _parsed(address)
    schema = _schema_of(url)
    try:
        with _opened(url.difference_update_query(["schema"])) as connection:
            held = _objects_of(connection, schema)
            if not held:
                raise Refused(f"{name} holds no object of the Dataset, such as ssd_person. Check database and schema.")
            for found, table in held.items():
                _write_object(connection, found, schema, table, folder)
    except (SQLAlchemyError, OSError) as error:
        raise Refused(
            f"The database at {name} could not be read ({type(error).__name__}). Check that it is reachable, and that "
            "user and password are right and may read the tables."
        ) from None


@contextmanager
def _opened(url: URL) -> Iterator[Connection]:
    """A connection that cannot write."""
    engine = _engine(url)
    try:
        with engine.connect() as connection:
            yield _read_only(connection)
            connection.rollback()
    finally:
        engine.dispose()


def _engine(url: URL) -> Engine:
    from sqlalchemy import create_engine
    from sqlalchemy.exc import NoSuchModuleError

    dialect = url.get_backend_name()
    options: dict[str, Any] = {"hide_parameters": True}
    if dialect == "sqlite":
        url = _sqlite_read_only(url)
    elif dialect == "duckdb":
        options["connect_args"] = {"read_only": True}
    try:
        return create_engine(url, **options)
    except (NoSuchModuleError, ModuleNotFoundError):
        raise Refused(
            f"No driver for {url.drivername} is installed. Install one beside Foothold; for PostgreSQL it comes with "
            "foothold[postgres] and is called postgresql+psycopg."
        ) from None


def _sqlite_read_only(url: URL) -> URL:
    """SQLite opens the file it is told to, and makes one where there is none, unless it is told not to."""
    path = Path(url.database or "")
    if not path.is_file():
        raise Refused(
            "There is no such database file. Check the path: sqlite:///relative.db or sqlite:////absolute.db."
        )
    return url.set(database=path.resolve().as_uri(), query={"mode": "ro", "uri": "true"})


def _read_only(connection: Connection) -> Connection:
    from sqlalchemy import text

    dialect = connection.dialect.name
    if dialect == "postgresql":
        # one picture of all objects, which nobody can change meanwhile and which cannot change anything
        return connection.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)
    if dialect in _READ_ONLY_STATEMENTS:
        connection.execute(text(_READ_ONLY_STATEMENTS[dialect]))
    return connection


def _objects_of(connection: Connection, schema: str | None) -> dict[str, Table]:
    """Tables and views that bear an object's name, by the name they bear."""
    from sqlalchemy import inspect

    looking = inspect(connection)
    names = {*looking.get_table_names(schema=schema), *looking.get_view_names(schema=schema)}
    return {name: _OBJECTS[name.lower()] for name in sorted(names) if name.lower() in _OBJECTS}


def _write_object(connection: Connection, found: str, schema: str | None, table: Table, folder: Path) -> None:
    """Write one object as CSV under the table's name, its rows in the order of their key, so that the same rows give
    the same bytes. Columns that the Dataset does not have are named, and what they hold is not asked for.
    """
    from sqlalchemy import inspect, text

    fields = {spelled(way): field for field in ssd_folder.fields_of(table) for way in field.spellings}
    columns = [str(column["name"]) for column in inspect(connection).get_columns(found, schema=schema)]
    quote = connection.dialect.identifier_preparer.quote_identifier
    asked = [quote(name) if spelled(name) in fields else "null" for name in columns]
    keys = [quote(name) for name in columns if spelled(name) in fields and fields[spelled(name)].key]
    place = f"{quote(schema)}.{quote(found)}" if schema else quote(found)
    order = f" order by {', '.join(keys)}" if keys else ""
    query = text(f"select {', '.join(asked)} from {place}{order}".replace(":", r"\:"))
    rows = connection.execute(query, execution_options={"stream_results": True, "max_row_buffer": _ROWS_AT_ONCE})
    target = folder / f"{table.source_name or table.name}.csv"
    with target.open("w", encoding="utf-8", errors="replace", newline="") as file:
        writer = csv.writer(file, quoting=csv.QUOTE_ALL)
        writer.writerow(columns)
        for piece in rows.partitions(_ROWS_AT_ONCE):
            writer.writerows([_text(value) for value in row] for row in piece)


def _text(value: Any) -> str:
    """A value as an extract in a folder would hold it."""
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "Y" if value else "N"
    if isinstance(value, datetime):
        day = value.replace(tzinfo=None)
        return day.date().isoformat() if day.time() == time() else day.isoformat(" ")
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, bytes | memoryview):
        return bytes(value).decode("utf-8", "replace")
    if isinstance(value, dict | list):
        return json.dumps(value, ensure_ascii=False)
    return format(value, "f") if isinstance(value, Decimal) else str(value)
