"""Options weighed on criteria: totals, floors, the weight at which the leader changes, and how robust the leader is.

Swing weights sum to 100 and scores run from 0 (worst option) to 100 (best) on each criterion, so a total is a weighted
mean. An option below the floor of a criterion is discounted with its reason; business as usual is always carried.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from foothold.programme import written
from foothold.terms.errors import Refused

WEIGHT_SUM = 100.0
DRAWS = 10_000
BUSINESS_AS_USUAL = re.compile(r"(?<![a-z])bau(?![a-z])|business[ _-]as[ _-]usual", re.IGNORECASE)


@dataclass(frozen=True)
class Criterion:
    """What matters, how much (swing weight, percent), and the score below which an option fails."""

    id: str
    weight: float
    floor: float | None


@dataclass(frozen=True)
class Option:
    """A way forward with its score on every criterion, in the criteria's order."""

    id: str
    scores: tuple[float, ...]
    business_as_usual: bool


@dataclass(frozen=True)
class Appraisal:
    """Options, criteria, and how uncertain each score is (plus or minus points)."""

    criteria: tuple[Criterion, ...]
    options: tuple[Option, ...]
    uncertainty: float

    @property
    def weights(self) -> np.ndarray:
        """Swing weights as shares of 1."""
        return np.array([criterion.weight for criterion in self.criteria]) / WEIGHT_SUM

    @property
    def scores(self) -> np.ndarray:
        """Options by criteria."""
        return np.array([option.scores for option in self.options], dtype=float)


def read_appraisal(path: Path) -> Appraisal:
    """Read an options file; refused by name when a score is missing or weights do not sum to 100."""
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise Refused(f"{path.name} cannot be read. Name an options file.") from error
    return parse_appraisal(path, written.json_file(path, raw, "options"))


def in_full(document: Mapping[str, Any]) -> dict[str, Any]:
    """An options document, already checked, with every entry's id and name and one floor a criterion written out."""
    criteria = _named(document["criteria"], "weight")
    floors = document.get("csf_floor")
    if floors is not None and not isinstance(floors, dict):
        floors = {one["id"]: floors for one in criteria}
    return {
        **document,
        "criteria": criteria,
        "options": _named(document["options"], "scores"),
        "csf_floor": floors or {},
    }


def _named(found: Any, field: str) -> list[dict[str, Any]]:
    if isinstance(found, dict):
        return [{"id": name, "name": name, field: value} for name, value in found.items()]
    return [
        {**one, "id": (name := str(one.get("id") or one["name"])), "name": one.get("name") or name} for one in found
    ]


def parse_appraisal(path: Path, document: Any) -> Appraisal:
    """Check an options document whole and build it; `path` names it in a refusal."""
    if not isinstance(document, dict) or not {"criteria", "options"} <= document.keys():
        raise Refused(f"{path.name} is not an options file: it needs criteria with weights and options.")
    floors = document.get("csf_floor")
    criteria = tuple(
        _criterion(path, entry, floors) for entry in _entries(path, "criteria", document["criteria"], "weight")
    )
    options = tuple(
        _option(path, entry, criteria) for entry in _entries(path, "options", document["options"], "scores")
    )
    appraisal = Appraisal(criteria, options, _uncertainty(path, document.get("uncertainty")))
    _check(path, appraisal, floors)
    return appraisal


def _entries(path: Path, section: str, found: Any, field: str) -> list[Mapping[str, Any]]:
    """A list of entries with identifiers, or the shorter form of an object from identifier to the one field."""
    if isinstance(found, dict):
        return [{"id": name, field: value} for name, value in found.items()]
    place = f"{path.name}, {section}"
    return [{"id": entry.get("name"), **entry} for entry in written.entries(place, found)]


def _criterion(path: Path, entry: Mapping[str, Any], floors: Any) -> Criterion:
    name = written.name(f"{path.name}: a criterion", entry["id"])
    place = f"{path.name}: criterion {name}"
    floor = floors.get(name) if isinstance(floors, dict) else floors
    weight = written.number(f"{place}, weight", written.required(place, entry, "weight"))
    if weight < 0:
        raise Refused(f"{place}: its weight is negative. Weights are from 0 to 100.")
    return Criterion(name, weight, None if floor is None else _score(f"{place}, csf_floor", floor))


def _option(path: Path, entry: Mapping[str, Any], criteria: tuple[Criterion, ...]) -> Option:
    name = written.name(f"{path.name}: an option", entry["id"])
    place = f"{path.name}: option {name}"
    scores = written.fields(f"{place}, scores", written.required(place, entry, "scores"))
    words = f"{name} {entry.get('name') or ''}"
    return Option(
        name,
        tuple(_score(f"{place}, {one.id}", written.required(f"{place}, scores,", scores, one.id)) for one in criteria),
        bool(entry.get("business_as_usual")) or BUSINESS_AS_USUAL.search(words) is not None,
    )


