"""What is told of a reader that failed: where in the program, never with what."""

from __future__ import annotations

import faulthandler
import hashlib
import json
import signal
import traceback
from dataclasses import dataclass
from pathlib import Path

FAULT, CRASH = "fault.json", "crash.txt"


@dataclass(frozen=True)
class Stopped:
    """Why a reader gave no result: the rule that says so, a reference to the fault, and the reader's own account."""

    rule: str
    reference: str = ""
    log: str = ""


def trace_crashes(folder: Path) -> None:
    """From now on a crash below Python leaves the lines of the program it happened in, in a file of `folder`."""
    faulthandler.enable((folder / CRASH).open("w", encoding="utf-8"))


def write(error: BaseException, folder: Path) -> None:
    """Leave the kind of an error and the lines of the program it came through, not its text, which may hold values."""
    lines = [
        f"{Path(frame.filename).name}:{frame.lineno} {frame.name}"
        for frame in traceback.extract_tb(error.__traceback__)
    ]
    log = "\n".join([type(error).__name__, *lines])
    reference = hashlib.sha256(log.encode()).hexdigest()[:8]
    rule = "memory-limit" if isinstance(error, MemoryError) else "reader-fault"
    (folder / FAULT).write_text(json.dumps({"rule": rule, "reference": reference, "log": log}), encoding="utf-8")


def why(status: int, folder: Path) -> Stopped:
    """Why a reader that ended with `status` gave no result."""
    if (folder / FAULT).is_file():
        return Stopped(**json.loads((folder / FAULT).read_text(encoding="utf-8")))
    if status == -signal.SIGXCPU:
        return Stopped("time-limit", log="The reader used up its processor time.")
    if status == -signal.SIGKILL:  # nobody else sends it but a system that is out of memory
        return Stopped("memory-limit", log="The system ended the reader.")
    if status < 0:
        crash = folder / CRASH
        return Stopped(
            "reader-stopped", log=crash.read_text(encoding="utf-8") if crash.is_file() else f"Signal {-status}."
        )
    return Stopped("reader-fault", reference=f"exit-{status}", log=f"The reader ended with status {status}.")
