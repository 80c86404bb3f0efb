"""Series and options as files, through the commands that read them."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest
import typer
from typer.testing import CliRunner

from foothold.cli import charts
from foothold.cli.context import Settings
from foothold.terms.errors import Refused

HEADER = "case,facet,date,value\n"
POINTS = "case,f,x,y,rebase_group,fix_y,mean_col,lpl,upl,relative_to_mean,outside_limits,close_to_limits,special_cause_type,special_cause_flag,point_type,short_group_warning,target"  # noqa: E501


@pytest.fixture
def run(tmp_path: Path) -> Any:
    """Write a series and its options and run a command on them; refusals come out as they are."""
    app = typer.Typer()

    @app.callback()
    def settings(context: typer.Context) -> None:
        context.obj = Settings(home=tmp_path, debug=False)

    charts.register(app)

    def invoke(command: str, series: str, options: Any, *more: str) -> str:
        series_file, options_file = tmp_path / "series.csv", tmp_path / "options.json"
        series_file.write_text(series, encoding="utf-8")
        options_file.write_text(options if isinstance(options, str) else json.dumps(options), encoding="utf-8")
        subject = [str(series_file)] if command == "spc" else ["--series", str(series_file)]
        found = CliRunner().invoke(app, [command, *subject, "--options", str(options_file), *more])
        if found.exception is not None and not isinstance(found.exception, SystemExit):
            raise found.exception
        assert found.exit_code == 0, found.output
        return found.stdout

    return invoke


def rows_of(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


def test_spc_prints_the_reference_columns_with_its_words(run: Any) -> None:
    series = HEADER + "a,,2020-01-05,9\na,,2020-01-12,11\na,,2020-01-19,\na,,2020-01-26,10\n"
    out = run("spc", series, [{"case": "a", "improvement_direction": "decrease", "target": 12}], "--format", "csv")
    assert out.splitlines()[0] == POINTS
    first, _, missing, _ = rows_of(out)
    assert (first["f"], first["x"], first["mean_col"], first["outside_limits"]) == (
        "no facet",
        "2020-01-05",
        "10.0",
        "FALSE",
    )
    assert (first["short_group_warning"], first["target"]) == ("TRUE", "12.0")
    assert (missing["y"], missing["relative_to_mean"], missing["special_cause_type"]) == ("NA", "NA", "Common Cause")


def test_icons_follow_the_points_one_row_a_series(run: Any) -> None:
    rows = "".join(f"a,{facet},2020-01-{day:02},{day % 3}\n" for facet in ("West", "North") for day in range(1, 8))
    options = [{"case": "a", "improvement_direction": "decrease", "facet_target": {"West": 99}}]
    out = run("spc", HEADER + rows, options, "--format", "csv", "--icons")
    points, icons = out.split("case,f,variation,assurance_type\n")
    assert len(rows_of(points)) == 14
    # The reference package judges every facet once any has a target, and says "inconsistent" of those without.
    assert icons.splitlines() == ["a,North,common_cause,inconsistent", "a,West,common_cause,consistent_pass"]
    options[0]["improvement_direction"] = "neutral"
    icons = run("spc", HEADER + rows, options, "--format", "csv", "--icons").split("assurance_type\n")[1]
    assert icons.splitlines() == ["a,North,common_cause,NA", "a,West,common_cause,NA"]


def test_spc_prints_the_published_flags_where_there_is_no_variation(run: Any) -> None:
    values = [0] * 12 + [1] + [0] * 12
    series = HEADER + "".join(f"a,,2020-{1 + i // 28:02}-{1 + i % 28:02},{value}\n" for i, value in enumerate(values))
    out = run("spc", series, [{"case": "a", "improvement_direction": "decrease", "target": 0}], "--format", "csv")
    assert rows_of(out)[-1]["special_cause_type"] == "Below LCL"


def test_facets_are_rebased_by_themselves(run: Any) -> None:
    rows = "".join(f"a,{facet},2020-01-{day:02},{day}\n" for facet in ("N", "W") for day in range(1, 11))
    options = [{"case": "a", "facet_rebase": {"W": ["2020-01-06"]}}]
    out = rows_of(run("spc", HEADER + rows, options, "--format", "csv"))
    assert {(row["f"], row["rebase_group"]) for row in out} == {("N", "0"), ("W", "0"), ("W", "1")}


def test_spc_prints_counts_with_the_columns_of_their_reference(run: Any) -> None:
    series = "case,x,num,den\n" + "".join(f"late,{month},{10 + month % 2},100\n" for month in range(1, 13))
    out = run("spc", series, [{"case": "late", "chart": "p", "freeze": 6, "screened": True}], "--format", "csv")
    assert out.splitlines()[0] == (
        "case,screened,x,y,n,part,cl,lcl,ucl,lcl.95,ucl.95,sigma.signal,runs.signal,n.obs,n.useful,longest.run,"
        "longest.run.max,n.crossings,n.crossings.min"
    )
    first = rows_of(out)[0]
    assert (first["screened"], first["y"], first["cl"], first["sigma.signal"]) == ("TRUE", "0.11", "0.105", "FALSE")


def test_one_case_may_be_charted_twice(run: Any) -> None:
    series = "case,x,num,den\n" + "".join(f"late,{month},{10 + month % 2},\n" for month in range(1, 13))
    options = [{"case": "late", "chart": "i", "screened": False}, {"case": "late", "chart": "i", "screened": True}]
    out = rows_of(run("spc", series, options, "--format", "csv"))
    assert [row["screened"] for row in out] == ["FALSE"] * 12 + ["TRUE"] * 12


def test_kinds_of_charts_with_other_columns_are_not_mixed(run: Any) -> None:
    with pytest.raises(Refused, match="their columns differ"):
        run("spc", HEADER, [{"case": "a"}, {"case": "b", "chart": "c"}])


THREE = "a,,2020-01-05,9\na,,2020-01-12,11\na,,2020-01-19,10\n"


@pytest.mark.parametrize(
    ("series", "options", "words"),
    [
        ("case,date\n", [{"case": "a"}], "series.csv: no column value"),
        (HEADER + "a,,5 Jan 2020,9\n", [{"case": "a"}], "series.csv, row 2, column date: not a date"),
        (HEADER + THREE + "a,,2020-01-26,nine\n", [{"case": "a"}], "series.csv, row 5, column value: not a number"),
        (HEADER + THREE + "a,,2020-01-26,inf\n", [{"case": "a"}], "row 5, column value: not a number"),
        (HEADER + "a,2020-01-05,9\n", [{"case": "a"}], "row 2: 3 values, and the header has 4"),
        (HEADER + THREE, [{"case": "b"}], "case 'b' has no rows"),
        (HEADER + THREE, {"case": "a"}, "must be a list"),
        (HEADER + THREE, "[{", "options.json: not JSON"),
        (HEADER + THREE, [{"case": "a", "improvement_direction": "up"}], "increase, decrease or neutral"),
        (HEADER + THREE, [{"case": "a", "targets": 3}], "'targets' is not an option"),
        (HEADER + THREE, [{"case": "a", "target": "3"}], "target must be a number"),
        (HEADER + THREE, [{"case": "a", "rebase": ["2020-01-06"]}], "no point at the rebase date 2020-01-06"),
        (HEADER + THREE, [{"case": "a", "rebase": ["soon"]}], "a date must be written as"),
        (HEADER + THREE, [{"case": "a", "facet_rebase": {"W": ["2020-01-05"]}}], "facet_rebase names 'W'"),
        (HEADER + THREE, [{"case": "a", "fix_after_n_points": 11}], "Series 'a': fix_after_n_points"),
        (HEADER + THREE, [{"case": "a", "fix_after_n_points": 12.5}], "must be a whole number"),
        (HEADER + THREE, [{"case": "a", "screen_outliers": "no"}], "must be true or false"),
        (HEADER + THREE, [{"case": "a", "chart": "pareto"}], "case 'a': 'pareto' is no chart"),
        (HEADER + THREE, [{"case": "a", "chart": ["p"]}], "is no chart"),
        (HEADER + THREE, [{"case": "a", "chart": "p"}], "no column x"),
        (HEADER + THREE + "a,,2020-01-19,4\n", [{"case": "a"}], "Series 'a' has the date 2020-01-19 twice"),
        (HEADER + "a,,2020-01-05,9\n", [{"case": "a"}], "Series 'a' is too short"),
    ],
)
def test_spc_refuses_by_name(run: Any, series: str, options: Any, words: str) -> None:
    with pytest.raises(Refused) as refused:
        run("spc", series, options, "--format", "csv")
    assert words in str(refused.value)


WEEKS = "date,value,pressure,team_North\n" + "".join(
    f"2020-{1 + i // 4:02}-{1 + 7 * (i % 4):02},{30 + i % 2 if i < 12 else 0},1.0,0\n" for i in range(20)
)
HELD_TO = {"direction": "decrease", "target": 0, "programme_start": "2020-04-01", "zero": True, "name": "Late visits"}


def test_embeddedness_prints_the_contract(run: Any) -> None:
    found = json.loads(run("embeddedness", WEEKS, HELD_TO, "--as-at", "2020-05-22", "--format", "json"))
    assert list(found) == [
        *("as_at", "level", "level_number", "reversing", "periods_on_target", "upper_bound_of_a_miss"),
        *("conditions", "next"),
        *("state", "holding", "relapses", "remembered"),
    ]
    assert (found["level"], found["periods_on_target"]) == ("tentative", 8)
    assert [one["evidence"] for one in found["conditions"] if one["id"] == "G"] == ["1 of 1 teams above the floor"]


def test_embeddedness_for_people_starts_with_the_sentence(run: Any) -> None:
    out = run("embeddedness", WEEKS, HELD_TO, "--as-at", "2020-05-22")
    assert out.startswith("Late visits: zero for 8 weeks: tentative, not yet embedded.")


def test_an_authority_brings_in_what_people_must_vouch_for(run: Any) -> None:
    asked = ("--as-at", "2020-05-22", "--format", "json", "--authority", "E99000001")
    found = json.loads(run("embeddedness", WEEKS, {**HELD_TO, "audit_moderated": True}, *asked))
    assert found["conditions"][-1]["id"] == "H"
    assert found["conditions"][-1]["met"] is None


@pytest.mark.parametrize(
    ("series", "options", "words"),
    [
        ("date,count\n", HELD_TO, "no column value"),
        (WEEKS + "2020-05-22,0,1,0\n", HELD_TO, "series.csv, row 22: its date is there twice"),
        (WEEKS, {**HELD_TO, "direction": "down"}, "direction is increase, decrease or neutral"),
        (WEEKS, {**HELD_TO, "programme_start": "April"}, "a date must be written as"),
        (WEEKS, {**HELD_TO, "weeks": 4}, "'weeks' is not an option"),
        (WEEKS, [HELD_TO], "must be one object"),
        (WEEKS, {**HELD_TO, "target": 3}, "zero is for counts"),
    ],
)
def test_embeddedness_refuses_by_name(run: Any, series: str, options: Any, words: str) -> None:
    with pytest.raises(Refused) as refused:
        run("embeddedness", series, options, "--as-at", "2020-05-22")
    assert words in str(refused.value)
