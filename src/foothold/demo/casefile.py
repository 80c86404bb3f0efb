"""What the simulation writes down as it goes: plain rows, later turned into the Dataset's tables."""

from __future__ import annotations

from dataclasses import dataclass, field

from foothold.demo.workforce import Worker

NEVER = -99999
"""Stands for a date that has not come."""

CLOSED_AFTER_ASSESSMENT, EARLY_HELP, NO_LONGER_IN_NEED, MOVED_AWAY, ADOPTED, GUARDIANSHIP, ADULT = range(7)
CLOSE_REASONS = ("RC8", "RC9", "RC7", "RC5", "RC1", "RC4", "RC6")
MANAGE, LEFT, TRANSFER, FIRST, REORGANISED = range(5)
CHANGE_REASONS = ("MANAGE", "LEFTRL", "TSPROC", "FCONTA", "ORGRST")


@dataclass
class Episode:
    """One child's referral and what followed until the case closed."""

    child: int
    family: int
    referred: int
    source: int
    no_further_action: bool
    team: int
    closed: int = NEVER
    reason: int = -1
    disabled: bool = False


@dataclass(eq=False)
class Group:
    """Brothers and sisters whose cases go together: one worker, one stage."""

    episodes: list[int]
    family: int
    north: bool
    stage: str
    team: int
    referred: int
    worker: Worker | None = None
    since: int = NEVER  # day on which the present worker was allocated
    urgent: bool = False
    turn: float = 0.0  # place in the queue: the day from which the family counts as waiting, low risk counting later
    assessments: list[int] = field(default_factory=list)  # places of its assessments in the case file
    in_need: list[int] = field(default_factory=list)  # places of its present plans for children in need
    protected: list[int] = field(default_factory=list)  # places of its present child protection plans
    reason: int = -1  # why the present worker was given it
    spell_team: int = -1  # team of the present worker when given it
    held: bool = False  # a manager's or inbox's name stands on it, and it still waits
    closed: bool = False

    @property
    def size(self) -> int:
        """Children in it."""
        return len(self.episodes)


@dataclass
class CaseFile:
    """Everything recorded, as lists of tuples in the order in which it happened."""

    episodes: list[Episode] = field(default_factory=list)
    spells: list[tuple[int, int, int, int, int, int]] = field(default_factory=list)
    """episode, worker, team, start, end, reason of the change"""
    assessments: list[list[int]] = field(default_factory=list)
    """episode, start, authorised, outcome, team, worker"""
    enquiries: list[list[int]] = field(default_factory=list)
    """episode, start, end, whether a conference follows, team, worker"""
    conferences: list[list[int]] = field(default_factory=list)
    """episode, place of the enquiry, day, whether a plan follows, meeting, team, worker"""
    protection: list[list[int]] = field(default_factory=list)
    """episode, place of the conference, start, end"""
    plans: list[list[int]] = field(default_factory=list)
    """episode, start, end, team, worker (children in need)"""
    care: list[list[int]] = field(default_factory=list)
    """episode, start, end, reason"""
    disabled: list[tuple[int, int]] = field(default_factory=list)
    """episode, day on which the disabled children's team took it"""
