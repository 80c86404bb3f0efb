"""The catalogue of indicators: searched by words, narrowed by what they are, each with its newest figure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render

from foothold.embeddedness.indicator_series import polarity_is_official
from foothold.indicators import CATALOGUE, Figure, Indicator, NotFed, not_fed
from foothold.indicators.definition import KINDS
from foothold.indicators.families import FAMILIES, family_of
from foothold.indicators.figure_files import figures_file
from foothold.indicators.spreadsheets import KINDS as FORMS
from foothold.terms.figures import FigureStatus
from foothold.terms.polarity import Polarity
from foothold_web.downloads import download
from foothold_web.reporting import figures, links
from foothold_web.reporting.pictures import Picture
from foothold_web.routing import ScopedRequest

NOT_FED = "not_fed"
STATUSES = {
    FigureStatus.VALUE.value: "There is a figure",
    FigureStatus.BLANK.value: "Nobody to count",
    FigureStatus.NOT_COLLECTED.value: "Not collected",
    NOT_FED: "No return can feed it",
}
NO_POLARITY = "none"
POLARITIES = {Polarity.LOW.value: "Low is better", Polarity.HIGH.value: "High is better", NO_POLARITY: "Neither"}
KINDS_IN_WORDS = {"snapshot": "How things stand on a day", "flow": "What happened in a period"}


@dataclass(frozen=True)
class Asked:
    """What the catalogue was asked for; a blank says that it does not matter."""

    q: str
    family: str
    kind: str
    polarity: str
    status: str

    @classmethod
    def of(cls, query: Mapping[str, Any]) -> Asked:
        """As an address says it; what is not among the choices counts as not asked."""
        return cls(
            q=" ".join(str(query.get("q", "")).split())[:200],
            family=_among(query.get("family"), FAMILIES),
            kind=_among(query.get("kind"), KINDS),
            polarity=_among(query.get("polarity"), POLARITIES),
            status=_among(query.get("status"), STATUSES),
        )


@dataclass(frozen=True)
class Choice:
    """A filter of the page: its name in the address, its label, what to choose among, and what was chosen."""

    name: str
    label: str
    options: list[tuple[str, str]]
    chosen: str


@dataclass(frozen=True)
class Row:
    """An indicator in the list."""

    indicator: Indicator
    figure: Figure
    picture: Picture | None
    address: str
    official: bool

    @property
    def form(self) -> str:
        """How the figure is shown: of a mix how many were counted, since its parts are always 100% together."""
        return "count" if self.indicator.mix else "headline"


def index(request: ScopedRequest) -> HttpResponse:
    """Every indicator that fits, with its newest value, course and state; then those that nothing can feed."""
    asked, drawn = Asked.of(request.GET), figures.gallery(request.scope)
    found = _found(figures.kept(request.scope).newest(), asked)
    rows = [
        Row(
            indicator,
            figure,
            drawn.indicators.get(indicator.id),
            links.cases(request.scope, figure),
            polarity_is_official(indicator),
        )
        for indicator, figure in found
    ]
    context = {
        "rows": rows,
        "unfed": _unfed(asked),
        "gallery": drawn,
        "computed_at": figures.kept(request.scope).computed_at,
        "asked": asked,
        "choices": _choices(asked),
        "narrowed": any(vars(asked).values()),
        "total": len(CATALOGUE),
        "query": request.GET.urlencode(),
    }
    return render(request, "reporting/indicators.html", context)


def export(request: ScopedRequest, form: str) -> HttpResponse:
    """The newest figures of the indicators that fit, with their definitions."""
    if form not in FORMS:
        raise Http404("no such form of file")
    found = _found(figures.kept(request.scope).newest(), Asked.of(request.GET))
    content = figures_file(form, [figure for _, figure in found], figures.freshness(request.scope))
    return download(content, name=f"indicators-{figures.newest_day(request.scope)}.{form}", kind=FORMS[form])


def _among(value: Any, choices: Iterable[str]) -> str:
    return str(value) if value in choices else ""


def _found(newest: Mapping[str, Figure], asked: Asked) -> list[tuple[Indicator, Figure]]:
    ordered = sorted((one for one in CATALOGUE.values() if one.id in newest), key=lambda one: one.order)
    return [(one, newest[one.id]) for one in ordered if _fits(one, newest[one.id], asked)]


def _fits(indicator: Indicator, figure: Figure, asked: Asked) -> bool:
    polarity = indicator.polarity.value if indicator.polarity else NO_POLARITY
    said = ((asked.kind, indicator.kind), (asked.polarity, polarity), (asked.status, figure.status.value))
    told = (indicator.title, indicator.question, indicator.name, *vars(indicator.definition).values())
    return all(not wanted or wanted == own for wanted, own in said) and _named(indicator.id, told, asked)


def _named(identifier: str, told: Iterable[str], asked: Asked) -> bool:
    """Whether an indicator is of the family asked for, and every word asked for stands in what is said of it."""
    text = " ".join((identifier, *told)).casefold()
    family = not asked.family or family_of(identifier) == FAMILIES[asked.family]
    return family and all(word in text for word in asked.q.casefold().split())


def _unfed(asked: Asked) -> list[NotFed]:
    """Those that nothing can feed. Nothing is known of their kind and polarity: a filter on these leaves them out."""
    if asked.kind or asked.polarity or asked.status not in ("", NOT_FED):
        return []
    return [one for one in not_fed() if _named(one.id, (one.title, one.missing, one.why), asked)]


def _choices(asked: Asked) -> list[Choice]:
    return [
        Choice("family", "Family", list(FAMILIES.items()), asked.family),
        Choice("kind", "Kind", list(KINDS_IN_WORDS.items()), asked.kind),
        Choice("polarity", "Which way is better", list(POLARITIES.items()), asked.polarity),
        Choice("status", "Status", list(STATUSES.items()), asked.status),
    ]
