"""The process in which a return is read: `python -I -m foothold.returns.child`, the request on standard input.

It is bound by limits before it opens anything, holds no database but its own in memory, and answers in files only:
Parquet for rows, `result.json` for the rest. Whatever happens to it, the process that asked goes on.
"""

from __future__ import annotations

import hashlib
import json
import sys
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Any

from foothold.returns import fault
from foothold.returns.limits import Limits, bind, limits_for
from foothold.returns.other_kinds import refuse_other_kind
from foothold.returns.outcome import Earlier, SourceFile
from foothold.returns.parentage import end_with
from foothold.returns.problems import ProblemLog, ReturnRefusedError
from foothold.returns.profile import Content, Profile, Reading, Source
from foothold.returns.profiles import PROFILES, recognise
from foothold.returns.writing import not_collected, write_set_aside

RESULT = "result.json"


def main() -> None:
    """Read the request, read the return, write the result."""
    request = json.load(sys.stdin)
    end_with(request["parent"])
    source, folder = Source(Path(request["path"]), request["name"]), Path(request["folder"])
    limits = limits_for(source.path)
    fault.trace_crashes(folder)
    bind(limits)
    try:
        result = read(source, folder, limits, request)
        (folder / RESULT).write_text(json.dumps(result), encoding="utf-8")
    except Exception as error:
        fault.write(error, folder)
        sys.exit(1)


def read(source: Source, folder: Path, limits: Limits, request: dict[str, Any]) -> dict[str, Any]:
    """The result as plain data: outcome, counts, problems, sources."""
    log = ProblemLog()
    profile: Profile | None = None
    content = Content()
    sources: list[SourceFile] = []
    outcome = "refused"
    try:
        if request["renamed"]:
            log.add("file-name", file=source.name)
        sources = _fingerprints(source, limits, log)
        profile = _profile(source, request["profile"], log)
        content = _read(profile, source, folder, request, log)
        outcome = "imported" if content.rows_in > content.rows_set_aside else _refuse_empty(content, source, log)
    except ReturnRefusedError:
        content = Content()
    except MemoryError:
        content = Content()
        log.add("memory-limit", file=source.name)
    return {
        "profile": profile.name if profile else "",
        "outcome": outcome,
        "rows_in": content.rows_in,
        "rows_set_aside": content.rows_set_aside,
        "tables": content.tables,
        "not_collected": {} if content.release else not_collected(content.held),
        "release": content.release,
        "declared_authority": content.declared_authority,
        "shown_while_open": [asdict(shown) for shown in content.shown_while_open],
        "sources": [asdict(source) for source in sources],
        "problems": [asdict(problem) for problem in log.problems()],
    }


def _refuse_empty(content: Content, source: Source, log: ProblemLog) -> str:
    log.add("rows-all-aside" if content.rows_in else "rows-none", file=source.name)
    return "refused"


def _fingerprints(source: Source, limits: Limits, log: ProblemLog) -> list[SourceFile]:
    """Name, hash and size of every file, in order of name."""
    found = []
    for path in source.files():
        name = path.name if source.is_folder else source.name
        if not path.is_file():  # a pipe or a device, which may never end
            log.refuse("file-unreadable", file=name)
        size = path.stat().st_size
        if size > limits.upload:
            log.refuse("file-too-large", file=name, limit=f"{limits.upload >> 20} MB")
        try:
            with path.open("rb") as file:
                found.append(SourceFile(name, hashlib.file_digest(file, "sha256").hexdigest(), size))
        except PermissionError:
            log.refuse("file-unreadable", file=name)
    return found


def _profile(source: Source, asked: str | None, log: ProblemLog) -> Profile:
    if asked is None:
        profile = recognise(source)
        if profile is None:
            refuse_other_kind(source, log)
            log.refuse("format-unknown", file=source.name, formats=", ".join(PROFILES))
        return profile
    profile = PROFILES[asked]
    if profile.folder != source.is_folder:
        log.refuse("format-wrong", file=source.name, title=profile.title)
    return profile


def _read(profile: Profile, source: Source, folder: Path, request: dict[str, Any], log: ProblemLog) -> Content:
    import duckdb

    from foothold.returns.engine import open_engine

    earlier = _earlier(request)
    connection = open_engine(source.path, folder, *([earlier.cases] if earlier else []))
    connection.execute("create table set_aside (file varchar, row bigint, rule varchar, record varchar)")
    reading = Reading(connection, folder, log, request["authority"], bytes.fromhex(request["worker_key"]), earlier)
    try:
        content = profile.read(source, reading)
        write_set_aside(connection, folder)
    except duckdb.OutOfMemoryException as error:
        raise MemoryError from error
    finally:
        connection.close()
    return content


def _earlier(request: dict[str, Any]) -> Earlier | None:
    if not (given := request["earlier"]):
        return None
    day = given["open_cases_as_at"]
    told = {table: tuple(columns) for table, columns in given["told"].items()}
    return Earlier(Path(given["cases"]), told, date.fromisoformat(day) if day else None)


if __name__ == "__main__":
    main()
