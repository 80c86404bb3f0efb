"""Read a return in a process of its own, so that no file can take down, slow down or look into the one that asked."""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

from foothold.returns import fault
from foothold.returns.fault import Stopped
from foothold.returns.limits import Limits, limits_for
from foothold.returns.outcome import Earlier, OpenRows, Problem, ReadReturn, SourceFile
from foothold.returns.problems import ProblemLog
from foothold.returns.profile import PUBLISHED_FEED, Profile
from foothold.returns.profiles import PROFILES
from foothold.returns.writing import IDENTITIES, SET_ASIDE_KEYS, not_collected
from foothold.terms.errors import Refused

_CHILD = "foothold.returns.child"
_RESULT = "result.json"
_COPY = "handed-over"


def read_return(
    path: Path,
    *,
    into: Path,
    profile: str | None = None,
    name: str | None = None,
    authority: str | None = None,
    worker_key: bytes = b"",
    earlier: Earlier | None = None,
) -> ReadReturn:
    """Read what was handed over at `path` and write its tables below `into`.

    `name` is what the sender called it, `authority` the council whose rows are meant where a format holds several,
    `worker_key` the key under which worker and team names become identifiers, `earlier` what the history holds of
    cases, for a list of Annex A that comes alone. A return that cannot be taken gives the
    outcome "refused" with its reasons; Refused is raised only where nothing was handed over at all. `into` must be
    empty, and holds nothing but the return afterwards.
    """
    if not path.exists():
        raise Refused(f"There is no file or folder {path.name}. Check the path.")
    if profile is not None and profile not in PROFILES:
        raise Refused(f"There is no format called that. Use one of: {', '.join(sorted(PROFILES))}.")
    into.mkdir(parents=True, exist_ok=True)
    if any(into.iterdir()):
        raise ValueError(f"{into} is not empty, and what is left in it would be taken for part of the return")
    asked, given = name if name is not None else path.name, _safe_name(name if name is not None else path.name)
    request = {
        "parent": os.getpid(),
        "path": str(_in_plain_letters(path.resolve(), into)),
        "name": given,
        "renamed": asked != given,
        "folder": str(into.resolve()),
        "profile": profile,
        "authority": authority,
        "worker_key": worker_key.hex(),
        "earlier": _as_plain(earlier),
    }
    limits = limits_for(path)
    stopped = _run(request, limits, into)
    result = _result(into) if stopped is None else _refusal(stopped, given, profile, limits)
    _leave_only_what_counts(into, kept=result["outcome"] == "imported")
    return _as_read_return(result, into)


def _in_plain_letters(path: Path, into: Path) -> Path:
    """The path itself, or of one that is not UTF-8, which the engine cannot open, a copy that is."""
    try:
        str(path).encode("utf-8")
    except UnicodeEncodeError:
        if not path.is_file():
            raise Refused("The name of what was handed over, or of its folder, is not UTF-8. Rename it.") from None
        return Path(shutil.copyfile(path, into / _COPY))
    return path


def _as_plain(earlier: Earlier | None) -> dict[str, Any] | None:
    if earlier is None:
        return None
    day = earlier.open_cases_as_at
    return {
        "cases": str(earlier.cases.resolve()),
        "told": dict(earlier.told),
        "open_cases_as_at": day.isoformat() if day else None,
    }


def _safe_name(name: str) -> str:
    """The last part of a name, without characters that a terminal or a file system would act on."""
    last = re.split(r"[/\\]", name)[-1]
    plain = re.sub(r"[^\w .,()&'+\-]", "", last).strip(" .")
    return plain[:120] or "unnamed"


def _run(request: dict[str, Any], limits: Limits, into: Path) -> Stopped | None:
    """Run the child; why it gave no result, or None when it did."""
    environment = {"PATH": "", "LANG": "C.UTF-8", "TMPDIR": str(into.resolve()), "HOME": str(into.resolve())}
    with subprocess.Popen(
        [sys.executable, "-I", "-m", _CHILD],
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env=environment,
        cwd=into,
        start_new_session=True,
    ) as child:
        try:
            child.communicate(json.dumps(request).encode(), timeout=limits.wall_seconds)
        except subprocess.TimeoutExpired:
            os.killpg(child.pid, signal.SIGKILL)
            child.wait()
            return Stopped("machine-busy", log=f"The reader was not done after {limits.wall_seconds} seconds.")
    if child.returncode == 0 and (into / _RESULT).is_file():
        return None
    return fault.why(child.returncode, into)


def _result(into: Path) -> dict[str, Any]:
    return json.loads((into / _RESULT).read_text(encoding="utf-8"))


def _refusal(stopped: Stopped, name: str, profile: str | None, limits: Limits) -> dict[str, Any]:
    log = ProblemLog()
    log.add(
        stopped.rule,
        file=name,
        reference=stopped.reference,
        cpu_seconds=limits.cpu_seconds,
        wall_minutes=limits.wall_seconds // 60,
    )
    problems = [vars(problem) for problem in log.problems()]
    return {
        "profile": profile or "",
        "outcome": "refused",
        "rows_in": 0,
        "rows_set_aside": 0,
        "tables": {},
        "not_collected": not_collected({}),
        "release": "",
        "shown_while_open": [],
        "sources": [],
        "problems": problems,
        "log": stopped.log,
    }


def _leave_only_what_counts(into: Path, *, kept: bool) -> None:
    """Nothing of a refused return stays, and nothing of the work on one that was read."""
    for leftover in into.iterdir():
        if leftover.suffix == ".parquet" and kept:
            continue
        if leftover.is_dir():
            if leftover.name not in (IDENTITIES, SET_ASIDE_KEYS) or not kept:
                shutil.rmtree(leftover)
        else:
            leftover.unlink()


def _feed(profile: Profile | None, release: str) -> str:
    """The history a return belongs to; every published release has its own."""
    return f"{PUBLISHED_FEED}{release}" if release else profile.feed if profile else ""


def _as_read_return(result: dict[str, Any], into: Path) -> ReadReturn:
    profile = PROFILES.get(result["profile"])
    return ReadReturn(
        profile=result["profile"],
        feed=_feed(profile, result["release"]),
        outcome=result["outcome"],
        rows_in=result["rows_in"],
        rows_imported=result["rows_in"] - result["rows_set_aside"],
        rows_set_aside=result["rows_set_aside"],
        problems=tuple(Problem(**problem) for problem in result["problems"]),
        sources=tuple(SourceFile(**source) for source in result["sources"]),
        folder=into,
        tables=result["tables"],
        not_collected={table: tuple(columns) for table, columns in result["not_collected"].items()},
        log=result.get("log", ""),
        complete=profile.complete if profile else False,
        declared_authority=result.get("declared_authority", ""),
        shown_while_open=tuple(OpenRows(**shown) for shown in result["shown_while_open"]),
    )
