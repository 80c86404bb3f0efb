"""A changed figure is explained to the last unit, and every earlier figure comes back as it was first given."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import duckdb
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from foothold import warehouse
from foothold.indicators import CATALOGUE, Explanation, Figure, explain, figures_at, period_to, store_figures
from foothold.indicators.spark import spark_engine, why_absent
from foothold.returns import ReadReturn, SourceFile
from foothold.tables import TABLES
from foothold.terms.errors import Refused
from foothold.warehouse import loading

AUTHORITY = "E99000001"
HANDED_OVER = [date(2020, 1, 31), date(2020, 2, 29), date(2020, 3, 31)]
DAYS = [date(2020, 1, 6) + timedelta(days=step) for step in range(0, 84, 7)]
EXPLAINED = ("AL01", "AL03", "AL04", "AL06", "FD05", "FD06", "WF03")
LONG_CLOSED = {
    "referral_id": "r-old", "person_id": "p-old", "referral_date": date(2017, 3, 1), "close_date": date(2018, 1, 8),
    "referral_nfa": "N", "referral_team": "T1",
}  # fmt: skip
"""A case that most extracts hold: with it they tell of the years before, and without it they begin later."""
few = settings(
    max_examples=5,
    phases=[Phase.explicit, Phase.generate],
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)

Rows = dict[str, list[dict[str, Any]]]
days = st.sampled_from(DAYS)
maybe_day = st.none() | days


@st.composite
def extracts(draw: st.DrawFn) -> list[Rows]:
    """Three extracts of one council, each with its own idea of every record: present or not, altered or not."""
    numbers = range(draw(st.integers(1, 4)))
    return [_extract(draw, numbers, as_at) for as_at in HANDED_OVER]


def _extract(draw: st.DrawFn, numbers: Sequence[int], as_at: date) -> Rows:
    rows: Rows = {
        "cin_episodes": [],
        "involvements": [],
        "professionals": [],
        "department": [],
        "posts": [],
        "person": [],
    }
    rows["professionals"] = [
        {"professional_id": "ann", "professional_job_title": draw(st.sampled_from(["Social Worker", "Team Manager"]))}
    ]
    if draw(st.integers(0, 4)):
        rows["cin_episodes"].append(LONG_CLOSED)
    for number in numbers:
        begun, ended, team = draw(days), draw(maybe_day), draw(st.sampled_from(["T1", "T2", None]))
        if draw(st.integers(0, 3)) and begun <= as_at:
            rows["cin_episodes"].append(
                {"referral_id": f"r{number}", "person_id": f"p{number // 2}", "referral_date": begun,
                 "close_date": ended, "referral_nfa": draw(st.sampled_from(["N", "Y"])), "referral_team": team}
            )  # fmt: skip
        if draw(st.booleans()):
            rows["involvements"].append(
                {"involvements_id": f"i{number}", "referral_id": f"r{number}", "person_id": f"p{number // 2}",
                 "professional_id": "ann", "professional_team": team, "involvement_start_date": draw(days),
                 "involvement_end_date": draw(maybe_day)}
            )  # fmt: skip
        rows["posts"].append(
            {"post_holding_id": f"h{number}", "post_id": f"s{number}", "team_id": "T1",
             "full_time_equivalent": draw(st.sampled_from([0.1, 0.6, 1.0])),
             "filled_by": draw(st.sampled_from(["permanent", "agency", "unfilled"])),
             "start_date": draw(days)}
        )  # fmt: skip
    return rows


class Handover:
    """Stands in for the readers: writes the rows drawn, as a full extract that carries every column."""

    def __init__(self) -> None:
        self.rows: Rows = {}

    def read(self, path: Path, *, into: Path, **_: Any) -> ReadReturn:
        with duckdb.connect() as connection:
            for name, rows in self.rows.items():
                columns = TABLES[name].stored_columns
                connection.execute(
                    f"create table {name} ({', '.join(f'{one.name} {one.type.sql}' for one in columns)})"
                )
                for row in rows:
                    values = [row.get(one.name) for one in columns]
                    connection.execute(f"insert into {name} values ({', '.join('?' for _ in columns)})", values)
                connection.execute(f"copy {name} to '{into}/{name}.parquet' (format parquet)")
        counts = {name: len(rows) for name, rows in self.rows.items()}
        total = sum(counts.values())
        return ReadReturn(
            profile="drawn", feed="ssd", outcome="imported", rows_in=total, rows_imported=total, rows_set_aside=0,
            problems=(), sources=(SourceFile(path.name, repr(self.rows), 0),), folder=into, tables=counts,
            not_collected={}, complete=True,
        )  # fmt: skip


@contextmanager
def loading_of(extracts: list[Rows]) -> Iterator[tuple[Path, Iterator[date]]]:
    """A home, and the loads of the extracts one after the other as the days are asked for."""
    home, handover = Path(tempfile.mkdtemp(prefix="foothold-changes-")), Handover()

    def loads() -> Iterator[date]:
        for rows, as_at in zip(extracts, HANDED_OVER, strict=True):
            handover.rows = rows
            warehouse.load(home, home / "extract", authority=AUTHORITY, as_at=as_at)
            yield as_at

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(loading, "read_handed_over", handover.read)
        yield home, loads()
    shutil.rmtree(home)


def figures(home: Path, as_known: date | None, engine: Any = None) -> list[Figure]:
    with warehouse.open(home, AUTHORITY, as_known=as_known) as snapshot:
        day = snapshot.newest_as_at
        if engine is None:
            return figures_at(snapshot, EXPLAINED, day)
        with engine(snapshot) as runner:
            return figures_at(snapshot, EXPLAINED, day, engine=runner)


def told(home: Path, identifier: str, day: date, known: tuple[date, date]) -> bool:
    """Whether what was known on both days reaches back to the period that ends on the day."""
    start = period_to(CATALOGUE[identifier], day).start
    for as_known in known:
        with warehouse.open(home, AUTHORITY, as_known=as_known) as snapshot:
            if snapshot.covers_from and start < snapshot.covers_from:
                return False
    return True


def adds_up(found: Explanation) -> None:
    """Every term and the whole; and behind each change of a count as many rows."""
    parts = [term.numerator for term in found.terms]
    assert sum(parts) == pytest.approx(found.numerator, abs=1e-6)
    if found.value is not None:
        assert sum(term.value or 0 for term in found.terms) == pytest.approx(found.value, abs=1e-6)
    if found.before.denominator is not None and found.after.denominator is not None:
        considered = sum(term.denominator or 0 for term in found.terms)
        assert considered == pytest.approx(found.after.denominator - found.before.denominator, abs=1e-6)
    if found.indicator.measure in ("count", "percentage", "rate", "longest", "run"):
        for term in found.terms:
            assert term.numerator == sum(row.after.counted - row.before.counted for row in term.rows)
            assert all(row.before != row.after for row in term.rows)


@given(drawn=extracts(), day=days)
@few
def test_the_terms_make_the_difference_and_open_to_their_rows(drawn, day):
    with loading_of(drawn) as (home, loads):
        assert len(list(loads)) == len(HANDED_OVER)
        for identifier in EXPLAINED:
            for known in ((HANDED_OVER[0], HANDED_OVER[2]), (HANDED_OVER[1], HANDED_OVER[2])):
                if not told(home, identifier, day, known):
                    with pytest.raises(Refused, match="the record begins on"):
                        explain(home, AUTHORITY, identifier, as_at=day, known=known)
                    continue
                found = explain(home, AUTHORITY, identifier, as_at=day, known=known)
                adds_up(found)
                assert [term.name for term in found.terms] == ["definition", "new facts", "corrections"]
                assert found.terms[0].rows == ()


@given(drawn=extracts())
@few
def test_figures_given_after_a_load_come_back_as_known_on_its_day(drawn):
    with loading_of(drawn) as (home, loads):
        given_then = {as_at: figures(home, None) for as_at in loads}
        for as_at, then in given_then.items():
            assert figures(home, as_at) == then
            for identifier in ("AL01", "FD06"):
                known = (as_at, HANDED_OVER[-1])
                if told(home, identifier, as_at, known):
                    found = explain(home, AUTHORITY, identifier, as_at=as_at, known=known)
                    assert found.before == next(one for one in then if one.indicator == identifier)


@pytest.mark.slow
@pytest.mark.spark
@pytest.mark.skipif(bool(why_absent()), reason=why_absent() or "Spark is there")
@pytest.mark.filterwarnings("ignore::ResourceWarning")
@pytest.mark.filterwarnings("ignore:.*:DeprecationWarning:pyspark")
def test_the_other_engine_gives_the_same_earlier_figures():
    rows = [
        {"cin_episodes": [{"referral_id": f"r{number}", "person_id": f"p{number}", "referral_date": DAYS[number],
                           "close_date": None, "referral_nfa": "N", "referral_team": "T1"} for number in range(upto)],
         "involvements": [], "professionals": [], "department": []}
        for upto in (2, 5, 3)
    ]  # fmt: skip
    with loading_of(rows) as (home, loads):
        given_then = {as_at: figures(home, None) for as_at in loads}
        for as_at, then in given_then.items():
            assert figures(home, as_at, spark_engine) == then


def test_stored_figures_remember_the_definition_they_were_made_with():
    one_case = {"cin_episodes": [], "involvements": [], "professionals": [], "department": []}
    with loading_of([one_case, one_case, one_case]) as (home, loads):
        next(loads)
        store_figures(home, AUTHORITY)
        kept = sorted(path.name.partition("-")[0] for path in (home / "definitions").iterdir())
        assert kept == sorted(CATALOGUE)