def _score(place: str, found: Any) -> float:
    score = written.number(place, found)
    if not 0 <= score <= WEIGHT_SUM:
        raise Refused(f"{place}: a score outside 0 to 100.")
    return score


def _uncertainty(path: Path, entry: Any) -> float:
    if isinstance(entry, dict):
        entry = entry.get("score", entry.get("plus_or_minus", 0))
    return 0.0 if entry is None else _score(f"{path.name}, uncertainty", entry)


def _check(path: Path, appraisal: Appraisal, floors: Any) -> None:
    total = sum(criterion.weight for criterion in appraisal.criteria)
    if abs(total - WEIGHT_SUM) > 1e-6:
        raise Refused(f"{path.name}: the swing weights sum to {total:g}. They must sum to 100.")
    if not appraisal.options:
        raise Refused(f"{path.name}: there are no options. Name at least business as usual and one other.")
    criteria = [criterion.id for criterion in appraisal.criteria]
    for kind, names in (("criterion", criteria), ("option", [option.id for option in appraisal.options])):
        for name in names:
            if names.count(name) > 1:
                raise Refused(f"{path.name}: {kind} {name} stands twice. Give each an identifier of its own.")
    for name in floors if isinstance(floors, dict) else ():
        if name not in criteria:
            raise Refused(f"{path.name}, csf_floor: there is no criterion {name}. Name one of the file.")


def appraise(appraisal: Appraisal, seed: int = 1) -> dict[str, Any]:
    """The contract's document: totals, ranking, discounted options, reversal weights and shares of wins."""
    totals = appraisal.scores @ appraisal.weights
    discounted = _discounted(appraisal)
    out = {entry["option"] for entry in discounted}
    carried = [index for index, option in enumerate(appraisal.options) if option.id not in out]
    ranked = sorted(carried, key=lambda index: (-totals[index], appraisal.options[index].id))
    names = [option.id for option in appraisal.options]
    return {
        "totals": {name: float(total) for name, total in zip(names, totals, strict=True)},
        "ranking": [names[index] for index in ranked],
        "discounted": discounted,
        "reversal": [_reversal(appraisal, position, ranked, totals) for position in range(len(appraisal.criteria))],
        "win_share": _win_share(appraisal, carried, seed),
    }


def _discounted(appraisal: Appraisal) -> list[dict[str, str]]:
    return [
        {
            "option": option.id,
            "criterion": criterion.id,
            "reason": f"scores {score:g}, below the floor of {criterion.floor:g}",
        }
        for option in appraisal.options
        if not option.business_as_usual
        for criterion, score in zip(appraisal.criteria, option.scores, strict=True)
        if criterion.floor is not None and score < criterion.floor
    ]


def _reversal(appraisal: Appraisal, position: int, ranked: list[int], totals: np.ndarray) -> dict[str, Any]:
    """The weight of one criterion, nearest to its own, at which another option overtakes the leader.

    The other weights keep their proportions. With w the weight and r the rest's total per unit of weight, an option's
    total is w s + (1 - w) r, a straight line, so each rival crosses the leader's line at most once.
    """
    weight, scores = appraisal.weights[position], appraisal.scores[:, position]
    nearest: tuple[float, str] | None = None
    if ranked and weight < 1:
        rest = (totals - weight * scores) / (1 - weight)
        for rival in ranked[1:]:
            crossing = _crossing(scores[ranked[0]] - scores[rival], rest[ranked[0]] - rest[rival])
            if crossing is not None and (nearest is None or abs(crossing - weight) < abs(nearest[0] - weight)):
                nearest = (crossing, appraisal.options[rival].id)
    return {
        "criterion": appraisal.criteria[position].id,
        "weight_at_reversal": None if nearest is None else nearest[0] * WEIGHT_SUM,
        "overtaken_by": None if nearest is None else nearest[1],
    }


def _crossing(on_criterion: float, on_rest: float) -> float | None:
    slope = on_criterion - on_rest
    if slope == 0:
        return None
    crossing = -on_rest / slope
    return crossing if 0 <= crossing <= 1 else None


def _win_share(appraisal: Appraisal, carried: list[int], seed: int) -> dict[str, float]:
    """How often each carried option leads when all weights are equally likely and scores vary by their uncertainty."""
    chance = np.random.default_rng(seed)
    weights = chance.dirichlet(np.ones(len(appraisal.criteria)), DRAWS)
    scores = appraisal.scores[carried][np.newaxis]
    if appraisal.uncertainty:
        scores = scores + chance.uniform(-appraisal.uncertainty, appraisal.uncertainty, (DRAWS, *scores.shape[1:]))
    winners = np.einsum("doc,dc->do", np.broadcast_to(scores, (DRAWS, *scores.shape[1:])), weights).argmax(axis=1)
    counts = np.bincount(winners, minlength=len(carried)) / DRAWS
    return {appraisal.options[index].id: float(count) for index, count in zip(carried, counts, strict=True)}
