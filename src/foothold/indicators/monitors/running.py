"""Ask every question of the recording, and say to which team each row belongs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from foothold.indicators.engines import DuckDBEngine
from foothold.indicators.monitors.catalogue import MONITORS
from foothold.indicators.monitors.monitor import Answer, Asked, Monitor, Row
from foothold.terms.reporting_periods import Period

_TEAMS = """
select person_id, professional_team
from involvements
where person_id is not null and professional_team is not null
qualify row_number() over (
    partition by person_id order by involvement_start_date desc, involvements_id desc
) = 1"""


def answers(asked: Asked, monitors: Iterable[Monitor] | None = None) -> list[Answer]:
    """What each monitor found, in their order; all of them when none are named."""
    DuckDBEngine(asked.source.connection).prepare([Period(asked.since, asked.as_at)])
    teams = dict(asked.rows(_TEAMS))
    return [_answer(asked, one, teams) for one in (MONITORS.values() if monitors is None else monitors)]


def _answer(asked: Asked, monitor: Monitor, teams: dict[str, str]) -> Answer:
    told = monitor.look(asked)
    rows: Iterator[Row] = (
        Row(kind, record, child, teams.get(child or ""), day, cells) for kind, record, child, day, cells in told.rows
    )
    return Answer(monitor, tuple(rows), "" if told.missing else told.sentence, told.missing)
