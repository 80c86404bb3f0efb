"""The appraisal on one page, as Markdown that can stand in a report's draft."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from foothold.programme.linked_facts import LinkedScore


def options_summary(document: Mapping[str, Any], result: Mapping[str, Any], renewed: Mapping[str, Any] | None) -> str:
    """Question, leader, totals, what was discounted, what would overturn it, and which facts have moved since."""
    names, criteria = _names(document["options"]), _names(document["criteria"])
    leader = names[result["ranking"][0]]
    parts = [
        f"## {document.get('question', 'The options weighed')}",
        f"{leader} leads, as weighed on {document.get('weighed_on', 'a day not recorded')}.",
        _totals(names, result),
        _reversal(criteria, names, result),
    ]
    if renewed:
        parts.append(_facts(names, criteria, renewed))
    return "\n\n".join(parts) + "\n"


def _names(section: Any) -> dict[str, str]:
    """Titles by identifier, in either form of an options file."""
    if isinstance(section, dict):
        return {name: name for name in section}
    return {one.get("id") or one["name"]: one.get("name") or one["id"] for one in section}


def _totals(names: Mapping[str, str], result: Mapping[str, Any]) -> str:
    out = {one["option"]: one["reason"] for one in result["discounted"]}
    rows = ["| Option | Total of 100 | Leads under random weights | Carried |", "| --- | --- | --- | --- |"]
    for option, total in sorted(result["totals"].items(), key=lambda item: (item[0] in out, -item[1])):
        wins = "" if option in out else f"{100 * result['win_share'].get(option, 0):.0f}%"
        rows.append(f"| {names[option]} | {total:.1f} | {wins} | {'no: ' + out[option] if option in out else 'yes'} |")
    return "\n".join(rows)


def _reversal(criteria: Mapping[str, str], names: Mapping[str, str], result: Mapping[str, Any]) -> str:
    overturned = [one for one in result["reversal"] if one["weight_at_reversal"] is not None]
    if not overturned:
        return "No weight of a single criterion would overturn it."
    told = [
        f"- {criteria[one['criterion']]} at {one['weight_at_reversal']:.0f}%: {names[one['overtaken_by']]} would lead"
        for one in overturned
    ]
    return "\n".join(["It would be overturned by these weights, all others in proportion:", "", *told])


def _facts(names: Mapping[str, str], criteria: Mapping[str, str], renewed: Mapping[str, Any]) -> str:
    links: Sequence[LinkedScore] = renewed["links"]
    told = [f"- {names[one.option]}, {criteria[one.criterion]}: {_told(one)}" for one in links]
    leader = names[renewed["result"]["ranking"][0]]
    return "\n".join(["Scores that rest on facts, scored anew:", "", *told, "", f"On these scores {leader} leads."])


def _told(one: LinkedScore) -> str:
    was = "not recorded" if one.was is None else f"{one.was:g}"
    if one.new is None:
        return f"{one.fact} was {was} and is not known now; the score of {one.old:g} stands"
    return f"{one.fact} was {was} and is {one.now:.3g}; the score of {one.old:g} becomes {one.new:.0f}"
