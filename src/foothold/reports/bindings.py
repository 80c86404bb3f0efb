"""What may stand between `{{` and `}}` in a draft, read into values. Nothing here looks anything up.

{{ind:AL01}}  {{ind:AL01@2020-06-30}}  {{ind:FD05@2020-03-30..2020-06-21|value}}  {{ind:AL01@2020-06-30 team=T-N-DA}}
{{change:CP06@2020-01-31..2020-05-31}}  {{level:AL01@2020-06-30}}  {{chart:AL01}}  {{fact:schools_open_2020}}
{{claim: AL01@2020-06-30 == 0}}  {{text:words that hold a number on purpose}}
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

BINDING = re.compile(r"\{\{([^{}\n]*)\}\}")
PARTS = ("headline", "value", "numerator", "denominator", "share")
DATE_PATTERN = r"\d{4}-\d{2}-\d{2}"
_REFERENCE = re.compile(
    rf"""(?P<id>[A-Za-z]+\d+)
        (?:@(?:(?P<start>{DATE_PATTERN})\.\.)?(?P<end>{DATE_PATTERN}))?
        (?P<slices>(?:\s+[a-z_]+=(?:"[^"]*"|[^\s"|]+))*)
        (?:\s*\|\s*(?P<part>[a-z]+))?$""",
    re.VERBOSE,
)
_SLICE = re.compile(r'([a-z_]+)=(?:"([^"]*)"|([^\s"|]+))')
_CLAIM = re.compile(
    r"(?P<left>.+?)\s*(?P<sign>==|!=|<=|>=|<|>)\s*(?P<right>.+?)(?:\s*\+-\s*(?P<tolerance>\d+(?:\.\d+)?))?$"
)


class BindingError(ValueError):
    """A binding that cannot be read; the text says how it should be written."""


@dataclass(frozen=True)
class Reference:
    """One indicator at one date, or over one period, with its slices and the part of the figure that is meant.

    `end` is None where the draft leaves the date to the report, `start` where the period is the indicator's own.
    """

    indicator: str
    start: date | None
    end: date | None
    slices: tuple[tuple[str, str], ...] = ()
    part: str = "headline"


@dataclass(frozen=True)
class Binding:
    """One `{{...}}` of a draft as written, with what it means and the line it stands on (the first line is 1)."""

    kind: str
    written: str
    line: int
    reference: Reference | None = None
    name: str = ""
    problem: str = ""


@dataclass(frozen=True)
class Claim:
    """A comparison that must hold: two terms, a sign, and how far apart "equal" may be (in the terms' unit)."""

    written: str
    left: Term
    sign: str
    right: Term
    tolerance: float


@dataclass(frozen=True)
class Term:
    """One side of a claim: a figure, the change of a figure in percent, a level's number, or a plain number."""

    kind: str
    reference: Reference | None = None
    number: float | None = None


def read_binding(written: str, line: int) -> Binding:
    """Read what stands between the braces; one that cannot be read keeps its problem, so that all can be listed."""
    kind, colon, body = written.strip().partition(":")
    reader = _READERS.get(kind.strip())
    if not colon or reader is None:
        known = ", ".join(f"{name}:" for name in _READERS)
        return Binding("unknown", written, line, problem=f"{{{{{written}}}}} does not begin with one of {known}")
    try:
        return reader(body.strip(), written, line)
    except BindingError as error:
        return Binding(kind.strip(), written, line, problem=str(error))


def read_reference(body: str, kinds: str = "ID@YYYY-MM-DD") -> Reference:
    """Read `AL01@2020-06-30 team=T-N-DA|numerator`. Raises BindingError."""
    found = _REFERENCE.match(body.strip())
    if found is None:
        raise BindingError(f"{body} is not written as {kinds}, with slices as name=value and a part after |")
    part = found["part"] or "headline"
    if part not in PARTS:
        raise BindingError(f"{body}: the part after | is one of {', '.join(PARTS[1:])}")
    start, end = _day(found["start"], body), _day(found["end"], body)
    if start and end and start > end:
        raise BindingError(f"{body}: the period ends before it starts")
    slices = tuple((name, quoted or plain) for name, quoted, plain in _SLICE.findall(found["slices"]))
    return Reference(found["id"].upper(), start, end, slices, part)


def read_claim(body: str) -> Claim:
    """Read `AL01@2020-06-30 == 0` or `change:FD05@... <= -35`. Raises BindingError."""
    found = _CLAIM.match(body.strip())
    if found is None:
        raise BindingError(f"{body} is not a comparison: write figure, sign (== != < <= > >=), figure or number")
    return Claim(
        body.strip(), _term(found["left"]), found["sign"], _term(found["right"]), float(found["tolerance"] or 0)
    )


def _term(body: str) -> Term:
    body = body.strip()
    if re.fullmatch(r"-?\d+(?:\.\d+)?", body):
        return Term("number", number=float(body))
    kind, colon, rest = body.partition(":")
    if colon and kind in ("change", "level", "ind"):
        return Term("figure" if kind == "ind" else kind, _checked(kind, read_reference(rest), body))
    return Term("figure", read_reference(body))


def _checked(kind: str, reference: Reference, body: str) -> Reference:
    if kind == "change" and reference.start is None:
        raise BindingError(f"{body}: a change names both dates, as ID@YYYY-MM-DD..YYYY-MM-DD")
    if kind in ("level", "chart") and (reference.start or reference.slices or reference.part != "headline"):
        raise BindingError(f"{body}: a {kind} takes an indicator and one date")
    return reference


def _day(text: str | None, body: str) -> date | None:
    if text is None:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise BindingError(f"{body}: {text} is not a day of the calendar") from None


def _read_figure(kind: str) -> Callable[[str, str, int], Binding]:
    def read(body: str, written: str, line: int) -> Binding:
        return Binding(kind, written, line, reference=_checked(kind, read_reference(body), body))

    return read


def _read_fact(body: str, written: str, line: int) -> Binding:
    if not re.fullmatch(r"[a-z0-9_]+", body):
        raise BindingError(f"{body} is not the name of a fact: lower-case letters, digits and _")
    return Binding("fact", written, line, name=body)


def _read_claim_binding(body: str, written: str, line: int) -> Binding:
    read_claim(body)
    return Binding("claim", written, line, name=body)


def _read_text(body: str, written: str, line: int) -> Binding:
    return Binding("text", written, line, name=body)


_READERS: dict[str, Callable[[str, str, int], Binding]] = {
    "ind": _read_figure("ind"),
    "change": _read_figure("change"),
    "level": _read_figure("level"),
    "chart": _read_figure("chart"),
    "fact": _read_fact,
    "claim": _read_claim_binding,
    "text": _read_text,
}
