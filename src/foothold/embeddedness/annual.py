"""What the ledger says of figures published once a year, and whether it was borne out: levels tried on real councils.

A yearly figure cannot show weeks held, and a dozen years are too few for limits. So there are words and no control
limits, held against England's figure of the same year, and no word as strong as "embedded".
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from statistics import median

from foothold.embeddedness.control_chart import SIGN_OF_IMPROVEMENT, Direction
from foothold.embeddedness.record import meets

MUCH_BETTER = 10.0  # percentage points above the median of the years before: more than councils move by chance
YEARS_LATER = (1, 2, 3)
OFF, EARLY, TENTATIVE, CONSOLIDATING, HELD, LAPSED = (
    *("not started", "early", "tentative", "consolidating"),
    *("held", "lapsed"),
)
WORDS = (OFF, EARLY, TENTATIVE, CONSOLIDATING, HELD, LAPSED)


@dataclass(frozen=True)
class Year:
    """One council's figure in one year beside England's; `word` is what the ledger would have said by then."""

    year: str
    value: float | None
    england: float | None
    word: str  # blank where the figure is not known
    on_target: int  # years running at or better than England, this one the last


@dataclass(frozen=True)
class Borne:
    """How often councils of whom a word was said were at or better than England some years later."""

    word: str
    years_later: int
    councils: int  # council-years followed so long
    still: int


def ledger(
    years: Sequence[str], values: Sequence[float | None], england: Sequence[float | None], direction: Direction
) -> list[Year]:
    """What would have been said each year, from that year's figure and those before it alone.

    A year on the good side of England is tentative if it follows one that was not, the next consolidating, from the
    third held. Below England a figure is early if much better than the median of the years before, lapsed if in
    the five before it had been on the good side two years running, else not started. A gap breaks the count.
    """
    said: list[Year] = []
    streak = 0
    for place, (year, value, country) in enumerate(zip(years, values, england, strict=True)):
        if value is None or country is None:
            streak = 0
            said.append(Year(year, value, country, "", 0))
            continue
        on_target = meets(value, country, direction)
        streak = streak + 1 if on_target else 0
        word = (
            (TENTATIVE, CONSOLIDATING, HELD)[min(streak, 3) - 1]
            if on_target
            else _off_target(said, values[:place], value, direction)
        )
        said.append(Year(year, value, country, word, streak))
    return said


def _off_target(said: Sequence[Year], before: Sequence[float | None], value: float, direction: Direction) -> str:
    if any(year.on_target >= 2 for year in said[-5:]):
        return LAPSED
    known = [one for one in before if one is not None]
    sign = SIGN_OF_IMPROVEMENT[direction]
    return EARLY if known and sign * (value - median(known)) >= MUCH_BETTER else OFF


def borne_out(councils: Mapping[str, Sequence[Year]]) -> list[Borne]:
    """For each word and distance in years, how often it was followed by a year on the good side of England."""
    counts = {(word, later): [0, 0] for word in WORDS for later in YEARS_LATER}
    for years in councils.values():
        for place, year in enumerate(years):
            for later in YEARS_LATER if year.word else ():
                if place + later < len(years) and years[place + later].word:
                    tally = counts[year.word, later]
                    tally[0] += 1
                    tally[1] += years[place + later].on_target > 0
    return [Borne(word, later, *tally) for (word, later), tally in counts.items()]


def rises(
    councils: Mapping[str, Sequence[Year]], direction: Direction
) -> Iterable[tuple[str, Year, Year, float | None]]:
    """Every rise by `MUCH_BETTER` over two years that ends on England's good side, and the worst of three years on.

    The last is None where no later year is known. A rise is told at its first year on the good side.
    """
    sign = SIGN_OF_IMPROVEMENT[direction]
    for name, years in councils.items():
        for before, after in zip(years, years[2:], strict=False):
            if before.value is None or after.value is None or after.on_target != 1:
                continue
            if before.on_target or sign * (after.value - before.value) < MUCH_BETTER:
                continue
            place = years.index(after)
            later = [year.value for year in years[place + 1 : place + 4] if year.value is not None]
            yield name, before, after, min(later, key=lambda one: sign * one) if later else None
