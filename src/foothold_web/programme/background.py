"""What stands around a forecast on the pages: the twelve months, workstreams and owners, every date set, the story."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

from foothold.charts import GivenDate, Span, milestone_chart
from foothold.programme.ledger import Issued, score
from foothold.programme.network import Programme
from foothold.programme.slippage import OwnersRecord, owners_record
from foothold.programme.status import Status

# The workstreams of the published documents, by the words under which plans carry them.
DOCUMENTED = {
    "Headquarters": ("headquarters", "property", "prop"),
    "TUPE data": ("tupe", "hr", "staff", "workforce"),
    "Service delivery contract": ("contract", "commercial", "com", "sdc"),
    "Appointments": ("appointments", "board", "app"),
    "Governance": ("governance", "gov", "mandate"),
    "Finance": ("finance", "fin"),
    "ICT": ("ict", "data", "information", "systems"),
    "Registration": ("registration", "regulation", "reg", "ofsted"),
    "Cutover": ("cutover", "gateway", "cut"),
}


def twelve_months(programme: Programme, newest: Issued) -> dict[str, Any]:
    """Target dates and the forecast's own against the twelve months, as known on the forecast's day."""
    from foothold.programme.reference_class import TRUSTS, read_cases
    from foothold.programme.twelve_months import twelve_month_check

    middle = date.fromisoformat(newest.document["quantiles"]["P50"]["date"])
    dates = {**programme.target_dates, "middle of the forecast": middle}
    found = twelve_month_check(programme.calendar.start, dates, read_cases(TRUSTS), newest.issued_on)
    return {**found, "dates": [{**one, "day": one["date"]} for one in found["dates"]]}


def documented(name: str) -> str:
    """The workstream of the documents that a plan's workstream is; blank where it is one of the plan's own."""
    words = name.lower().replace("/", " ").split()
    found = [title for title, known in DOCUMENTED.items() if name == title or not set(known).isdisjoint(words)]
    return found[0] if found else ""


def streams(programme: Programme, spans: Sequence[Span], driving: dict[str, dict[str, Any]]) -> dict[str, Any]:
    """Each workstream in a line, and which of the documents' workstreams the plan does not have."""
    names = list(dict.fromkeys(span.group for span in spans))
    lines = [_stream(name, programme, [span for span in spans if span.group == name], driving) for name in names]
    return {"lines": lines, "missing": [one for one in DOCUMENTED if one not in {line["documented"] for line in lines}]}


def _stream(
    name: str, programme: Programme, spans: Sequence[Span], driving: dict[str, dict[str, Any]]
) -> dict[str, Any]:
    critical = max(spans, key=lambda span: driving.get(span.id, {}).get("criticality", 0))
    last = max(spans, key=lambda span: span.end)
    return {
        "name": name,
        "documented": documented(name),
        "owner": programme.task(spans[0].id).owner,
        "tasks": len(spans),
        "finished": sum(span.state == "finished" for span in spans),
        "running": sum(span.state == "running" for span in spans),
        "end_day": last.end.isoformat(),
        "late_day": max(span.late for span in spans).isoformat(),
        "critical": critical.name,
        "criticality": 100 * driving.get(critical.id, {}).get("criticality", 0),
    }


def owners(programme: Programme, status: Status | None) -> list[dict[str, Any]]:
    """Whose tasks slip, the furthest first."""
    return [_owner(one, programme) for one in owners_record(programme, status)]


def _owner(one: OwnersRecord, programme: Programme) -> dict[str, Any]:
    return {
        "owner": one.owner,
        "tasks": one.tasks,
        "finished": one.finished,
        "likely": one.likely_days,
        "taken": one.taken_days,
        "factor": one.factor,
        "slips": one.slips,
        "overrunning": [programme.task(name).name for name in one.overrunning],
    }


def trend(milestones: dict[str, Any], width: int) -> Any:
    """The chart of every date ever set."""
    dates = [
        GivenDate(date.fromisoformat(one["report"]), date.fromisoformat(one["forecast"]), one.get("source", ""))
        for one in milestones["reports"]
    ]
    reached = milestones.get("reached")
    return milestone_chart(
        f"Every date set: {milestones['milestone']}",
        dates,
        reached=date.fromisoformat(reached) if reached else None,
        width=width,
    )


def told(folder: Path) -> list[dict[str, Any]]:
    """The story with its dates as pages read them."""
    from foothold.programme.story import told_story

    return [_told(one) for one in told_story(folder)]


def _told(one: dict[str, Any]) -> dict[str, Any]:
    said, fared, outside = one["said"], one["score"], one["outside"]
    return {
        "issued_day": one["issued_on"],
        "said_day": said["date"] if said else None,
        "said_source": said["source"] if said else "",
        "said_error": said["error_days"] if said else None,
        "inside": [{"level": level, "day": day} for level, day in one["inside"].items()],
        "outside": outside and [{"level": level, "day": day} for level, day in outside["log_normal"].items()],
        "raw": outside and [{"level": level, "day": day} for level, day in outside["empirical"].items()],
        "live": outside and outside["live"],
        "by": [
            {"day": day, "inside": 100 * chance, "outside": outside and 100 * outside["by"][day]}
            for day, chance in one["by"].items()
        ],
        "score": fared,
    }


def whole_forecasts(folder: Path, ledger: Sequence[Issued], reached: str | None) -> list[dict[str, Any]]:
    """Every kept forecast whole, for a page of its own."""
    return [_whole(folder, one, reached) for one in ledger]


def _whole(folder: Path, one: Issued, reached: str | None) -> dict[str, Any]:
    document = one.document
    plan = json.loads((folder / "plan.json").read_bytes())
    names = {task["id"]: task.get("name", task["id"]) for task in plan["tasks"]}
    names |= {risk["id"]: risk.get("name", risk["id"]) for risk in plan.get("risks", [])}
    driving = sorted(document["tasks"], key=lambda task: -(task["ssi"] or 0))[:10]
    return {
        "identity": one.identity,
        "assumptions": document.get("assumptions"),
        "issued_day": one.issued_on.isoformat(),
        "milestone": names.get(one.milestone, one.milestone),
        "seed": document["seed"],
        "iterations": document["iterations"],
        "engine_version": document["engine_version"],
        "inputs_sha256": document["inputs_sha256"],
        "mean": document["mean"],
        "sd": document["sd"],
        "quantiles": [
            {"level": level, "day": each["date"], "time": each["t"], "error": each["standard_error"]}
            for level, each in document["quantiles"].items()
        ],
        "by": [
            {"what": day, "chance": 100 * each["probability"], "error": 100 * each["standard_error"]}
            for day, each in document["by"].items()
        ],
        "driving": [{**task, "name": names.get(task["id"], task["id"])} for task in driving],
        "risks": [
            {"name": names.get(risk["id"], risk["id"]), "days": risk["p80_days_saved_without"]}
            for risk in document["risks"]
        ],
        "score": score(one, date.fromisoformat(reached)) if reached else None,
    }
