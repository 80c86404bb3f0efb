"""Figures that are computed once and kept."""

import json
from contextlib import contextmanager
from dataclasses import replace
from datetime import date

import pytest

from foothold import warehouse
from foothold.indicators import CATALOGUE, find, period_to, store_figures, stored, values
from foothold.terms.errors import Refused

CODE = "E99000001"


@pytest.fixture
def home(tmp_path, council, monkeypatch):
    """A home whose warehouse shows the small council."""
    show(monkeypatch, council)
    return tmp_path


@pytest.fixture(scope="module")
def shelf(tmp_path_factory):
    """A folder in which the first test that reads figures leaves them for the others."""
    return tmp_path_factory.mktemp("computed")


@pytest.fixture
def kept(shelf, council, monkeypatch):
    """The small council's figures, computed once for all tests that only read them."""
    show(monkeypatch, council)
    store_figures(shelf, CODE)
    return stored(shelf, CODE)


def show(monkeypatch, council):
    """Have the warehouse show this council."""

    @contextmanager
    def opened(home, authority):
        yield council

    monkeypatch.setattr(warehouse, "open", opened)


def test_what_is_kept_is_what_is_computed(kept, council):
    weekly = kept.series("AL01")
    periods = [period_to(find("AL01"), figure.as_at) for figure in weekly]
    computed = values(council, ["AL01"], periods)
    assert [(one.as_at, one.numerator, one.value) for one in weekly] == [
        (one.as_at, one.numerator, one.value) for one in computed
    ]
    assert kept.latest("FD05") == values(council, ["FD05"], [period_to(find("FD05"), council.newest_as_at)])
    assert kept.snapshot_identity == "first"


def test_weeks_begin_with_the_history_and_end_with_the_newest_load(kept):
    weekly = kept.series("AL01")
    assert (weekly[0].period_start, weekly[-1].as_at) == (date(2020, 2, 3), date(2020, 3, 29))


def test_the_newest_day_is_kept_by_every_slice_and_weeks_by_team_alone(kept, council):
    for name in find("AL03").slices:
        assert kept.latest("AL03", name) == values(
            council, ["AL03"], [period_to(find("AL03"), kept.newest_as_at)], [name]
        )
    assert kept.series("AL01", by="team")
    assert kept.series("AL01", by="locality") == []


def test_a_teams_figures_are_those_of_its_part(kept):
    assert set(kept.newest()) == set(CATALOGUE)
    assert kept.teams_named() == ["T1", "T2", "T3"]
    assert kept.of_team("T1")["AL01"] in kept.latest("AL01", "team")
    weeks = kept.weeks_of_team("T1", date(2020, 3, 1))["AL01"]
    assert weeks == [one for one in kept.series("AL01", by="team") if one.slices["team"] == "T1"][-len(weeks) :]
    assert weeks[0].as_at == date(2020, 3, 1)


def test_figures_kept_in_an_earlier_form_are_computed_anew(home):
    stamp = store_figures(home, CODE)
    document = json.loads(stamp.read_text())
    stamp.write_text(json.dumps(document | {"form": 1}))
    told = []
    store_figures(home, CODE, told.append)
    assert told
    assert json.loads(stamp.read_text())["form"] == document["form"]


def test_every_team_at_a_date(kept):
    assert {one.slices["team"]: one.numerator for one in kept.teams("AL01", date(2020, 2, 9))} == {
        "T1": 1, "T2": 0, "T3": 0, None: 1,
    }  # fmt: skip
    assert {one.as_at for one in kept.teams("AL01")} == {date(2020, 3, 31)}
    assert kept.teams("AL01", date(2020, 2, 8)) == []


def test_nothing_is_computed_again_until_the_snapshot_changes(home, council, monkeypatch):
    stamp = store_figures(home, CODE)
    first = stamp.read_text()
    told = []
    store_figures(home, CODE, told.append)
    assert (told, stamp.read_text()) == ([], first)
    show(monkeypatch, replace(council, identity="second"))
    store_figures(home, CODE, told.append)
    assert told
    assert stored(home, CODE).snapshot_identity == "second"
    assert len(list(stamp.parent.glob("*.parquet"))) == 1


def test_figures_that_were_never_computed_are_refused_with_the_remedy(tmp_path):
    with pytest.raises(Refused, match="foothold indicators store"):
        stored(tmp_path, CODE)


def test_a_fault_while_computing_leaves_the_figures_kept_before(home, council, monkeypatch):
    stamp = store_figures(home, CODE)
    before = {file.name: file.read_bytes() for file in stamp.parent.iterdir()}
    monkeypatch.setattr("foothold.indicators.store.blocks_by", _fail)
    show(monkeypatch, replace(council, identity="second"))
    with pytest.raises(RuntimeError):
        store_figures(home, CODE)
    assert {file.name: file.read_bytes() for file in stamp.parent.iterdir()} == before


def _fail(*_: object) -> None:
    raise RuntimeError("the disk is full")
