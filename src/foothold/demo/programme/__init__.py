"""Exampleshire's programme: the plan of its trust and its two new councils, and what was forecast on three days.

All durations and chances are invented. Each forecast rests on the plan and on what had been reported by its day; none
reads the day on which the trust went live, which stands in the milestone file and serves to score them. But what is
"reported" was itself drawn from the plan's own model, among courses that end in autumn 2020, so the scores show how
scoring works and are no evidence of skill.
"""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

from foothold.programme.draws import Chance
from foothold.programme.forecast import Questions, forecast
from foothold.programme.ledger import Issued, freeze, issued
from foothold.programme.network import read_programme
from foothold.programme.simulation import Assumptions, Simulation
from foothold.programme.status import read_status

FILES = Path(__file__).parent
PLAN = FILES / "plan.json"
RECORD = FILES / "record" / "record.json"  # what people decided; the web keeps it
ISSUED_ON = (date(2019, 5, 15), date(2020, 2, 20), date(2020, 6, 30))
ITERATIONS, SEED = 10_000, 1


def write_programme(home: Path) -> list[Issued]:
    """Put the programme's files into HOME/programme and issue the three forecasts; what is there already is kept."""
    folder = home / "programme"
    folder.mkdir(parents=True, exist_ok=True)
    for source in sorted(FILES.glob("*.json")):
        if not (folder / source.name).exists():
            shutil.copyfile(source, folder / source.name)
    return [_issue(folder, day) for day in ISSUED_ON]


def _issue(folder: Path, day: date) -> Issued:
    """The forecast of the trust's first day as it could be made on a day; the plan's own day has no status file."""
    already = [one for one in issued(folder / "forecasts") if one.issued_on == day]
    if already:
        return already[0]
    programme = read_programme(folder / PLAN.name)
    reported = folder / f"status-{day.isoformat()}.json"
    status = read_status(reported, programme) if reported.exists() else None
    simulation = Simulation(programme, Chance(SEED, ITERATIONS), Assumptions(), status)
    document = forecast(simulation, Questions(programme.go_live.id, snap="first-of-month"))
    return freeze(folder / "forecasts", document, day)
