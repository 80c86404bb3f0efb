"""What the programme's pages show, worked out once from HOME/programme and kept until a file of it changes.

Forecasts are shown as they were issued and are never made anew here; only the calendar of tasks is simulated again,
with the seed of the forecast it belongs to.
"""

from __future__ import annotations

import hashlib
import json
from datetime import date
from functools import lru_cache
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any

from foothold.charts import Chart, Mark, Span, gantt, outlook
from foothold.programme.ledger import Issued, about, issued, score
from foothold.programme.milestones import milestone_trend
from foothold.programme.network import WIND_UP, Programme, Task, read_programme
from foothold.programme.story import LEVELS
from foothold.terms.errors import Refused
from foothold_web.programme import background, weighing

if TYPE_CHECKING:
    from foothold.programme.simulation import Simulation
    from foothold.programme.status import Status

FIRST_DAY = "First day of the trust"
VERSION = 3  # of what is kept; another one works everything out anew
WIDTHS = {"desktop": 960, "phone": 360}
KEPT = "account.json"


def kept(home: Path, authority: str) -> dict[str, Any] | None:
    """The account of a council's programme; None where there is none for that council."""
    folder = home / "programme"
    plan = folder / "plan.json"
    if not plan.exists() or json.loads(plan.read_bytes()).get("authority") != authority:
        return None
    path, hashed = folder / KEPT, inputs(folder)
    if not path.exists() or json.loads(path.read_bytes()).get("inputs") != hashed:
        aside = path.with_suffix(".new")
        aside.write_text(json.dumps({"inputs": hashed, **_worked_out(folder)}))
        aside.replace(path)
    return _read(path, path.stat().st_mtime_ns)


@lru_cache(maxsize=4)
def _read(path: Path, written: int) -> dict[str, Any]:
    return json.loads(path.read_bytes(), object_hook=_with_dates)


def _with_dates(entry: dict[str, Any]) -> dict[str, Any]:
    """Keys that end in "day" hold dates; JSON has none."""
    return {key: date.fromisoformat(value) if key.endswith("day") and value else value for key, value in entry.items()}


