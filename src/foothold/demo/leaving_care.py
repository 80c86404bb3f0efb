"""How care ended, settled once all days are over: who was adopted, who got a guardian, whom home did not hold.

The days themselves know only that a child leaves. Settling here draws from a stream of its own and moves no case, so
that no other figure hangs on it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from foothold.demo.care import ADOPTION, ADULTHOOD, HOME, ORDER
from foothold.demo.casefile import ADOPTED, GUARDIANSHIP, NEVER, NO_LONGER_IN_NEED, CaseFile
from foothold.demo.casework import Simulated
from foothold.demo.chance import Draws
from foothold.demo.families import YEAR, Families

_ADOPTED, _BELOW, _AFTER = 0.92, 9 * YEAR, 270  # share of the small and settled, the age and the days that means
_ORDERS_STAND = 0.75
_CAME_BACK, _NOT_BEFORE, _WITHIN, _AS_OLD = 0.5, 7, 350, YEAR / 2
_CLOSING = {ADOPTION: ADOPTED, ORDER: GUARDIANSHIP, HOME: NO_LONGER_IN_NEED}


def settle(simulated: Simulated, seed: int) -> None:
    """Settle why each child left care who did not come of age there, and who of those at home came back."""
    file, families = simulated.file, simulated.families
    draws = Draws(seed, "leaving care")
    known_since: dict[int, int] = {}
    for episode in file.episodes:
        known_since.setdefault(episode.child, episode.referred)
    for row in file.care:
        _, _, end, reason = row
        if end != NEVER and reason != ADULTHOOD:
            _settle_why(row, file, families, known_since, draws)
    _bring_back(file, families, draws)


def _settle_why(
    row: list[int], file: CaseFile, families: Families, known_since: Mapping[int, int], draws: Draws
) -> None:
    place, start, end, reason = row
    episode = file.episodes[place]
    born = families.born[episode.child]
    if end - born < _BELOW and end - start > _AFTER and draws.happens(_ADOPTED):
        row[3] = ADOPTION
        families.born[episode.child] = max(born, _born_before(known_since[episode.child], draws))
    elif reason == ORDER and not draws.happens(_ORDERS_STAND):
        row[3] = HOME
    episode.reason = _CLOSING.get(row[3], episode.reason)


def _born_before(known_since: int, draws: Draws) -> int:
    """Those whom somebody adopts are mostly babies and toddlers when they become known."""
    return known_since - 20 - int(draws.patience(400.0))


def _bring_back(file: CaseFile, families: Families, draws: Draws) -> None:
    """Some of the young people who come alone are no strangers: they went home from care within the year."""
    episodes: defaultdict[int, list[int]] = defaultdict(list)
    for place, episode in enumerate(file.episodes):
        episodes[episode.child].append(place)
    went_home = [
        (file.episodes[place].child, end)
        for place, _, end, reason in file.care
        if reason == HOME and episodes[file.episodes[place].child][-1] == place
    ]
    for place, start, _, _ in file.care:
        alone = (
            file.episodes[place].referred == start and len(families.families[file.episodes[place].family].children) == 1
        )
        if alone and draws.happens(_CAME_BACK):
            _make_one(place, start, went_home, file, families, draws)


def _make_one(
    place: int, start: int, went_home: list[tuple[int, int]], file: CaseFile, families: Families, draws: Draws
) -> None:
    """The child of this case is one who went home: of the same area, and born about then."""
    episode = file.episodes[place]
    born, north = families.born[episode.child], families.families[episode.family].north
    known = [
        (child, end)
        for child, end in went_home
        if _NOT_BEFORE < start - end <= _WITHIN
        and abs(families.born[child] - born) <= _AS_OLD
        and families.families[families.family_of[child]].north == north
    ]
    if known:
        found = draws.one_of(known)
        went_home.remove(found)
        episode.child, episode.family = found[0], families.family_of[found[0]]
        families.born[found[0]] = born
