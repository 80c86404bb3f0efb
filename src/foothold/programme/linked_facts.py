"""Scores that rest on a fact which can move: scored anew when it does, the old score beside the new with the fact.

A score is tied to a fact in the options file: `"links": {"ready": {"fact": "forecast by 2020-11-01", "was": 0.61,
"scale": [[0, 0], [0.61, 60], [1, 100]]}}` beside the option's scores. Facts are the newest kept forecast's chance of a
day ("forecast by DATE") and an indicator's newest figure ("indicator ID"). Between the points of the scale scores lie
on straight lines. The score that people gave stays in the file: the new one stands beside it and changes nothing.
"""

from __future__ import annotations

import copy
import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

from foothold.programme.ledger import Issued
from foothold.programme.options_appraisal import appraise, in_full, parse_appraisal
from foothold.terms.errors import Refused

FORECAST, INDICATOR = "forecast by ", "indicator "


@dataclass(frozen=True)
class LinkedScore:
    """One score of one option with the fact it rests on; `now` and `new` are None while the fact is not known."""

    option: str
    criterion: str
    fact: str
    was: float | None
    now: float | None
    old: float
    new: float | None

    @property
    def moved(self) -> bool:
        """Whether the fact gives another score than people gave."""
        return self.new is not None and abs(self.new - self.old) > 1e-9


def rescored(path: Path, facts: Mapping[str, float], seed: int = 1) -> dict[str, Any] | None:
    """Linked scores with their facts and the appraisal on the new scores; None where no score is linked."""
    document = json.loads(path.read_bytes())
    linked = linked_scores(path, document, facts)
    if not linked:
        return None
    renewed = copy.deepcopy(in_full(document))
    for one in linked:
        if one.new is not None:
            _option(renewed, one.option)["scores"][one.criterion] = one.new
    return {"links": linked, "result": appraise(parse_appraisal(path, renewed), seed)}


def linked_scores(path: Path, document: Mapping[str, Any], facts: Mapping[str, float]) -> list[LinkedScore]:
    """Every linked score of an options document, in its order."""
    found = []
    for option in in_full(document)["options"]:
        for criterion, link in option.get("links", {}).items():
            if criterion not in option["scores"]:
                raise Refused(f"{path.name}: option {option['id']} links {criterion}, which it does not score.")
            scale, fact = _scale(path, option["id"], criterion, link), str(link["fact"])
            now = facts.get(fact)
            old = float(option["scores"][criterion])
            new = None if now is None else _on(scale, now)
            found.append(LinkedScore(option["id"], criterion, fact, link.get("was"), now, old, new))
    return found


def facts_named(path: Path) -> set[str]:
    """The facts that an options file ties scores to."""
    document = json.loads(path.read_bytes())
    return {one.fact for one in linked_scores(path, document, {})}


def forecast_facts(newest: Issued | None) -> dict[str, float]:
    """What the newest kept forecast says about each day it was asked for."""
    if newest is None:
        return {}
    return {f"{FORECAST}{day}": entry["probability"] for day, entry in newest.document["by"].items()}


def _option(document: dict[str, Any], name: str) -> dict[str, Any]:
    return next(one for one in document["options"] if one["id"] == name)


def _scale(path: Path, option: str, criterion: str, link: Mapping[str, Any]) -> list[tuple[float, float]]:
    where = f"{path.name}: option {option}, criterion {criterion}"
    try:
        points = [(float(value), float(score)) for value, score in link["scale"]]
        fact = str(link["fact"])
    except (KeyError, TypeError, ValueError) as error:
        raise Refused(f"{where}: a link needs a fact and a scale of [value, score] pairs.") from error
    if not fact.startswith((FORECAST, INDICATOR)):
        raise Refused(f'{where}: the fact "{fact}" is neither "{FORECAST}DATE" nor "{INDICATOR}ID".')
    if len(points) < 2 or any(not later > earlier for (earlier, _), (later, _) in pairwise(points)):
        raise Refused(f"{where}: the scale needs two points or more, their values rising.")
    if any(not (math.isfinite(score) and 0 <= score <= 100) for _, score in points):
        raise Refused(f"{where}: the scale has a score outside 0 to 100.")
    return points


def _on(scale: Sequence[tuple[float, float]], value: float) -> float:
    """The score of a value on straight lines between the points; flat beyond either end."""
    if value <= scale[0][0]:
        return scale[0][1]
    for (low, below), (high, above) in pairwise(scale):
        if value <= high:
            return below + (above - below) * (value - low) / (high - low)
    return scale[-1][1]
