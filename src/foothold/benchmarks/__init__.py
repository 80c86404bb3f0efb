"""Published statistics beside an indicator: England, the region, statistical neighbours, any council, and rank.

The figures are those of files loaded as they were published. A comparison takes one release for one period, newest
publication first; a figure that was withheld is never counted as zero.
"""

from foothold.benchmarks.areas import MODELS, Areas, Council, Neighbour, areas
from foothold.benchmarks.comparison import (
    NEWEST_MODEL,
    Change,
    Comparison,
    Group,
    NothingPublished,
    Position,
    change_between,
    compare,
)
from foothold.benchmarks.editions import Edition, Figure, editions
from foothold.benchmarks.measures import PublishedMeasure, Source, linked, measure_of

__all__ = [
    "MODELS",
    "NEWEST_MODEL",
    "Areas",
    "Change",
    "Comparison",
    "Council",
    "Edition",
    "Figure",
    "Group",
    "Neighbour",
    "NothingPublished",
    "Position",
    "PublishedMeasure",
    "Source",
    "areas",
    "change_between",
    "compare",
    "editions",
    "linked",
    "measure_of",
]
