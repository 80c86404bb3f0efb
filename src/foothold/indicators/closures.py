"""What became of cases that were closed while nobody had them: were they seen, and did they come back."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from foothold.indicators.engines import Engine
from foothold.indicators.flow import OUT, Movement
from foothold.indicators.ledger import ledger
from foothold.indicators.populations import populations_used
from foothold.indicators.source import Source

CLOSING = ("closed", "stepped_down", "transferred_out")
FOLLOWED_FOR = timedelta(days=90)
_SEEN_BY = "U9"  # the code that rests on the same visits and assessments


@dataclass(frozen=True)
class Closures:
    """Cases closed while nobody had them.

    `unseen` is None where no return tells who was seen; `missing` says what is lacking. `re_referred` counts those of
    `followed` referred again within 90 days; of the rest the 90 days are not over.
    """

    closed: int
    unseen: int | None
    missing: str
    followed: int
    re_referred: int

    @property
    def share_unseen(self) -> float | None:
        """Percentage closed without the child being seen; None where it is not known or nothing was closed."""
        return 100 * self.unseen / self.closed if self.unseen is not None and self.closed else None

    @property
    def share_re_referred(self) -> float | None:
        """Percentage of those followed for 90 days that were referred again; None where none were."""
        return 100 * self.re_referred / self.followed if self.followed else None


def closures(source: Source, moves: Iterable[Movement], engine: Engine) -> Closures:
    """What became of the closures among these moves, as far as the newest return tells.

    Seen is seen from the referral to the day the case closed. Referred again is any later referral of the child, on or
    after that day. The engine must have been made ready for some periods.
    """
    closed = {move.unit_id: move.day for move in moves if move.name in CLOSING and move.direction == OUT}
    if not closed:
        return Closures(0, 0, "", 0, 0)
    missing = ledger().codes[_SEEN_BY].missing(source)
    rows = engine.rows(_CLOSED.format(first=min(closed.values())), populations_used(_CLOSED))
    told = {unit: (bool(seen), again) for unit, seen, again in rows if unit in closed}
    followed = [unit for unit, day in closed.items() if day + FOLLOWED_FOR <= source.newest_as_at]
    return Closures(
        closed=len(closed),
        unseen=None if missing else sum(not told[unit][0] for unit in closed),
        missing=missing,
        followed=len(followed),
        re_referred=sum(_came_back(closed[unit], told[unit][1]) for unit in followed),
    )


def _came_back(closed: date, again: date | None) -> bool:
    return again is not None and again <= closed + FOLLOWED_FOR


_CLOSED = """
select cases.referral_id,
    max(case when contacts.seen_on is null then 0 else 1 end) as seen,
    min(later.referral_date) as referred_again
from cases
left join child_contacts as contacts
  on contacts.person_id = cases.person_id
 and contacts.seen_on >= cases.referral_date
 and contacts.seen_on <= cases.close_date
left join cin_episodes as later
  on later.person_id = cases.person_id
 and later.referral_id <> cases.referral_id
 and later.referral_date >= cases.close_date
where cases.close_date >= date '{first}' and cases.close_date < date '9999-12-31'
group by cases.referral_id
"""
