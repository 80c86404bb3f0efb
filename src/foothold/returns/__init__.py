"""Returns: what a council, trust or department hands over, read in a limited process into typed tables.

A format is a module with a `Profile`; conversion, checks, the split of identities and the wording of problems are
shared.
"""

from foothold.returns.handed_over import name_of, place_of, read_handed_over
from foothold.returns.outcome import PROBLEM_COLUMNS, Earlier, OpenRows, Problem, ReadReturn, SourceFile
from foothold.returns.problems import DOUBTFUL
from foothold.returns.profile import PUBLISHED_FEED, Profile
from foothold.returns.profiles import PROFILES
from foothold.returns.reading import read_return

__all__ = [
    "DOUBTFUL",
    "PROBLEM_COLUMNS",
    "PROFILES",
    "PUBLISHED_FEED",
    "Earlier",
    "OpenRows",
    "Problem",
    "Profile",
    "ReadReturn",
    "SourceFile",
    "name_of",
    "place_of",
    "read_handed_over",
    "read_return",
]
