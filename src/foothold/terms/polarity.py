"""Which way a figure should move."""

from enum import StrEnum


class Polarity(StrEnum):
    """Whether a low or a high figure is the good one. Many rates have neither: then there is no polarity at all."""

    LOW = "low"
    HIGH = "high"
