"""The front door: which families are referred, on which day and by whom."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

import numpy as np

from foothold.demo import regimes
from foothold.demo.chance import stream
from foothold.demo.days import DAYS, FIRST_DAY, Numbers, index_of, school_days

CHILDREN_A_WEEK = 212.0
"""Children referred in a usual week: about 11,000 a year."""
FAMILY_SIZES = ((1, 0.52), (2, 0.26), (3, 0.14), (4, 0.06), (5, 0.02))
_LARGEST_LEVEL = 1.2


@dataclass(frozen=True)
class Source:
    """Who refers: code of the referral source, share of families, share kept in lockdown, and when they are at work."""

    code: str
    description: str
    share: float
    lockdown: float
    follows_school: bool = False
    at_weekends: float = 0.05


SOURCES = (
    Source("1A", "Individual: family member, relative or carer", 0.055, 0.75, at_weekends=0.15),
    Source("1B", "Individual: acquaintance", 0.025, 0.9, at_weekends=0.15),
    Source("1C", "Individual: self", 0.015, 0.8, at_weekends=0.1),
    Source("2A", "Schools", 0.205, 0.15, follows_school=True, at_weekends=0.0),
    Source("2B", "Education services", 0.025, 0.25, follows_school=True, at_weekends=0.0),
    Source("3A", "Health services: general practitioner", 0.025, 0.6),
    Source("3B", "Health services: health visitor", 0.03, 0.5),
    Source("3D", "Health services: other primary health services", 0.03, 0.6),
    Source("3E", "Health services: accident and emergency", 0.045, 0.55, at_weekends=0.4),
    Source("4", "Housing", 0.02, 0.7),
    Source("5A", "Local authority services: social care", 0.065, 0.7),
    Source("5C", "Local authority services: another authority", 0.03, 0.75),
    Source("5D", "Local authority services: early help", 0.04, 0.6),
    Source("6", "Police", 0.27, 0.85, at_weekends=0.35),
    Source("7", "Other legal agency", 0.035, 0.6),
    Source("8", "Other", 0.05, 0.65),
    Source("9", "Anonymous", 0.035, 0.95, at_weekends=0.2),
)
_WEEKDAYS = np.array([1.16, 1.06, 1.02, 1.0, 1.08, 0.0, 0.0])


@dataclass(frozen=True)
class Referrals:
    """Referrals of families in the order in which they come in: parallel arrays."""

    day: Numbers
    source: Numbers  # place in SOURCES
    size: Numbers  # children of the family referred together


def referrals(seed: int) -> Referrals:
    """The referrals of the whole simulated time: a usual flow, thinned day by day to the level of the time."""
    random = stream(seed, "demand")
    usual = _usual_flow(random)
    chance = random.random(len(usual.day))
    kept = chance < regimes.REFERRAL_LEVEL.values[usual.day] / _LARGEST_LEVEL
    locked_down = _lockdown_days(usual.day)
    kept[locked_down] = False
    kept[_kept_in_lockdown(usual, kept, chance)] = True
    return Referrals(usual.day[kept], usual.source[kept], usual.size[kept])


def _usual_flow(random: np.random.Generator) -> Referrals:
    intensity = _daily_intensity(random)
    counts = random.poisson(intensity)
    day, source = (array.repeat(counts.ravel()) for array in map(np.ravel, np.indices(counts.shape)))
    sizes, shares = zip(*FAMILY_SIZES, strict=True)
    size = random.choice(sizes, len(day), p=shares)
    return Referrals(day, source, size)


def _daily_intensity(random: np.random.Generator) -> Numbers:
    """Families expected for each day and source, before thinning."""
    mean_size = sum(size * share for size, share in FAMILY_SIZES)
    weekly = CHILDREN_A_WEEK / mean_size * _LARGEST_LEVEL
    weekday = (np.arange(DAYS) + FIRST_DAY.weekday()) % 7
    week = (np.arange(DAYS) + FIRST_DAY.weekday()) // 7
    unrest = random.gamma(220.0, 1 / 220.0, week[-1] + 1)[week]
    columns = [_year_round(weekly * source.share, source, weekday) for source in SOURCES]
    return np.stack(columns, axis=1) * unrest[:, None]


def _year_round(weekly: float, source: Source, weekday: Numbers) -> Numbers:
    shape = _WEEKDAYS[weekday] + np.where(weekday >= 5, source.at_weekends, 0.0)
    shape = shape * weekly / (_WEEKDAYS.sum() + 2 * source.at_weekends)
    if not source.follows_school:
        return shape
    rhythm = np.where(school_days() | _closed_schools(), 1.0, 0.12)
    return shape * rhythm * 1.32  # what is not referred in the holidays is referred in term


def _closed_schools() -> Numbers:
    """Term days on which schools stood closed: their silence is the lockdown's, not the calendar's."""
    closed = np.zeros(DAYS, dtype=bool)
    closed[index_of(regimes.LOCKDOWN_WEEKS[0]) : index_of(regimes.LOCKDOWN_WEEKS[1]) + 1] = True
    return closed & school_days()


def _lockdown_days(day: Numbers) -> Numbers:
    first, last = map(index_of, regimes.LOCKDOWN_WEEKS)
    return (day >= first) & (day <= last)


def _kept_in_lockdown(usual: Referrals, kept: Numbers, chance: Numbers) -> Numbers:
    """Which referrals still come in lockdown: each source falls by its own share, all by one common factor more.

    The common factor is the one at which the children referred are the stated share of earlier years' same weeks.
    """
    locked_down = np.flatnonzero(_lockdown_days(usual.day))
    earlier = [_children(usual, kept, timedelta(weeks=52 * years)) for years in (1, 2)]
    wanted = regimes.LOCKDOWN_REFERRALS * sum(earlier) / len(earlier)
    lockdown = np.array([source.lockdown for source in SOURCES])
    reluctance = chance[locked_down] / lockdown[usual.source[locked_down]]
    ranked = locked_down[np.argsort(reluctance, kind="stable")]
    return ranked[: int(np.searchsorted(np.cumsum(usual.size[ranked]), wanted))]


def _children(usual: Referrals, kept: Numbers, before: timedelta) -> int:
    first, last = (index_of(day - before) for day in regimes.LOCKDOWN_WEEKS)
    weeks = kept & (usual.day >= first) & (usual.day <= last)
    return int(usual.size[weeks].sum())
