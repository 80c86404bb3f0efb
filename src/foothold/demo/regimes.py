"""The dated circumstances of the story: shocks, and the courses that the service's control parameters take.

Everything that is chosen so that the story's figures arise stands here. The published figures of a real county that
went through this were the guide to the rest; no child or worker of any real place is in it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from foothold.demo.days import Course


@dataclass(frozen=True)
class Shock:
    """A dated event or regime that the service stood under; `end` is the last day, None for a single event."""

    id: str
    title: str
    start: date
    end: date | None
    source: str


SHOCKS = (
    Shock("commissioner", "Commissioner appointed", date(2019, 10, 14), None, "the story: commissioners arrive"),
    Shock("programme", "Improvement programme starts", date(2019, 10, 14), None, "the story: commissioners arrive"),
    Shock(
        "schools",
        "Schools closed to most children",
        date(2020, 3, 20),
        date(2020, 6, 1),
        "Prime Minister's statement of 18 March 2020; wider opening from 1 June 2020",
    ),
    Shock(
        "pandemic-rules",
        "Relaxed rules on visits and reviews",
        date(2020, 4, 24),
        date(2020, 9, 25),
        "The Adoption and Children (Coronavirus) (Amendment) Regulations 2020, SI 2020/445",
    ),
)

FOCUSED_VISIT = date(2018, 10, 15)
COMMISSIONERS_ARRIVE = date(2019, 10, 14)
LAST_UNALLOCATED_DAY = date(2020, 1, 5)
"""From the next day on every new case is given a name on the day it comes in, a manager's where nobody is free."""
HOLDING_STARTS = date(2019, 12, 16)
SAME_DAY_RECORDING = date(2019, 12, 2)
"""From this day the daily allocation meeting enters its decisions in the case system while it sits."""
INSPECTION_DAYS = (date(2018, 10, 15), date(2019, 5, 15), date(2019, 10, 14), date(2020, 2, 20))
"""Recording is brought up to date when inspectors ask for their lists; a workbook was handed over on each day."""

REFERRAL_LEVEL = Course(
    [
        (date(2018, 4, 1), 1.0),
        (date(2019, 3, 31), 1.0),
        (date(2019, 9, 1), 1.03),
        (date(2020, 3, 19), 1.03),
        (date(2020, 3, 20), 0.55),
        (date(2020, 5, 31), 0.65),
        (date(2020, 6, 30), 0.88),
        (date(2020, 7, 31), 0.97),
        (date(2020, 9, 1), 1.08),
        (date(2020, 10, 31), 1.10),
        (date(2020, 11, 30), 1.04),
    ]
)
"""Referrals as a multiple of the usual. In the lockdown weeks the fall is set by LOCKDOWN_REFERRALS instead."""
LOCKDOWN_WEEKS = (date(2020, 3, 30), date(2020, 5, 31))
LOCKDOWN_REFERRALS = 0.60
"""Referrals of the lockdown weeks as a share of the mean of the same weeks of 2018 and 2019."""

NO_FURTHER_ACTION = Course(
    [(date(2018, 4, 1), 0.46), (date(2019, 3, 31), 0.44), (date(2020, 3, 31), 0.36), (date(2020, 11, 30), 0.33)]
)

