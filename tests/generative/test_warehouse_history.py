"""Whatever extracts are handed over in whatever order of events, every day's picture is the extract of that day."""

from __future__ import annotations

import shutil
import tempfile
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import duckdb
import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from foothold import warehouse
from foothold.returns import ReadReturn, SourceFile
from foothold.tables import TABLES
from foothold.terms.errors import Refused
from foothold.warehouse import loading

AUTHORITY = "E99000001"
FIRST_DAY = date(2019, 9, 1)
TEAM = TABLES["department"]
NAMES = [column.name for column in TEAM.stored_columns]

texts = st.one_of(st.none(), st.sampled_from(["", "a", "a\x1f", "\x1e1:a", "1:a", "Zürich 😀", "'; drop"]))
teams = st.dictionaries(st.sampled_from(["1", "01", "T 1", "é"]), st.tuples(texts, texts, texts), max_size=4)
Teams = dict[str, tuple[str | None, str | None, str | None]]


class Handover:
    """Stands in for the readers: gives the teams of the extract that is being handed over."""

    def __init__(self) -> None:
        self.teams: Teams = {}
        self.complete = True

    def read(self, path: Path, *, into: Path, **_: Any) -> ReadReturn:
        with duckdb.connect() as connection:
            connection.execute(f"create table drawn ({', '.join(f'{name} varchar' for name in NAMES)})")
            for key, rest in self.teams.items():
                connection.execute("insert into drawn values (?, ?, ?, ?)", [key, *rest])
            connection.execute(f"copy drawn to '{into}/department.parquet' (format parquet)")
        rows = len(self.teams)
        return ReadReturn(
            profile="drawn",
            feed="ssd" if self.complete else "annex-a",
            outcome="imported",
            rows_in=rows,
            rows_imported=rows,
            rows_set_aside=0,
            problems=(),
            sources=(SourceFile(path.name, repr(sorted(self.teams.items())), 0),),
            folder=into,
            tables={"department": rows},
            not_collected={},
            complete=self.complete,
        )


def picture(home: Path, as_known: date | None = None) -> Teams:
    with warehouse.open(home, AUTHORITY, as_known=as_known) as snapshot:
        rows = snapshot.connection.execute("from department").fetchall()
    assert len(rows) == len({row[0] for row in rows}), "a team is there twice"
    return {row[0]: tuple(row[1:]) for row in rows}


class Histories(RuleBasedStateMachine):
    """Loads drawn extracts and remembers, for each day, what had been handed over by then."""

    complete = True

    @initialize()
    def begin(self) -> None:
        self.home = Path(tempfile.mkdtemp(prefix="foothold-history-"))
        self.handover = Handover()
        self.handover.complete = self.complete
        self.patch = pytest.MonkeyPatch()
        self.patch.setattr(loading, "read_handed_over", self.handover.read)
        self.day = FIRST_DAY
        self.known: dict[date, Teams] = {}
        self.last: Teams = {}

    def load(self, drawn: Teams, as_at: date) -> warehouse.Load:
        self.handover.teams = drawn
        return warehouse.load(self.home, self.home / "extract", authority=AUTHORITY, as_at=as_at)

    @rule(drawn=teams, days=st.integers(0, 20))
    def hand_over(self, drawn: Teams, days: int) -> None:
        self.day += timedelta(days=days)
        self.load(drawn, self.day)
        held = {} if self.complete else self.known[max(self.known)] if self.known else {}
        self.known[self.day] = held | drawn
        self.last = drawn

    @precondition(lambda self: self.known)
    @rule()
    def hand_over_the_same_again(self) -> None:
        assert self.load(self.last, self.day).status == "unchanged"

    @precondition(lambda self: self.known)
    @rule(drawn=teams)
    def hand_over_something_older(self, drawn: Teams) -> None:
        with pytest.raises(Refused):
            self.load(drawn, FIRST_DAY - timedelta(days=1))

    @invariant()
    def the_newest_picture_is_the_newest_extract(self) -> None:
        if getattr(self, "known", None):
            assert picture(self.home) == self.known[max(self.known)]

    def teardown(self) -> None:
        if hasattr(self, "patch"):
            self.patch.undo()
            for day, expected in self.known.items():
                assert picture(self.home, day) == expected
            shutil.rmtree(self.home)


class Windows(Histories):
    """The same where absence says nothing."""

    complete = False


_FEW = settings(max_examples=12, stateful_step_count=8, deadline=None, suppress_health_check=list(HealthCheck))
_MANY = settings(max_examples=250, stateful_step_count=12, deadline=None, suppress_health_check=list(HealthCheck))


@pytest.mark.parametrize("machine", [Histories, Windows])
def test_every_day_shows_what_was_known_then(machine: type[Histories]) -> None:
    _run(machine, _FEW)


@pytest.mark.slow
@pytest.mark.parametrize("machine", [Histories, Windows])
def test_every_day_shows_what_was_known_then_in_many_histories(machine: type[Histories]) -> None:
    _run(machine, _MANY)


def _run(machine: type[Histories], how: settings) -> None:
    run_state_machine_as_test(machine, settings=how)
