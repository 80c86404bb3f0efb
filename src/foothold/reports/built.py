"""A built report: everything it shows and everything needed to compute it again, as one frozen value."""

from __future__ import annotations

import hashlib
import json
import types
from collections.abc import Iterator, Mapping
from dataclasses import MISSING, asdict, dataclass, fields, is_dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Any, Union, get_args, get_origin, get_type_hints

from foothold.reports.draft import Block
from foothold.reports.figures import BoundFigure
from foothold.terms.reporting_periods import long_date

LAYOUT = 1


class Edition(StrEnum):
    """Who a report is for. Only the public edition may leave the people who signed in to read it."""

    MINISTER = "minister"
    COUNCIL = "council"
    PUBLIC = "public"


@dataclass(frozen=True)
class LoadBehind:
    """One load the snapshot rests on. When it was loaded is left out: the same returns give the same report."""

    load_id: str
    profile: str
    as_at: date
    sha256: str  # of its source files together


@dataclass(frozen=True)
class DataBehind:
    """The snapshot that every figure of a report is bound to."""

    authority: str
    as_known: date
    newest_as_at: date
    identity: str
    loads: tuple[LoadBehind, ...]
    recorded: int = 0  # entries that people had made of the council's circumstances: shocks, new baselines, practice


@dataclass(frozen=True)
class FrozenChart:
    """A chart as drawn for the report; `svg` is empty where the edition may not show it."""

    number: int
    indicator: str
    as_at: date
    title: str
    sentence: str
    svg: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    status: str = "value"


@dataclass(frozen=True)
class CheckedClaim:
    """A claim of the draft and what came of it; `holds` is None where a side of it is not known."""

    written: str
    found: str
    holds: bool | None
    line: int


@dataclass(frozen=True)
class Recommendation:
    """A recommendation and how far it has been carried out."""

    number: str
    text: str
    status: str


@dataclass(frozen=True)
class Movement:
    """An indicator that moved the wrong way; values as printed."""

    indicator: str
    title: str
    earlier: str
    earlier_as_at: date
    later: str
    later_as_at: date
    mentioned: bool
    beyond_chance: bool | None = None  # None where there are no counts to tell it by

    @property
    def words(self) -> str:
        """The movement as a sentence."""
        return f"{self.indicator} {self.title}: {self.course}"

    @property
    def course(self) -> str:
        """From what to what."""
        return f"{self.earlier} on {long_date(self.earlier_as_at)}, {self.later} on {long_date(self.later_as_at)}"


@dataclass(frozen=True)
class Unbound:
    """A number in the prose that no figure, date or {{text:...}} stands for."""

    line: int
    number: str
    sentence: str


@dataclass(frozen=True)
class Earlier:
    """The report before this one."""

    title: str
    as_at: date
    identity: str


@dataclass(frozen=True)
class ChangeLine:
    """One thing that changed between two reports, ready to print."""

    kind: str
    subject: str
    earlier: str
    later: str


