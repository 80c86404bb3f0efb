"""Recording-integrity monitors: what in the way records were written is worth a question, and never a verdict.

Each monitor asks one question of the recording, shows the rows behind it and says what an innocent answer may be.
"""

from foothold.indicators.monitors.catalogue import MONITORS, find_monitor
from foothold.indicators.monitors.monitor import Answer, Asked, Monitor, Row, Told
from foothold.indicators.monitors.running import answers

__all__ = ["MONITORS", "Answer", "Asked", "Monitor", "Row", "Told", "answers", "find_monitor"]