UNALLOCATED = Course(
    [
        (date(2018, 4, 1), 470),
        (date(2018, 6, 15), 390),
        (date(2018, 8, 31), 300),
        (date(2018, 10, 15), 267),
        (date(2018, 12, 15), 235),
        (date(2019, 2, 1), 150),
        (date(2019, 3, 20), 40),
        (date(2019, 4, 8), -40),
        (date(2019, 6, 3), -40),
        (date(2019, 7, 15), 70),
        (date(2019, 9, 1), 205),
        (date(2019, 10, 14), 312),
        (date(2019, 11, 4), 318),
        (date(2019, 11, 30), 200),
        (date(2019, 12, 16), 105),
        (date(2020, 1, 3), 44),
        (date(2020, 2, 21), 42),
        (date(2020, 3, 16), 34),
        (date(2020, 4, 6), 0),
    ]
)
"""Cases that the duty teams' caseload ceiling leaves waiting; below nought, places to spare. From 2020 they wait in a
manager's name."""
CEILING = Course(
    [
        (date(2018, 4, 1), 40),
        (date(2018, 10, 15), 42),
        (date(2019, 3, 1), 60),
        (date(2019, 5, 31), 60),
        (date(2019, 7, 1), 38),
        (date(2019, 10, 14), 36),
        (date(2019, 12, 31), 32),
        (date(2020, 11, 30), 30),
    ]
)
"""The highest caseload (of a full-time worker of usual experience) to which duty managers will go, whatever waits."""
SAFEGUARDING_CEILING = Course([(date(2018, 4, 1), 22), (date(2019, 5, 31), 24), (date(2020, 11, 30), 24)])
HANDED_BACK = Course(
    [
        (date(2018, 4, 1), 0.35),
        (date(2018, 11, 30), 0.25),
        (date(2019, 3, 1), 0.0),
        (date(2019, 6, 1), 0.1),
        (date(2019, 9, 1), 0.5),
        (date(2019, 11, 15), 0.2),
        (date(2019, 12, 9), 0.0),
    ]
)
"""Share of a leaving duty worker's families that return to the queue instead of going to a colleague."""
DEADLINE_EFFORT = Course(
    [
        (date(2018, 4, 1), 0.44),
        (date(2019, 3, 31), 0.44),
        (date(2019, 10, 14), 0.40),
        (date(2020, 2, 1), 0.33),
        (date(2020, 11, 30), 0.25),
    ]
)
"""How often an assessment that would run over 45 working days is finished just before them."""

SPRING = (date(2020, 3, 23), date(2020, 5, 31))
"""Between these days the story states the change in protection plans and in children looked after."""
PROTECTION_PLANS = Course(
    [
        (date(2018, 4, 1), 742),
        (date(2018, 10, 1), 700),
        (date(2019, 3, 31), 664),
        (date(2019, 9, 30), 705),
        (date(2020, 3, 23), 750),
        (date(2020, 5, 31), 780),
        (date(2020, 8, 31), 778),
        (date(2020, 11, 30), 752),
    ]
)
"""Children on a child protection plan: review conferences end plans so that the stock follows this course. In spring
2020 they ended fewer, because children could not be seen at home."""
LOOKED_AFTER_CHILDREN = Course(
    [
        (date(2018, 4, 1), 1102),
        (date(2019, 3, 31), 1122),
        (date(2020, 1, 31), 1150),
        (date(2020, 3, 23), 1152),
        (date(2020, 5, 31), 1155),
        (date(2020, 11, 30), 1146),
    ]
)
CARE_ENTRIES = Course(
    [
        (date(2018, 4, 1), 1.30),
        (date(2020, 3, 20), 1.28),
        (date(2020, 3, 27), 0.85),
        (date(2020, 6, 15), 0.9),
        (date(2020, 9, 1), 1.15),
    ]
)
"""Children starting to be looked after, per day."""
CONFERENCE_FOLLOWS = Course(
    [
        (date(2018, 4, 1), 0.44),
        (date(2020, 3, 19), 0.44),
        (date(2020, 3, 27), 0.62),
        (date(2020, 6, 15), 0.52),
        (date(2020, 9, 30), 0.45),
    ]
)
"""Share of section 47 enquiries that lead to an initial conference: in lockdown what was reported was graver."""
CONFERENCE_IN_TIME = Course(
    [(date(2018, 4, 1), 0.70), (date(2019, 3, 31), 0.70), (date(2020, 3, 31), 0.70), (date(2020, 9, 30), 0.82)]
)
"""Share of initial conferences held within 15 working days."""
