"""The commands about what people record of a council."""

from __future__ import annotations

import csv
import io
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
import typer
from typer.testing import CliRunner, Result

from foothold.cli import circumstances
from foothold.cli.context import Settings
from foothold.embeddedness.circumstances import circumstances as on_record
from foothold.embeddedness.conditions import Practice
from foothold.indicators import Figure
from foothold.terms.errors import Refused
from foothold.terms.figures import FigureStatus

COUNCIL = "E99000001"


@pytest.fixture
def run(tmp_path: Path) -> Any:
    """Run a command on a home with one council; refusals come out as they are."""
    (tmp_path / "warehouse" / COUNCIL).mkdir(parents=True)
    (tmp_path / "warehouse" / COUNCIL / "manifest.json").write_text("{}", encoding="utf-8")
    app = typer.Typer()

    @app.callback()
    def settings(context: typer.Context) -> None:
        context.obj = Settings(home=tmp_path, debug=False)

    circumstances.register(app)

    def invoke(*arguments: str) -> Result:
        found = CliRunner().invoke(app, ["circumstances", *arguments])
        if found.exception is not None and not isinstance(found.exception, SystemExit):
            raise found.exception
        return found

    return invoke


def listed(run: Any) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(run("list", "--format", "csv").stdout)))


def test_a_shock_is_recorded_listed_and_taken_back_and_stays_on_record(run: Any, tmp_path: Path) -> None:
    closed = ("school_closure", "--begins", "2020-03-20", "--ends", "2020-06-01", "--title", "Schools closed")
    assert "Recorded as number 1" in run("record", *closed, "--note", "statement", "--by", "analyst").stderr
    (shock,) = on_record(tmp_path, COUNCIL).shocks
    assert (shock.title, shock.begins, shock.ends) == ("Schools closed", date(2020, 3, 20), date(2020, 6, 1))
    (row,) = listed(run)
    assert (row["kind"], row["by"], row["note"], row["stands"]) == ("school_closure", "analyst", "statement", "yes")
    assert "school closure;" in run("list").stdout

    assert "taken back" in run("withdraw", "1", "--note", "wrong year", "--by", "director").stderr
    assert on_record(tmp_path, COUNCIL).shocks == ()
    assert [(one["title"], one["note"], one["stands"]) for one in listed(run)] == [
        ("Schools closed", "statement", "no"),
        ("Taken back", "wrong year", ""),
    ]
    assert "withdrawn; number 1;" in run("list").stdout


def test_a_kind_gives_its_own_words_where_no_title_is_given(run: Any, tmp_path: Path) -> None:
    run("record", "leadership_change", "--begins", "2020-05-04")
    assert on_record(tmp_path, COUNCIL).shocks[0].title == "Change of director or of regime"
    assert on_record(tmp_path, COUNCIL).restarts == (date(2020, 5, 4),)


@pytest.mark.parametrize(("answer", "known"), [("yes", True), ("no", False), ("not known", None)])
def test_practice_is_vouched_for_with_an_answer_and_its_evidence(
    run: Any, tmp_path: Path, answer: str, known: bool | None
) -> None:
    found_on = ("audit_moderated", "--begins", "2020-02-14")
    run("record", *found_on, "--answer", answer, "--note", "twelve cases read twice")
    assert on_record(tmp_path, COUNCIL).practice(date(2020, 2, 14)) == Practice(known, None)
    assert listed(run)[0]["answer"] == answer
    with pytest.raises(Refused, match="needs an --answer"):
        run("record", *found_on, "--answer", answer)
    with pytest.raises(Refused, match="needs an --answer"):
        run("record", *found_on, "--note", "evidence")


class Kept:
    """Two weeks of which the second has no value."""

    def series(self, identifier: str) -> list[Figure]:
        return [
            Figure(identifier, 1, day - timedelta(days=6), day, {}, value, None, value, FigureStatus.VALUE)
            for day, value in ((date(2020, 3, 22), 5.0), (date(2020, 3, 29), None))
        ]


def test_a_new_baseline_starts_on_a_day_of_its_chart_for_a_cause(
    run: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("foothold.indicators.stored", lambda home, authority: Kept())
    counted = ("rebase", "--title", "Counted otherwise", "--note", "new system", "--begins")
    run("record", *counted, "2020-03-22", "--indicator", "AL01")
    assert [one.begins for one in on_record(tmp_path, COUNCIL).rebases("AL01")] == [date(2020, 3, 22)]
    with pytest.raises(Refused, match="has no value on 2020-03-29"):
        run("record", *counted, "2020-03-29", "--indicator", "AL01")
    with pytest.raises(Refused, match="needs its --indicator"):
        run("record", *counted, "2020-03-22")


@pytest.mark.parametrize(
    ("arguments", "refusal"),
    [
        (("record", "flood", "--begins", "2020-02-14"), "'flood' cannot be recorded"),
        (("record", "pandemic", "--begins", "2020-02-14", "--answer", "yes"), "is no question"),
        (("record", "pandemic", "--begins", "2020-02-14", "--ends", "2020-02-13"), "ends before it begins"),
        (("withdraw", "7", "--note", "never was"), "no such entry"),
    ],
)
def test_what_cannot_stand_is_refused_and_nothing_is_recorded(
    run: Any, arguments: tuple[str, ...], refusal: str
) -> None:
    with pytest.raises(Refused, match=refusal):
        run(*arguments)
    assert listed(run) == []
