"""The options as pages show them: totals, floors, what would overturn the result, and what facts have moved since."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any


def weighed(folder: Path) -> dict[str, Any] | None:
    """The appraisal of HOME/programme/options.json; None where there is none."""
    from foothold.programme.options_appraisal import appraise, read_appraisal

    path = folder / "options.json"
    if not path.exists():
        return None
    document = json.loads(path.read_bytes())
    result = appraise(read_appraisal(path))
    titles = {one["id"]: one.get("name", one["id"]) for one in document["options"]}
    criteria = document["criteria"]
    out = {one["option"]: one for one in result["discounted"]}
    names = {one["id"]: one.get("name", one["id"]) for one in criteria}
    return {
        "question": document.get("question", "Options"),
        "note": document.get("note", ""),
        "weighed_day": document.get("weighed_on"),
        "criteria": [{"name": names[one["id"]], "weight": one["weight"]} for one in criteria],
        "floors": [{"name": names[key], "floor": value} for key, value in (document.get("csf_floor") or {}).items()],
        "leader": titles[result["ranking"][0]],
        "rows": [
            {
                "name": titles[one["id"]],
                "scores": [
                    {
                        "criterion": names[c["id"]],
                        "score": one["scores"][c["id"]],
                        "evidence": one.get("evidence", {}).get(c["id"], ""),
                    }
                    for c in criteria
                ],
                "total": result["totals"][one["id"]],
                "wins": 100 * result["win_share"].get(one["id"], 0),
                "out": f"{names[out[one['id']]['criterion']]}: {out[one['id']]['reason']}" if one["id"] in out else "",
            }
            for one in sorted(document["options"], key=lambda one: (one["id"] in out, -result["totals"][one["id"]]))
        ],
        "reversal": [
            {
                "name": names[one["criterion"]],
                "weight": weights["weight"],
                "at": one["weight_at_reversal"],
                "by": titles.get(one["overtaken_by"], ""),
            }
            for one, weights in zip(result["reversal"], criteria, strict=True)
        ],
    }
