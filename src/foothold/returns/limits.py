"""What the process that reads a return may use, and what it may not do."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn

MEGABYTE = 1 << 20


@dataclass(frozen=True)
class Limits:
    """Upper bounds for one reading."""

    address_space: int  # bytes
    cpu_seconds: int
    wall_seconds: int
    written_file: int  # bytes
    open_files: int
    upload: int  # bytes of one file handed over


# Processor time is what guards against a file that takes too long. The time of the clock only ends a reader that waits
# for something for ever, so it leaves room for a machine that is ten times too busy.
ONE_FILE = Limits(2048 * MEGABYTE, 60, 600, 1024 * MEGABYTE, 128, 256 * MEGABYTE)
FOLDER = Limits(6144 * MEGABYTE, 600, 6000, 8192 * MEGABYTE, 256, 2000 * MEGABYTE)
_TO_SAY_SO = 5  # seconds of processor time between the signal that says why and the one that gives no reason

_FORBIDDEN = (
    "socket.connect",
    "socket.bind",
    "socket.getaddrinfo",
    "subprocess.Popen",
    "os.exec",
    "os.system",
    "os.fork",
    "os.posix_spawn",
    "pty.spawn",
)


def limits_for(path: Path) -> Limits:
    """A folder is a full extract and may be large; a single file is an upload and may not."""
    return FOLDER if path.is_dir() else ONE_FILE


def bind(limits: Limits) -> None:
    """Bind this process to the limits, for good: no more memory, time or files, no network, no other programs."""
    import resource

    for kind, bound in (
        (resource.RLIMIT_AS, limits.address_space),
        (resource.RLIMIT_FSIZE, limits.written_file),
        (resource.RLIMIT_NOFILE, limits.open_files),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(kind, (bound, bound))
    resource.setrlimit(resource.RLIMIT_CPU, (limits.cpu_seconds, limits.cpu_seconds + _TO_SAY_SO))
    sys.addaudithook(_forbid)


def _forbid(event: str, _arguments: object) -> None:
    if event in _FORBIDDEN:
        _stop(event)


def _stop(event: str) -> NoReturn:
    raise PermissionError(f"reading a return may not use {event}")
