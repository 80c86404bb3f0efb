"""The forecast of a milestone: when, how sure, what drives it. Prints as the contract's JSON document."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
from numpy.typing import NDArray

from foothold.programme.calendar import first_of_month_after
from foothold.programme.draws import Times
from foothold.programme.health import schedule_health
from foothold.programme.network import Programme
from foothold.programme.questions import Condition, Deadline, probability
from foothold.programme.schedule import on_critical_chain
from foothold.programme.simulation import Simulation

ENGINE_VERSION = "1"
LEVELS = tuple(range(5, 100, 5))
NO_SUPPORT = "no support"


@dataclass(frozen=True)
class Questions:
    """What is asked of one forecast."""

    milestone: str
    by: Sequence[Deadline] = ()
    given: Sequence[Condition] = ()
    joint: Sequence[Sequence[Condition]] = ()
    snap: str | None = None


def forecast(simulation: Simulation, questions: Questions) -> dict[str, Any]:
    """Answer every question from one simulation; times are working days after the start, dates ISO 8601."""
    programme = simulation.programme
    finish = simulation.finish(questions.milestone)
    deadlines = list(questions.by) or [Deadline(questions.milestone, day) for day in programme.target_dates.values()]
    return {
        "engine_version": ENGINE_VERSION,
        "seed": simulation.chance.seed,
        "iterations": simulation.chance.iterations,
        "inputs_sha256": programme.inputs_sha256,
        "assumptions": _assumptions(simulation),
        "milestone": questions.milestone,
        "mean": float(finish.mean()),
        "sd": float(finish.std(ddof=1)) if len(finish) > 1 else 0.0,
        "quantiles": quantiles(finish, programme),
        "by": _by(simulation, deadlines, questions.milestone),
        "given": [_given(simulation, condition, deadlines, questions.milestone) for condition in questions.given],
        "joint": [_joint(simulation, conditions) for conditions in questions.joint],
        "tasks": _drivers(simulation, questions.milestone),
        "risks": _risks(simulation, questions.milestone),
        "snapped": _snapped(programme, finish) if questions.snap else [],
        "schedule_health": schedule_health(programme),
    }


def _assumptions(simulation: Simulation) -> dict[str, Any]:
    status = simulation.status
    return {
        **simulation.assumptions.written(),
        "status_date": None if status is None else status.status_date.isoformat(),
    }


def quantiles(finish: Times, programme: Programme) -> dict[str, dict[str, Any]]:
    """P05 to P95 with their dates and standard errors in working days.

    The standard error is half the distance between the quantiles one binomial standard error below and above.
    """
    spread = np.array([np.sqrt(level / 100 * (1 - level / 100) / len(finish)) for level in LEVELS])
    centre = np.array(LEVELS) / 100
    below, at, above = np.quantile(finish, [np.clip(centre - spread, 0, 1), centre, np.clip(centre + spread, 0, 1)])
    return {
        f"P{level:02d}": {
            "t": float(at[index]),
            "date": programme.calendar.date_of(at[index]).isoformat(),
            "standard_error": float((above[index] - below[index]) / 2),
        }
        for index, level in enumerate(LEVELS)
    }


def _by(simulation: Simulation, deadlines: Iterable[Deadline], milestone: str) -> dict[str, dict[str, float]]:
    return {_label(deadline, milestone): probability(_met(simulation, deadline)) for deadline in deadlines}


def _label(deadline: Deadline, milestone: str) -> str:
    day = deadline.day.isoformat()
    return day if deadline.task == milestone else f"{deadline.task}={day}"


def _met(simulation: Simulation, deadline: Deadline) -> NDArray[np.bool_]:
    return simulation.finish(deadline.task) <= simulation.programme.calendar.time_at_start_of(deadline.day)


def _given(
    simulation: Simulation, condition: Condition, deadlines: Iterable[Deadline], milestone: str
) -> dict[str, Any] | str:
    held = condition.holds(simulation)
    support = int(held.sum())
    if support == 0:
        return NO_SUPPORT
    return {
        "condition": condition.text,
        "support": support,
        "by": {_label(item, milestone): probability(_met(simulation, item)[held]) for item in deadlines},
    }


def _joint(simulation: Simulation, conditions: Sequence[Condition]) -> dict[str, Any]:
    held = np.logical_and.reduce([condition.holds(simulation) for condition in conditions])
    return {"condition": ",".join(condition.text for condition in conditions), **probability(held)}


def _drivers(simulation: Simulation, milestone: str) -> list[dict[str, Any]]:
    """For each task: how often it decided the date, and how far its duration moves with it."""
    found, target = simulation.schedule, simulation.schedule.finishes[milestone]
    chain = on_critical_chain(found, milestone)
    names = [task.id for task in simulation.programme.tasks]
    durations = np.stack([simulation.durations[name] for name in names])
    spread, target_spread = durations.std(axis=1), float(target.std())
    pearson = _correlations(durations, target)
    spearman = _correlations(_ranks(durations), _ranks(target[np.newaxis])[0])
    return [
        {
            "id": name,
            "criticality": float(chain[name].mean()),
            "cruciality_pearson": pearson[index],
            "cruciality_spearman": spearman[index],
            "ssi": float(chain[name].mean() * spread[index] / target_spread) if target_spread > 0 else None,
            "mean": float((finish := simulation.finish(name)).mean()),
            "p80": float(np.quantile(finish, 0.8)),
        }
        for index, name in enumerate(names)
    ]


def _correlations(rows: Times, target: Times) -> list[float | None]:
    """The correlation of each row with the target; none where either does not vary."""
    rows = rows - rows.mean(axis=1, keepdims=True)
    target = target - target.mean()
    scale = np.sqrt((rows**2).sum(axis=1) * (target**2).sum())
    products = rows @ target
    return [float(product / size) if size > 1e-12 else None for product, size in zip(products, scale, strict=True)]


def _ranks(rows: Times) -> Times:
    """Ranks within each row. Ties share no rank here: only whole-number durations tie, and those do not vary."""
    order = rows.argsort(axis=1)
    ranks = np.empty_like(order)
    np.put_along_axis(ranks, order, np.arange(rows.shape[1])[np.newaxis], axis=1)
    return np.where(rows.std(axis=1, keepdims=True) > 0, ranks.astype(float), 0.0)


def _risks(simulation: Simulation, milestone: str) -> list[dict[str, Any]]:
    with_all = np.quantile(simulation.finish(milestone), 0.8)
    return [
        {
            "id": risk,
            "p80_days_saved_without": float(with_all - np.quantile(simulation.finish_without(risk, milestone), 0.8)),
        }
        for risk in simulation.open_risks
    ]


def _snapped(programme: Programme, finish: Times) -> list[dict[str, Any]]:
    ends = np.maximum(np.ceil(finish - 1e-9).astype(int), 1)
    days: Counter[date] = Counter()
    for end, count in zip(*np.unique(ends, return_counts=True), strict=True):
        days[first_of_month_after(programme.calendar.date_of(float(end)))] += int(count)
    return [{"date": day.isoformat(), "probability": days[day] / len(finish)} for day in sorted(days)]
