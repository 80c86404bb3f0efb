"""Definitions on Spark, for data that outgrow one machine. Optional: it needs Java and the extra `spark`."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from foothold.definitions.parquet import write_parquet
from foothold.indicators.dialects import translate
from foothold.indicators.engines import INPUTS, depends_on_periods, lay_inputs
from foothold.indicators.indicator_files import columns_read, tables_read
from foothold.indicators.populations import POPULATIONS
from foothold.indicators.source import Source
from foothold.tables import TABLES
from foothold.terms.errors import Refused
from foothold.terms.reporting_periods import Period

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

_TYPES = {"VARCHAR": "STRING"}
_SETTINGS = {
    "spark.master": "local[2]",
    "spark.app.name": "foothold",
    "spark.ui.enabled": "false",
    "spark.sql.shuffle.partitions": "2",
    "spark.sql.adaptive.enabled": "false",
    "spark.sql.session.timeZone": "UTC",
    "spark.driver.bindAddress": "127.0.0.1",
    "spark.driver.host": "127.0.0.1",
    "spark.log.level": "ERROR",
}


class SparkEngine:
    """Runs definitions on Spark, over files written from a source's tables or over files that Spark finds itself."""

    def __init__(self, session: SparkSession, source: Source, folder: Path | None = None) -> None:
        self._session = session
        self._connection = source.connection
        self._folder = folder
        self._generation = 0
        self._made: set[str] = set()
        for name in tables_read() if folder else ():
            self._register(name, {column.name: column.type.sql for column in TABLES[name].stored_columns})

    @classmethod
    def over(cls, session: SparkSession, source: Source, location: str) -> SparkEngine:
        """An engine over one Parquet file a table at a location that every machine of the cluster can read."""
        engine = cls(session, source)
        for name in tables_read():
            named = columns_read(name)
            columns = {one.name: one.type.sql for one in TABLES[name].stored_columns if one.name in named}
            read = session.read.schema(_schema(columns))  # told, so that no job runs only to look at each file
            read.parquet(f"{location}/{name}.parquet").createOrReplaceTempView(name)
        return engine

    def prepare(self, periods: Sequence[Period]) -> None:
        """Lay the inputs beside the tables, and forget populations computed for other periods."""
        self._made = {name for name in self._made if not depends_on_periods(name)}
        lay_inputs(self._connection, periods)
        for name, columns in INPUTS.items():
            self._register(name, columns)

    def rows(self, sql: str, populations: Sequence[str]) -> list[tuple[Any, ...]]:
        """Run a statement written for DuckDB, in Spark's words."""
        for name in populations:
            if name not in self._made:
                self._make(name)
        return [tuple(row) for row in self._session.sql(translate(sql, "spark")).collect()]

    def _make(self, name: str) -> None:
        """Computed here and now: left to the end, every use of a population would compute it again."""
        found = self._session.sql(translate(POPULATIONS[name].sql, "spark")).localCheckpoint()
        found.createOrReplaceTempView(name)
        self._made.add(name)

    def _register(self, name: str, columns: dict[str, str]) -> None:
        if self._folder:
            self._write(self._folder, name, columns)
        else:
            self._send(name, columns)

    def _send(self, name: str, columns: dict[str, str]) -> None:
        """Sent, as a cluster cannot read a file of this machine; and kept, so that joins know its size."""
        from pyspark.sql import Row

        rows = self._connection.execute(f"select {', '.join(columns)} from {name}").fetchall()
        frame = self._session.createDataFrame([Row(*row) for row in rows], _schema(columns)).cache()
        frame.count()
        frame.createOrReplaceTempView(name)

    def _write(self, folder: Path, name: str, columns: dict[str, str]) -> None:
        self._generation += 1
        file = folder / f"{name}-{self._generation}.parquet"
        rows = self._connection.execute(f"select {', '.join(columns)} from {name}").fetchall()
        write_parquet(file, columns, rows)  # the source's connection may not write files
        self._session.read.schema(_schema(columns)).parquet(str(file)).createOrReplaceTempView(name)


def _schema(columns: Mapping[str, str]) -> str:
    return ", ".join(f"{column} {_TYPES.get(type_, type_)}" for column, type_ in columns.items())


@contextmanager
def spark_engine(source: Source) -> Iterator[SparkEngine]:
    """An engine on a Spark session of its own, stopped afterwards. Refused where Java or pyspark is absent."""
    with spark_session() as session, tempfile.TemporaryDirectory() as folder:
        yield SparkEngine(session, source, Path(folder))


@contextmanager
def spark_session(settings: Mapping[str, str] | None = None) -> Iterator[SparkSession]:
    """A local Spark session with these settings added. Refused where Java or pyspark is absent."""
    if absent := why_absent():
        raise Refused(f"{absent} Use --engine duckdb, which needs neither.")
    from pyspark.sql import SparkSession

    builder = SparkSession.builder
    for name, value in {**_SETTINGS, **(settings or {})}.items():
        builder = builder.config(name, value)
    session = builder.getOrCreate()
    try:
        yield session
    finally:
        session.stop()


def why_absent() -> str:
    """What Spark lacks on this machine; blank when it can run."""
    from importlib.util import find_spec

    if find_spec("pyspark") is None:
        return "Spark is not installed: pip install 'foothold[spark]'."
    return "" if shutil.which("java") else "Spark needs Java 17 or 21, and there is no `java` on the path."