@dataclass(frozen=True)
class BuiltReport:
    """A report. Figures are numbered from 1 in reading order; runs of the blocks refer to them by that number."""

    title: str
    authors: str
    authority: str
    as_at: date
    edition: Edition
    draft_sha256: str
    code_version: str
    programme_start: date | None
    data: DataBehind
    blocks: tuple[Block, ...]
    figures: tuple[BoundFigure, ...]
    charts: tuple[FrozenChart, ...]
    claims: tuple[CheckedClaim, ...]
    recommendations: tuple[Recommendation, ...]
    statements: tuple[str, ...]
    adverse: tuple[Movement, ...]
    adverse_since: date
    unbound: tuple[Unbound, ...]
    problems: tuple[str, ...]
    previous: Earlier | None = None
    changes: tuple[ChangeLine, ...] = ()
    identity: str = ""

    @property
    def unmentioned(self) -> tuple[Movement, ...]:
        """Adverse movements that no figure of the report states."""
        return tuple(movement for movement in self.adverse if not movement.mentioned)

    @property
    def failed_claims(self) -> tuple[CheckedClaim, ...]:
        """Claims that do not hold, or that cannot be decided."""
        return tuple(claim for claim in self.claims if not claim.holds)

    @property
    def unresolved(self) -> tuple[BoundFigure, ...]:
        """Figures that could not be computed."""
        return tuple(figure for figure in self.figures if not figure.known)

    @property
    def warnings(self) -> tuple[str, ...]:
        """What the author should see before anybody else does."""
        return (
            *(
                f"claim does not hold, line {claim.line}: {claim.written} ({claim.found})"
                for claim in self.failed_claims
            ),
            *(f"figure not known: {figure.binding} ({figure.status_words})" for figure in self.unresolved),
            *self.problems,
            *(f"number not bound, line {unbound.line}: {unbound.number}" for unbound in self.unbound),
            *self._left_unsaid,
        )

    @property
    def _left_unsaid(self) -> Iterator[str]:
        """Adverse movements one by one; of those that chance alone may make, their number."""
        slight = sum(movement.beyond_chance is False for movement in self.unmentioned)
        for movement in self.unmentioned:
            if movement.beyond_chance is not False:
                yield f"adverse movement not mentioned: {movement.words}"
        if slight:
            remedy = "`foothold report check` lists them"
            yield f"adverse movements not mentioned that chance alone may make: {slight} ({remedy})"

    def frozen(self) -> BuiltReport:
        """This report with the identity that its content gives it."""
        return replace(self, identity=_identity(self))


def to_json(report: BuiltReport) -> str:
    """The report's frozen data as one JSON document; the same report gives the same text."""
    document = {"layout": LAYOUT, **asdict(report)}
    if not report.data.recorded:  # reports built before circumstances were recorded keep their identity
        del document["data"]["recorded"]
    for movement in document["adverse"]:
        if movement["beyond_chance"] is None:  # as it is in reports built before this was told
            del movement["beyond_chance"]
    return json.dumps(document, default=_plain, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def from_json(text: str) -> BuiltReport:
    """The report that `to_json` wrote. Raises ValueError when the text is no such document."""
    document = json.loads(text)
    if not isinstance(document, dict) or document.pop("layout", None) != LAYOUT:
        raise ValueError("not a report of a layout this version knows")
    try:
        return _read(BuiltReport, document)
    except (KeyError, TypeError, AttributeError) as error:
        raise ValueError("a report's data, with fields missing or of the wrong kind") from error


def content_identity(report: BuiltReport) -> str:
    """The identity that the report's content has now; another one than it carries means that it was altered."""
    return _identity(report)


def _identity(report: BuiltReport) -> str:
    return hashlib.sha256(to_json(replace(report, identity="")).encode()).hexdigest()


def _plain(value: Any) -> str:
    return value.isoformat() if isinstance(value, date) else str(value)


def _read(kind: Any, value: Any) -> Any:
    """A value of plain JSON as the declared type; every type that a report's fields declare is known here."""
    if is_dataclass(kind) and isinstance(kind, type):
        hints = get_type_hints(kind)
        given = [each for each in fields(kind) if each.name in value or each.default is MISSING]
        return kind(**{each.name: _read(hints[each.name], value[each.name]) for each in given})
    if get_origin(kind) in (Union, types.UnionType):
        return None if value is None else _read(next(each for each in get_args(kind) if each is not type(None)), value)
    if get_origin(kind) is tuple:
        return _read_tuple(get_args(kind), value)
    if kind is date:
        return date.fromisoformat(value)
    if isinstance(kind, type) and issubclass(kind, StrEnum):
        return kind(value)
    return _checked(kind, value)


def _read_tuple(kinds: tuple[Any, ...], values: Any) -> tuple[Any, ...]:
    if len(kinds) == 2 and kinds[1] is Ellipsis:
        return tuple(_read(kinds[0], value) for value in values)
    return tuple(_read(kind, value) for kind, value in zip(kinds, values, strict=True))


def _checked(kind: Any, value: Any) -> Any:
    allowed: Mapping[Any, tuple[type, ...]] = {float: (int, float), int: (int,), str: (str,), bool: (bool,)}
    if kind in allowed and not isinstance(value, allowed[kind]):
        raise TypeError(f"{kind.__name__} expected")
    return value
