"""What a councillor reads: whether children are safe, in words, and what to ask. No count tells of one child."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from django.conf import settings

from foothold.embeddedness.attention import Need
from foothold.embeddedness.indicator_series import polarity_is_official
from foothold.indicators import Figure, Indicator, StoredFigures
from foothold.reports.figures import is_small
from foothold.terms.figures import FigureStatus
from foothold.terms.polarity import Polarity
from foothold_web.accounts.scope import Scope
from foothold_web.reporting import figures, pictures
from foothold_web.reporting.cards import Card

BACK = timedelta(weeks=52)
QUESTIONS = {
    "AL01": "Does every child who needs one have a social worker?",
    "AL02": "Are children left with a manager or in a queue?",
    "FD16": "Are children seen soon after somebody worried about them?",
    "AS04": "Do children wait too long for their assessment?",
    "CP15": "Are children on a child protection plan visited in time?",
    "CC12": "Are children in care visited in time?",
    "CC10": "Are the reviews of children in care in time?",
    "AL06": "Do social workers have too many cases?",
    "WF06": "Are there people in the posts?",
}

NESTED = (("CC10", "CC12"),)
"""Of two questions, the one whose children are all among the other's: those left over are a count of children too."""

DISJOINT = (("AL02", "AL01"),)
"""Two questions that count different cases of one population: those that neither counts are a count of cases too."""


@dataclass(frozen=True)
class Answer:
    """One of the members' questions: the figure now, how a year ago compares, how far it has come, and what to ask."""

    question: str
    indicator: Indicator
    figure: Figure
    compared: str
    level: str
    reversing: bool
    official: bool
    asks: list[str]


def answers(scope: Scope) -> list[Answer]:
    """An answer to each of the members' questions, from the newest return."""
    wall = pictures.wall(settings.FOOTHOLD_HOME, scope.authority)
    cards = {card.indicator.id: card for card in wall.cards}
    store = figures.kept(scope)
    shown = told({name: figures.newest(store, cards[name].indicator) for name in QUESTIONS})
    return [_answer(store, question, cards[name], shown[name]) for name, question in QUESTIONS.items()]


def told(found: Mapping[str, Figure]) -> dict[str, Figure]:
    """The figures without any count of 1 to 5, nor what would give one away: alone, or one figure beside another."""
    shown = {name: figures.as_published(figure) for name, figure in found.items()}
    for part, whole in NESTED:
        if _gives_away(shown[part], shown[whole], _left_over(found[whole].denominator, found[part].denominator)):
            shown[part] = figures.hidden(found[part])
    for one, other in DISJOINT:
        counts = (found[one].denominator, found[one].numerator, found[other].numerator)
        if _gives_away(shown[one], shown[other], _left_over(*counts)):
            shown[one] = figures.hidden(found[one])
    return shown


def _gives_away(one: Figure, other: Figure, left_over: float | None) -> bool:
    return FigureStatus.SUPPRESSED not in (one.status, other.status) and is_small(left_over)


def _left_over(whole: float | None, *parts: float | None) -> float | None:
    known = [part for part in parts if part is not None]
    return whole - sum(known) if whole is not None and len(known) == len(parts) else None


def _answer(store: StoredFigures, question: str, card: Card, figure: Figure) -> Answer:
    indicator = card.indicator
    return Answer(
        question=question,
        indicator=indicator,
        figure=figure,
        compared=compared([figures.as_published(week) for week in store.series(indicator.id)], indicator),
        level=card.level,
        reversing=card.reversing,
        official=polarity_is_official(indicator),
        asks=list(_asks(card, figure)),
    )


def compared(weeks: list[Figure], indicator: Indicator) -> str:
    """The newest four weeks beside the same four a year before, in a word or two."""
    newest = max((week.as_at for week in weeks), default=None)
    if newest is None or indicator.polarity is None:
        return "not known"
    later, earlier = (_four_weeks(weeks, day) for day in (newest, newest - BACK))
    if any(week.status is FigureStatus.SUPPRESSED for week in (*later, *earlier)):
        return "not told: small numbers"
    now, then = _mean(later), _mean(earlier)
    if now is None or then is None:
        return "not known"
    if now == then:
        return "the same"
    return "better" if (now < then) == (indicator.polarity is Polarity.LOW) else "worse"


def _four_weeks(weeks: list[Figure], to: date) -> list[Figure]:
    return [week for week in weeks if to - timedelta(weeks=4) < week.as_at <= to]


def _mean(weeks: list[Figure]) -> float | None:
    """As pages write it, so that what looks the same is the same."""
    values = [week.value for week in weeks if week.value is not None]
    return round(sum(values) / len(values), 1) if values else None


def _asks(card: Card, figure: Figure) -> Iterator[str]:
    """What a member may ask, from how things stand; the first is the most pressing."""
    if figure.status is FigureStatus.NOT_COLLECTED:
        yield "Why does nobody know this, and when will we?"
    if card.need is Need.CONCERN:
        yield "What has made this worse, and what is being done about it?"
    elif card.need is Need.MISSED:
        yield "What will bring this to its target, and by when?"
    if figure.status is FigureStatus.SUPPRESSED:
        yield "The number is small: is each of them known, and safe?"
    if figure.indicator == "AL01" and figure.numerator == 0:
        yield "By whose definition is it none, and what do the others count?"
    if card.level and card.level not in ("embedded", "not started"):
        yield "What would show that this lasts?"