def inputs(folder: Path) -> str:
    """The hash of every file that an account rests on."""
    digest = hashlib.sha256(str(VERSION).encode())
    for path in sorted([*folder.glob("*.json"), *folder.glob("forecasts/*.json")]):
        if path.name != KEPT:
            digest.update(path.name.encode() + b"\0" + hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


def _worked_out(folder: Path) -> dict[str, Any]:
    programme = read_programme(folder / "plan.json")
    every = issued(folder / "forecasts")
    if not every:
        raise Refused("No forecast has been issued. Issue one: foothold forecast FILE --issued-on DATE.")
    ledger = about(every, programme.go_live.id)
    linked = background.whole_forecasts(folder, [one for one in every if one not in ledger], None)
    newest = ledger[-1]
    plan = json.loads((folder / "plan.json").read_bytes())
    winding_up = plan.get("kind") == WIND_UP
    milestones = _given_dates(folder)
    reached, status = milestones.get("reached"), _status(folder, programme, newest)
    spans = _spans(programme, newest, status)
    driving = {one["id"]: one for one in newest.document["tasks"]}
    return {
        "title": plan.get("title", "Programme"),
        "winding_up": winding_up,
        "milestone": programme.task(newest.milestone).name,
        "forecast": _forecast(newest, programme, plan.get("first_day", FIRST_DAY)),
        "outside": None if winding_up else _outside(newest, programme),
        "milestones": _milestones(folder, milestones) if milestones["reports"] else None,
        "trend": _drawn(lambda width: background.trend(milestones, width)) if milestones["reports"] else None,
        "issued": [_fared(entry, reached, newest) for entry in ledger],
        "forecasts": [*background.whole_forecasts(folder, ledger, reached), *linked],
        "linked": linked,
        "story": background.told(folder),
        "twelve_months": None if winding_up else background.twelve_months(programme, newest),
        "streams": background.streams(programme, spans, driving),
        "owners": background.owners(programme, status),
        "reached_day": reached,
        "gantt": _drawn(lambda width: gantt("The plan on a calendar", spans, today=newest.issued_on, width=width)),
        "workstreams": _workstreams(programme, newest, spans),
        "options": weighing.weighed(folder),
    }


def _given_dates(folder: Path) -> dict[str, Any]:
    """Every date ever given, as milestones.json holds them; none where nobody has written one down yet."""
    path = folder / "milestones.json"
    return json.loads(path.read_bytes()) if path.exists() else {"reports": []}


def _drawn(draw: Any) -> dict[str, Any]:
    charts: dict[str, Chart] = {name: draw(width) for name, width in WIDTHS.items()}
    one = charts["desktop"]
    return {
        "title": one.title,
        "sentence": one.sentence,
        "columns": one.columns,
        "rows": one.rows,
        "svg": {name: chart.svg for name, chart in charts.items()},
    }


def _forecast(newest: Issued, programme: Programme, title: str) -> dict[str, Any]:
    document = newest.document
    quantiles = {level: date.fromisoformat(document["quantiles"][level]["date"]) for level in LEVELS}
    marks = [Mark(quantiles[level], level) for level in LEVELS[:3]]
    marks += [Mark(day, name.capitalize()) for name, day in programme.target_dates.items()]
    chances = [(date.fromisoformat(one["date"]), one["probability"]) for one in document["snapped"]]
    shown = [each for each in chances if each[1] >= 0.001]
    names = {risk.id: risk for risk in programme.risks}
    risks = sorted(document["risks"], key=lambda risk: -risk["p80_days_saved_without"])
    return {
        "issued_day": newest.issued_on.isoformat(),
        "seed": document["seed"],
        "iterations": document["iterations"],
        "inputs_sha256": document["inputs_sha256"],
        "quantiles": [
            {"level": level, "day": day.isoformat(), "error": document["quantiles"][level]["standard_error"]}
            for level, day in quantiles.items()
        ],
        "by": _by(document, programme),
        "assumptions": document.get("assumptions"),
        "chart": _drawn(lambda width: outlook(title, shown, marks, width=width)),
        "risks": [
            {
                "name": names[one["id"]].name,
                "chance": 100 * names[one["id"]].probability,
                "days": one["p80_days_saved_without"],
            }
            for one in risks
            if one["id"] in names
        ],
        "health": document["schedule_health"],
    }


def _by(document: Any, programme: Programme) -> list[dict[str, Any]]:
    meanings = {day.isoformat(): name for name, day in programme.target_dates.items()}
    return [
        {"day": day, "meaning": meanings.get(day, ""), "chance": 100 * one["probability"]}
        for day, one in document["by"].items()
        if "=" not in day
    ]


def _outside(newest: Issued, programme: Programme) -> dict[str, Any]:
    """How long it took elsewhere as known on the forecast's day, counted from the programme's start."""
    from foothold.programme.reference_class import TRUSTS, outside_view, read_cases

    deadlines = list(programme.target_dates.values())
    views = [
        outside_view(read_cases(TRUSTS), decided=programme.calendar.start, as_known=newest.issued_on, by=day)
        for day in deadlines or [None]
    ]
    one, checked = views[0], views[0]["leave_one_out"]
    return {
        "decided_day": one["decided"],
        "known_day": one["as_known"],
        "quantiles": [
            {
                "level": level,
                "empirical_day": one["empirical"][level]["date"],
                "log_normal_day": one["log_normal"][level]["date"],
            }
            for level in LEVELS
        ],
        "by": [
            {"day": day.isoformat(), "chance": 100 * view["probability_by"]["log_normal"]}
            for day, view in zip(deadlines, views, strict=False)
        ],
        "cases": one["cases"],
        "live": sum(case["live"] for case in one["cases"]),
        "dropped": one["dropped"]["cases"],
        "within_p80": checked["within_p80"],
        "checked": len(checked["cases"]),
    }


def _milestones(folder: Path, document: Any) -> dict[str, Any]:
    trend = milestone_trend(folder / "milestones.json")
    slips = {step["to"]: step for step in trend["steps"]}
    return {
        "name": trend["milestone"],
        "total": trend["total_slip_vs_baseline_days"],
        "reports": [
            {
                "report_day": one["report"],
                "forecast_day": one["forecast"],
                "source": one.get("source", ""),
                "slip": slips.get(one["report"], {}).get("slip_days"),
                "rate": slips.get(one["report"], {}).get("slip_per_elapsed_day"),
            }
            for one in document["reports"]
        ],
    }


def _fared(entry: Issued, reached: str | None, newest: Issued) -> dict[str, Any]:
    """One forecast in a line of the table, whose columns are the days that the newest was asked for."""
    days = entry.document["quantiles"]
    scored = score(entry, date.fromisoformat(reached)) if reached else {}
    stated = entry.document["by"]
    chances = [
        100 * stated[day]["probability"] if day in stated else None for day in newest.document["by"] if "=" not in day
    ]
    return {
        "issued_day": entry.issued_on.isoformat(),
        "quantiles": [{"day": days[level]["date"]} for level in ("P10", "P50", "P80")],
        "chances": chances,
        "error": scored.get("error_of_P50_days"),
        "within": scored.get("within_P10_P90"),
        "brier": scored.get("brier"),
        "pinball": scored.get("pinball_days"),
        "identity": entry.identity[:16],
    }


def _status(folder: Path, programme: Programme, newest: Issued) -> Status | None:
    """What had been reported by the forecast's day."""
    from foothold.programme.status import read_status

    reported = folder / f"status-{newest.issued_on.isoformat()}.json"
    return read_status(reported, programme) if reported.exists() else None


def simulated(folder: Path) -> tuple[Simulation, str]:
    """The newest forecast's own simulation, made again with its seed, and the milestone it is about."""
    from foothold.programme.draws import Chance
    from foothold.programme.simulation import Assumptions, Simulation

    programme = read_programme(folder / "plan.json")
    newest = about(issued(folder / "forecasts"), programme.go_live.id)[-1]
    chance, assumed = (
        Chance(newest.document["seed"], newest.document["iterations"]),
        Assumptions.stated(newest.document),
    )
    return Simulation(programme, chance, assumed, _status(folder, programme, newest)), newest.milestone


def _spans(programme: Programme, newest: Issued, status: Status | None) -> list[Span]:
    """Middle start and end of each task, and the end in four cases of five, in the order of the tasks."""
    import numpy as np

    from foothold.programme.draws import Chance
    from foothold.programme.simulation import Assumptions, Simulation

    chance = Chance(newest.document["seed"], newest.document["iterations"])
    simulation = Simulation(programme, chance, Assumptions.stated(newest.document), status)

    def span(task: Task) -> Span:
        begins = float(np.median(simulation.schedule.starts[task.id]))
        ends, late = np.quantile(simulation.finish(task.id), (0.5, 0.8))
        state = "planned"
        if status is not None:
            state = "finished" if task.id in status.finished else "running" if task.id in status.in_progress else state
        # A start at time t falls on the working day after the one on which work of that length ends.
        days = [programme.calendar.date_of(time) for time in (np.floor(begins) + 1, ends, late)]
        return Span(task.id, task.name, task.workstream, days[0], days[1], days[2], state)

    return [span(programme.task(name)) for name in programme.written_order]


def _workstreams(programme: Programme, newest: Issued, spans: list[Span]) -> list[dict[str, Any]]:
    driving = {one["id"]: one for one in newest.document["tasks"]}
    return [
        {"name": name, "tasks": [_line(programme.task(span.id), span, driving.get(span.id, {})) for span in found]}
        for name, found in groupby(spans, key=lambda span: span.group)
    ]


def _line(task: Task, span: Span, driving: dict[str, Any]) -> dict[str, Any]:
    return {
        "id": task.id,
        "name": task.name,
        "points": [task.duration.low, task.duration.likely, task.duration.high],
        "before": ", ".join(task.predecessors),
        "pool": task.pool or "",
        "state": span.state,
        "end_day": span.end.isoformat(),
        "late_day": span.late.isoformat(),
        "criticality": 100 * driving["criticality"] if driving else None,
        "ssi": driving.get("ssi"),
    }
