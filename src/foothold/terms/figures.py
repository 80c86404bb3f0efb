"""A figure and the five ways in which it can be missing."""

from enum import Enum


class FigureStatus(Enum):
    """Whether a figure is there, and if not, why not. A zero is a value, not an absence."""

    VALUE = "value"
    BLANK = "blank"  # nobody to count: the denominator is empty
    SUPPRESSED = "suppressed"  # known, and withheld because it is small
    NOT_COLLECTED = "not_collected"  # what was loaded does not hold the field
    STALE = "stale"  # the newest load is too old for the date asked about
