"""What a source format is to the rest: a name, a way to recognise it and a way to read it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from foothold.returns.outcome import Earlier, OpenRows
from foothold.returns.problems import ProblemLog

if TYPE_CHECKING:
    import duckdb

PUBLISHED_FEED = "published-"  # begins the name of each published release's history


@dataclass(frozen=True)
class Source:
    """What was handed over: one file, or a folder of files."""

    path: Path
    name: str  # as it was called when it was handed over

    @property
    def is_folder(self) -> bool:
        """Whether it is a folder of files."""
        return self.path.is_dir()

    def files(self) -> list[Path]:
        """The plain files that it consists of, in order of name; links are not followed."""
        if not self.is_folder:
            return [self.path]
        return sorted(path for path in self.path.iterdir() if path.is_file() and not path.is_symlink())

    def passed_over(self) -> list[Path]:
        """What a folder holds beside plain files: links, folders and the like, in order of name."""
        return sorted(set(self.path.iterdir()) - set(self.files())) if self.is_folder else []


@dataclass(frozen=True)
class Reading:
    """What a format is given to read with."""

    connection: duckdb.DuckDBPyConnection
    folder: Path  # where tables are written
    log: ProblemLog
    authority: str | None
    worker_key: bytes
    earlier: Earlier | None = None  # of a feed whose lists may come alone


@dataclass
class Content:
    """What a format read: counts, rows written to each table, and the columns that each table was given."""

    rows_in: int = 0
    rows_set_aside: int = 0
    tables: dict[str, int] = field(default_factory=dict)
    held: dict[str, set[str]] = field(default_factory=dict)
    shown_while_open: list[OpenRows] = field(default_factory=list)  # what a window shows all of nevertheless
    release: str = ""  # the published file it is, where it is the country's: its history is its own
    declared_authority: str = ""  # the number that the Department gave the council which the return says it is of


@dataclass(frozen=True)
class Profile:
    """A source format."""

    name: str
    title: str
    feed: str  # the history that its returns belong to
    complete: bool  # whether a row that is missing has gone (True), or its absence says nothing (False)
    recognise: Callable[[Source], bool]  # by content
    read: Callable[[Source, Reading], Content]
    write_sample: Callable[[Path], Path]  # writes a tiny synthetic example below a folder, and gives its path
    folder: bool = False  # whether it is a folder of files
    address: bool = False  # whether it is asked for by an address, so that no file is known as one
    national: bool = False  # whether it may be the whole country's, and is then no council's
