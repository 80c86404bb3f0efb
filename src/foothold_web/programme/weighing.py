"""The options as pages show them: totals, floors, what would overturn the result, and what facts have moved since."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from foothold.indicators import CATALOGUE
from foothold.terms.errors import Refused
from foothold_web.accounts.scope import Scope
from foothold_web.reporting import figures


def weighed(folder: Path) -> dict[str, Any] | None:
    """The appraisal of HOME/programme/options.json; None where there is none."""
    from foothold.programme.options_appraisal import appraise, in_full, read_appraisal

    path = folder / "options.json"
    if not path.exists():
        return None
    result = appraise(read_appraisal(path))
    document = in_full(json.loads(path.read_bytes()))
    titles = {one["id"]: one["name"] for one in document["options"]}
    names = {one["id"]: one["name"] for one in document["criteria"]}
    out = {one["option"]: f"{names[one['criterion']]}: {one['reason']}" for one in result["discounted"]}
    ranked = sorted(document["options"], key=lambda one: (one["id"] in out, -result["totals"][one["id"]]))
    return {
        "question": document.get("question", "Options"),
        "note": document.get("note", ""),
        "weighed_day": document.get("weighed_on"),
        "criteria": [{"name": one["name"], "weight": one["weight"]} for one in document["criteria"]],
        "floors": [{"name": names[key], "floor": value} for key, value in document["csf_floor"].items()],
        "leader": titles[result["ranking"][0]],
        "rows": [_row(one, names, result) | {"out": out.get(one["id"], "")} for one in ranked],
        "reversal": [
            _reversal(one, names, titles) | {"weight": criterion["weight"]}
            for one, criterion in zip(result["reversal"], document["criteria"], strict=True)
        ],
    }


def _row(option: dict[str, Any], names: dict[str, str], result: dict[str, Any]) -> dict[str, Any]:
    """One option: its score on every criterion with the evidence, its total, and how often it comes out first."""
    evidence = option.get("evidence", {})
    return {
        "name": option["name"],
        "scores": [
            {"criterion": name, "score": option["scores"][key], "evidence": evidence.get(key, "")}
            for key, name in names.items()
        ],
        "total": result["totals"][option["id"]],
        "wins": 100 * result["win_share"].get(option["id"], 0),
    }


def _reversal(one: dict[str, Any], names: dict[str, str], titles: dict[str, str]) -> dict[str, Any]:
    """At which weight of a criterion another option would come out first."""
    return {
        "name": names[one["criterion"]],
        "at": one["weight_at_reversal"],
        "by": titles.get(one["overtaken_by"], ""),
    }


def moved(home: Path, scope: Scope) -> dict[str, Any] | None:
    """Scores that rest on facts, with the facts as they are now; None where no score is linked."""
    from foothold.programme.ledger import about, issued
    from foothold.programme.linked_facts import forecast_facts, rescored
    from foothold.programme.network import read_programme
    from foothold.programme.options_appraisal import in_full

    path = home / "programme" / "options.json"
    if not path.exists():
        return None
    kept = about(issued(home / "programme" / "forecasts"), read_programme(home / "programme" / "plan.json").go_live.id)
    renewed = rescored(path, forecast_facts(kept[-1] if kept else None) | _indicator_facts(path, scope))
    if renewed is None:
        return None
    document = in_full(json.loads(path.read_bytes()))
    titles = {one["id"]: one["name"] for one in document["options"]}
    criteria = {one["id"]: one["name"] for one in document["criteria"]}
    return {
        "leader": titles[renewed["result"]["ranking"][0]],
        "totals": {titles[name]: total for name, total in renewed["result"]["totals"].items()},
        "links": [
            {"option": titles[one.option], "criterion": criteria[one.criterion], "link": one}
            for one in renewed["links"]
        ],
    }


def _indicator_facts(path: Path, scope: Scope) -> dict[str, float]:
    """Newest figures of the indicators that scores rest on; one that is missing is left out, never taken for zero."""
    from foothold.programme.linked_facts import INDICATOR, facts_named

    facts = {}
    for fact in facts_named(path):
        indicator = CATALOGUE.get(fact.removeprefix(INDICATOR)) if fact.startswith(INDICATOR) else None
        if indicator is None:
            continue
        try:
            value = figures.newest(figures.kept(scope), indicator).value
        except Refused:
            continue
        if value is not None:
            facts[fact] = value
    return facts
