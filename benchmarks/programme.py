"""How long ten thousand programmes of 52 tasks take with every index, against the least anybody could do, and a peer.

`python -m benchmarks.programme`. The programme is the demonstration's. The lower bound is a NumPy forward pass alone
over the same draws: no drawing, no index, no risk left out in turn. The peer is mcprojsim, which knows no shared risk,
no correlation and no PERT, and so is compared on triangular durations without any of them. It is no dependency, and
needs Python 3.13 by its own word; where this Python is older, install it apart and name that Python:
`python3.13 -m venv apart && apart/bin/pip install mcprojsim && MCPROJSIM_PYTHON=apart/bin/python python -m
benchmarks.programme`. Both sides are timed by the processor time they take, in one run.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable
from typing import Any

import numpy as np

from foothold.demo.programme import PLAN
from foothold.programme.draws import Chance, Distribution, Shape
from foothold.programme.forecast import Questions, forecast
from foothold.programme.network import Programme, read_programme
from foothold.programme.simulation import Assumptions, Simulation

ITERATIONS, SEED, ROUNDS = 10_000, 1, 5
LIMIT, LIMIT_WITH_POOLS = 0.3, 10.0  # seconds
LEAST_TIMES_FASTER = 10.0
HOURS = 8.0  # in the peer's working day
AGREE_WITHIN = 2.0  # working days between the two P50: four standard errors of each, and its rounding to hours
PEER_PYTHON = os.environ.get("MCPROJSIM_PYTHON", sys.executable)
PEER_RUN = """
import json, sys, time
try:
    import mcprojsim
except ImportError as missing:
    sys.exit(f"mcprojsim cannot be imported ({missing})")
asked = json.load(sys.stdin)
begun = time.process_time()
project = mcprojsim.Project.model_validate(asked["project"])
found = mcprojsim.SimulationEngine(asked["iterations"], asked["seed"], show_progress=False).run(project)
json.dump({"seconds": time.process_time() - begun, "middle": float(found.percentile(50))}, sys.stdout)
"""
WITHOUT_POOLS = Assumptions(resources=False)
ON_BOTH_SIDES = Assumptions(
    Shape(Distribution.TRIANGULAR), risks=False, correlation=False, resources=False, pause=False
)


def main() -> None:
    """Print processor times, ratios and limits, the best of five rounds each."""
    programme = read_programme(PLAN)
    ours, with_pools = (
        _best(lambda given=given: _all_indices(programme, given)) for given in (WITHOUT_POOLS, Assumptions())
    )
    least = _best(_forward_pass(programme))
    print(f"{len(programme.tasks)} tasks, {len(programme.risks)} risks, {ITERATIONS} iterations, all indices:")
    print(f"without pools {ours:.3f} s (limit {LIMIT} s), with pools {with_pools:.2f} s (limit {LIMIT_WITH_POOLS:g} s)")
    print(f"a forward pass alone on the same draws: {least * 1000:.1f} ms; ratio {ours / least:.0f}")
    _against_peer(programme)


def _all_indices(programme: Programme, assumptions: Assumptions) -> dict[str, Any]:
    simulation = Simulation(programme, Chance(SEED, ITERATIONS), assumptions)
    return forecast(simulation, Questions(programme.go_live.id, snap="first-of-month"))


def _forward_pass(programme: Programme) -> Callable[[], Any]:
    durations = Simulation(programme, Chance(SEED, ITERATIONS), WITHOUT_POOLS).durations

    def work() -> dict[str, Any]:
        ends: dict[str, Any] = {}
        for task in programme.tasks:
            begins = np.full(ITERATIONS, task.not_before)
            for name in task.predecessors:
                np.maximum(begins, ends[name], out=begins)
            ends[task.id] = begins + durations[task.id]
        return ends

    return work


def _against_peer(programme: Programme) -> None:
    # The peer simulates one project without dates before which nothing starts, so both take the trust alone.
    trust = read_programme(PLAN, [programme.go_live.programme])
    asked = {"project": _as_peer(trust), "iterations": ITERATIONS, "seed": SEED}
    run = subprocess.run(
        [PEER_PYTHON, "-c", PEER_RUN], input=json.dumps(asked, default=str), capture_output=True, text=True, check=False
    )
    if run.returncode:
        print(f"peer missing: {run.stderr.strip().splitlines()[-1]}. See this file's text for how to install it.")
        return
    theirs = json.loads(run.stdout)
    mine: list[dict[str, Any]] = []
    ours = _best(lambda: mine.append(_all_indices(trust, ON_BOTH_SIDES)))
    middle = mine[0]["quantiles"]["P50"]["t"]
    apart = abs(theirs["middle"] / HOURS - middle)
    if apart > AGREE_WITHIN:
        raise SystemExit(f"P50 is {middle:.1f} working days here and {apart:.1f} away there: not the same question")
    print(f"trust alone, {len(trust.tasks)} tasks, triangular: {ours:.3f} s, mcprojsim {theirs['seconds']:.2f} s")
    print(f"the two P50 lie {apart:.1f} working days apart")
    print(f"{theirs['seconds'] / ours:.0f} times faster (at least {LEAST_TIMES_FASTER:g})")


def _as_peer(programme: Programme) -> dict[str, Any]:
    return {
        "project": {"name": "Trust", "start_date": programme.calendar.start, "hours_per_day": HOURS},
        "tasks": [
            {
                "id": task.id,
                "name": task.name,
                "estimate": {
                    "unit": "days",
                    "low": task.duration.low,
                    "expected": task.duration.likely,
                    "high": task.duration.high,
                },
                "dependencies": list(task.predecessors),
                "uncertainty_factors": None,
            }
            for task in programme.tasks
        ],
    }


def _best(work: Callable[[], Any], rounds: int = ROUNDS) -> float:
    seconds = []  # of processor: wall time would measure the neighbours
    for _ in range(rounds):
        begun = time.process_time()
        work()
        seconds.append(time.process_time() - begun)
    return min(seconds)


if __name__ == "__main__":
    main()
