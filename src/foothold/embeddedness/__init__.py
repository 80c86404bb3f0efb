"""Has an improvement held, and is it sustained? Control charts, levels of embeddedness and the evidence for them."""

from foothold.embeddedness.conditions import Condition, Practice
from foothold.embeddedness.control_chart import (
    ChartOptions,
    ControlChart,
    Individuals,
    Point,
    xmr,
    xmr_as_published,
    xmr_of_many,
)
from foothold.embeddedness.defaults import LevelDefaults, level_defaults
from foothold.embeddedness.levels import LEVELS, NOT_ASSESSABLE, Assessment, LevelOptions, assess, chart_of
from foothold.embeddedness.series import Series

__all__ = [
    "LEVELS",
    "NOT_ASSESSABLE",
    "Assessment",
    "ChartOptions",
    "Condition",
    "ControlChart",
    "Individuals",
    "LevelDefaults",
    "LevelOptions",
    "Point",
    "Practice",
    "Series",
    "assess",
    "chart_of",
    "level_defaults",
    "xmr",
    "xmr_as_published",
    "xmr_of_many",
]
