"""Areas of the published files: one code for each council whatever list a file takes its codes from, and neighbours."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from foothold.terms.nation import ENGLAND

if TYPE_CHECKING:
    from foothold.warehouse import Published

JOINED = " / "  # between the codes of councils that report as one
MODELS = ("2021", "2025")
_INNER_AND_OUTER = {"London (Inner)": "E13000001", "London (Outer)": "E13000002"}


@dataclass(frozen=True)
class Council:
    """One council: its code of nine characters, the Department's number, its name, and the code of its region."""

    code: str
    number: str
    name: str
    region: str


@dataclass(frozen=True)
class Neighbour:
    """One of the ten councils most like another: 1 is the nearest. `code` is its number where no code is known."""

    rank: int
    code: str
    name: str
    closeness: str


@dataclass(frozen=True)
class Areas:
    """What the loaded releases say of areas."""

    councils: Mapping[str, Council] = field(default_factory=dict)  # by code
    numbers: Mapping[str, str] = field(default_factory=dict)  # the Department's number -> code
    names: Mapping[str, str] = field(default_factory=dict)  # name in lower case -> code, regions among them
    regions: Mapping[str, str] = field(default_factory=dict)  # code -> name

    def codes_of(self, published: str) -> tuple[str, ...]:
        """The codes meant by what a file has as code: several where councils report as one."""
        return tuple(self._code_of(part) for part in published.split(JOINED))

    def _code_of(self, text: str) -> str:
        return self.numbers.get(text) or self.names.get(text.casefold()) or text

    def name_of(self, code: str) -> str:
        """The name of a council, a region or the country; the code itself where no name is known."""
        if code == ENGLAND:
            return "England"
        council = self.councils.get(code)
        return council.name if council else self.regions.get(code, code)

    def region_of(self, code: str) -> str | None:
        """The code of the region a council lies in."""
        council = self.councils.get(code)
        return council.region if council and council.region else None


def areas(published: Published) -> Areas:
    """The areas of everything loaded; a code changed by law is that of the newest period."""
    rows = published.connection.execute(
        "select area_code, arg_max(old_la_code, period), arg_max(area_name, period), arg_max(region_code, period) "
        "from published_figures where lower(area_level) = 'local authority' and old_la_code is not null "
        "and regexp_matches(area_code, '^E[0-9]{8}') group by area_code order by max(period)"
    ).fetchall()
    # those that stand alone come last, so that they keep the names they have on their own
    ordered = sorted(rows, key=lambda row: JOINED not in row[0])
    councils = {council.code: council for row in ordered for council in _councils(*row)}
    regions = dict(
        published.connection.execute(
            "select area_code, any_value(area_name) from published_figures "
            "where lower(area_level) = 'regional' and area_code like 'E1%' group by 1"
        ).fetchall()
    )
    names = {council.name.casefold(): code for code, council in councils.items()}
    names |= {name.casefold(): code for code, name in regions.items()}
    names |= {name.casefold(): code for name, code in _INNER_AND_OUTER.items()} | {"england": ENGLAND}
    return Areas(councils, {council.number: code for code, council in councils.items()}, names, regions)


def _councils(codes: str, numbers: str, names: str, region: str | None) -> list[Council]:
    """The councils of a row: several where they report as one."""
    parts = (codes.split(JOINED), numbers.split(JOINED), (names or codes).split(JOINED))
    return [Council(code, number, name, region or "") for code, number, name in zip(*parts, strict=False)]


def neighbours(published: Published, known: Areas, authority: str, model: str) -> list[Neighbour]:
    """The ten councils most like a council in a model ("2021" or "2025"), nearest first; none where it has none."""
    council = known.councils.get(authority)
    if council is None:
        return []
    rows = published.connection.execute(
        "select rank, any_value(neighbour_code), any_value(closeness) from statistical_neighbours "
        "where model = ? and la_code = ? group by rank order by rank",
        [model, council.number],
    ).fetchall()
    return [_neighbour(known, *row) for row in rows]


def _neighbour(known: Areas, rank: int, number: str, closeness: str | None) -> Neighbour:
    code = known.numbers.get(number, number)
    return Neighbour(rank, code, known.name_of(code), (closeness or "").strip().capitalize())
