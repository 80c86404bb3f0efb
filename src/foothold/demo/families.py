"""The families whom the council comes to know: synthetic children, with their births, and who was referred lately."""

from __future__ import annotations

from dataclasses import dataclass, field

from foothold.demo.chance import Draws

YEAR = 365.25
_KNOWN_FOR = 345  # days after a referral in which another one makes it a re-referral in every reading of twelve months
AGES = (
    (0, 0.09),
    (1, 0.06),
    (2, 0.06),
    (4, 0.11),
    (6, 0.12),
    (8, 0.12),
    (10, 0.13),
    (12, 0.13),
    (14, 0.12),
    (15, 0.06),
)
"""Age from which, share: age of the eldest or only child referred, spread over the years to the next."""


@dataclass
class Family:
    """Brothers and sisters known together."""

    number: int
    north: bool
    children: list[int]
    last_referred: int


@dataclass
class Families:
    """Every family so far; parallel lists describe the children."""

    draws: Draws
    families: list[Family] = field(default_factory=list)
    born: list[int] = field(default_factory=list)
    family_of: list[int] = field(default_factory=list)
    _known: dict[int, list[Family]] = field(default_factory=dict)

    def new(self, size: int, day: int, eldest: float | None = None) -> Family:
        """A family not known before, of so many children, on the day it is referred."""
        family = Family(len(self.families), self.draws.happens(0.46), [], day)
        age = self._age() if eldest is None else eldest
        for _ in range(size):
            family.children.append(len(self.born))
            self.born.append(day - int(max(age, 0.01) * YEAR))
            self.family_of.append(family.number)
            age -= 1.2 + 2.2 * self.draws.uniform()
        self.families.append(family)
        return family

    def _age(self) -> float:
        draw, following = self.draws.uniform(), 0.0
        for place, (age, share) in enumerate(AGES):
            following += share
            if draw < following:
                upper = AGES[place + 1][0] if place + 1 < len(AGES) else 17.6
                return age + (upper - age) * self.draws.uniform()
        return 12.0

    def closed(self, family: Family) -> None:
        """Remember that the family may be referred again."""
        self._known.setdefault(len(family.children), []).append(family)

    def again(self, size: int, day: int) -> Family | None:
        """A closed family of that size that was referred in the last year, at random; None if there is none."""
        known = self._known.get(size, [])
        while known:
            place = int(self.draws.uniform() * len(known))
            known[place], known[-1] = known[-1], known[place]
            family = known.pop()
            if 0 < day - family.last_referred <= _KNOWN_FOR and self._all_children(family, day):
                family.last_referred = day
                return family
        return None

    def _all_children(self, family: Family, day: int) -> bool:
        return all(day - self.born[child] < 17.5 * YEAR for child in family.children)
