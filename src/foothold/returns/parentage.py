"""The process that reads ends when the one that asked for it does, whatever ended that."""

from __future__ import annotations

import os
import signal
import sys
import threading
import time

_SET_DEATH_SIGNAL = 1  # PR_SET_PDEATHSIG of prctl(2)
_LOOK_EVERY = 0.5  # seconds


def end_with(parent: int, *, signalled: bool = sys.platform == "linux") -> None:
    """End this process when the process `parent` has ended; Linux signals that, elsewhere a thread looks for it."""
    if not (signalled and _ask_for_signal()):
        threading.Thread(target=_watch, args=(parent,), daemon=True).start()
    if os.getppid() != parent:  # it ended before anybody watched
        os._exit(1)


def _ask_for_signal() -> bool:
    import ctypes

    return ctypes.CDLL(None).prctl(_SET_DEATH_SIGNAL, signal.SIGKILL, 0, 0, 0) == 0


def _watch(parent: int) -> None:
    while os.getppid() == parent:
        time.sleep(_LOOK_EVERY)
    os._exit(1)
