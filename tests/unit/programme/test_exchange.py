"""Plans to and from Microsoft Project's XML and tables: nothing changes on the way, nothing is lost without a word."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner

from drawn_programmes import task
from foothold.cli import build_app
from foothold.programme.exchange import read_plan, write_plan
from foothold.programme.network import parse_programme
from foothold.terms.errors import Refused

NAMES = st.text(st.characters(codec="utf-8", exclude_categories=("C", "Z")), min_size=1, max_size=8)
WORDS = NAMES.filter(lambda text: ";" not in text)
EIGHTHS = st.integers(0, 400).map(lambda eighths: eighths / 8)


@st.composite
def plans(draw: st.DrawFn) -> dict[str, Any]:
    ids = draw(st.lists(WORDS, min_size=1, max_size=6, unique=True))
    pools = draw(st.dictionaries(NAMES, st.integers(1, 4), max_size=2))
    tasks = []
    for number, name in enumerate(ids):
        low, likely, high = sorted(draw(st.tuples(EIGHTHS, EIGHTHS, EIGHTHS)))
        before = draw(st.lists(st.sampled_from(ids[:number]), unique=True)) if number else []
        pool = draw(st.sampled_from([None, *pools]))
        more = {"workstream": draw(NAMES), "name": draw(NAMES), "resource": pool, "owner": draw(NAMES)}
        milestone = draw(st.none() | NAMES)
        tasks.append({**task(name, (low, likely, high), *before), "milestone": milestone, **more})
    limits = draw(st.lists(st.sampled_from(ids), unique=True, max_size=1))
    return {
        "schema": "trust-programme/1",
        "start_date": "2019-06-03",
        "calendar": {"work_days": draw(st.sampled_from([[1, 2, 3, 4, 5], [1, 3, 7]])), "holidays": ["2019-08-26"]},
        "tasks": tasks,
        "start_no_earlier_than": [{"task": name, "date": "2019-07-01"} for name in limits],
        "resources": pools,
    }


@pytest.mark.parametrize("ending", ["xml", "csv"])
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(document=plans())
def test_a_plan_comes_back_as_it_went(tmp_path: Path, ending: str, document: dict[str, Any]) -> None:
    source, between = tmp_path / "plan.json", tmp_path / f"plan.{ending}"
    source.write_text(json.dumps(document))
    write_plan(source, between)
    back = read_plan(between, keep_from=source).document
    before, after = parse_programme(document, ""), parse_programme(back, "")
    used = {one.pool: before.pools[one.pool] for one in before.tasks if one.pool}
    assert {one.id: one for one in after.tasks} == {one.id: one for one in before.tasks}
    assert after.written_order == before.written_order
    assert after.calendar == before.calendar
    assert {name: after.pools[name] for name in used} == used


def project(tasks: str, more: str = "") -> str:
    head = "<StartDate>2019-06-03T08:00:00</StartDate><MinutesPerDay>480</MinutesPerDay>"
    return f'<Project xmlns="http://schemas.microsoft.com/project">{head}{more}<Tasks>{tasks}</Tasks></Project>'


def line(uid: int, name: str, more: str = "", *, level: int = 1, hours: int = 16) -> str:
    return (
        f"<Task><UID>{uid}</UID><Name>{name}</Name><OutlineLevel>{level}</OutlineLevel>"
        f"<Duration>PT{hours}H0M0S</Duration>{more}</Task>"
    )


def link(uid: int, kind: int = 1, lag: int = 0) -> str:
    return (
        f"<PredecessorLink><PredecessorUID>{uid}</PredecessorUID><Type>{kind}</Type><LinkLag>{lag}</LinkLag>"
        "</PredecessorLink>"
    )


def read(folder: Path, text: str) -> Any:
    file = folder / "plan.xml"
    file.write_text(text)
    return read_plan(file)


def test_summaries_become_workstreams_and_a_link_to_one_is_a_link_to_all_of_it(tmp_path: Path) -> None:
    summary = "<Summary>1</Summary>"
    tasks = line(0, "Whole", summary, level=0) + line(1, "Staff", summary) + line(2, "List", level=2)
    tasks += line(3, "Consult", level=2) + line(4, "Move", link(1))
    found = read(tmp_path, project(tasks))
    by_id = {one["id"]: one for one in found.document["tasks"]}
    assert list(by_id) == ["2", "3", "4"]
    assert by_id["2"]["workstream"] == "Staff"
    assert by_id["4"]["preds"] == ["2", "3"]
    assert (by_id["2"]["o"], by_id["2"]["p"]) == (2, 2)
    assert any("no Duration1 to Duration3" in said for said in found.set_aside)


def test_a_lag_becomes_a_wait_of_its_own(tmp_path: Path) -> None:
    # 4,800 tenths of a minute are a working day of 480 minutes.
    found = read(tmp_path, project(line(1, "A") + line(2, "B", link(1, lag=3 * 4800))))
    wait = next(one for one in found.document["tasks"] if one["id"] == "1>2")
    assert (wait["o"], wait["preds"]) == (3, ["1"])
    assert next(one for one in found.document["tasks"] if one["id"] == "2")["preds"] == ["1>2"]


def test_holidays_and_pools_are_read(tmp_path: Path) -> None:
    calendar = (
        "<CalendarUID>1</CalendarUID><Calendars><Calendar><UID>1</UID><WeekDays><WeekDay><DayType>6</DayType>"
        "<DayWorking>0</DayWorking></WeekDay></WeekDays><Exceptions><Exception><TimePeriod>"
        "<FromDate>2019-12-25T00:00:00</FromDate><ToDate>2019-12-26T23:59:00</ToDate></TimePeriod><Name>Christmas</Name>"
        "<Type>1</Type><DayWorking>0</DayWorking></Exception></Exceptions></Calendar></Calendars>"
    )
    pools = (
        "<Resources><Resource><UID>7</UID><Name>HR</Name><MaxUnits>2</MaxUnits></Resource></Resources>"
        "<Assignments><Assignment><TaskUID>1</TaskUID><ResourceUID>7</ResourceUID></Assignment></Assignments>"
    )
    found = read(tmp_path, project(line(1, "A"), calendar).replace("</Project>", f"{pools}</Project>")).document
    assert found["calendar"] == {"work_days": [1, 2, 3, 4], "holidays": ["2019-12-25", "2019-12-26"]}
    assert found["resources"] == {"HR": 2}
    assert found["tasks"][0]["resource"] == "HR"


@pytest.mark.parametrize(
    ("text", "named"),
    [
        (project(line(1, "A") + line(2, "B", link(1, kind=3))), "Task 2 is linked to 1 start to start"),
        (project(line(1, "A") + line(2, "B", link(1, lag=-480))), "Task 2 overlaps 1"),
        (project(line(1, "A", link(2)) + line(2, "B", link(1))), "cycle"),
        (project(line(1, "A").replace("PT16H0M0S", "two days")), "Task 1: its duration cannot be read"),
        ("<!DOCTYPE x [<!ENTITY e 'x'>]>" + project(line(1, "&e;")), "document type or entities"),
        ("<Project/>", "not a Microsoft Project XML file"),
        ("nothing", "cannot be read as XML"),
        (project(""), "empty network"),
    ],
)
def test_a_project_file_that_cannot_be_a_plan_is_refused_by_name(tmp_path: Path, text: str, named: str) -> None:
    with pytest.raises(Refused, match=named):
        read(tmp_path, text)


@pytest.mark.parametrize(
    ("rows", "named"),
    [
        ("id,name\nA,B\n", "lacks the columns optimistic"),
        ("id,name,optimistic,most_likely,pessimistic,predecessors\nA,B,1,two,3,\n", "row 2, column most_likely"),
        ("id,name,optimistic,most_likely,pessimistic,predecessors\nA,B,1,2,3,Z\n", "unknown predecessor Z"),
        ("id,name,optimistic,most_likely,pessimistic,predecessors\n,B,1,2,3,\n", "row 2: the id is blank"),
    ],
)
def test_a_table_that_cannot_be_a_plan_is_refused_by_row_and_column(tmp_path: Path, rows: str, named: str) -> None:
    file = tmp_path / "plan.csv"
    file.write_text(rows)
    earlier = tmp_path / "earlier.json"
    earlier.write_text(json.dumps({"schema": "trust-programme/1", "start_date": "2019-06-03", "tasks": [task("A", 1)]}))
    with pytest.raises(Refused, match=named):
        read_plan(file, keep_from=earlier)


def run(*words: str) -> Any:
    result = CliRunner().invoke(build_app(), list(words))
    if result.exception is not None:
        raise result.exception
    return json.loads(result.stdout)


def test_the_commands_go_there_and_back_and_say_what_a_form_cannot_carry(tmp_path: Path) -> None:
    plan, xml, back = (str(tmp_path / name) for name in ("plan.json", "plan.xml", "back.json"))
    assert run("programme", "template", "wind-up", "--start", "2025-01-28", "--out", plan)["milestone"] == "W19"
    assert "kind" in run("programme", "export", plan, "--out", xml)["left_out"]
    found = run("programme", "import", xml, "--out", back, "--keep-from", plan)
    assert found["set_aside"] == []
    whole, again = (parse_programme(json.loads(Path(one).read_text()), "") for one in (plan, back))
    assert again.tasks == whole.tasks
    forecasts = [run("forecast", one, "--iterations", "200", "--milestone", "W19") for one in (plan, back)]
    assert forecasts[0]["quantiles"] == forecasts[1]["quantiles"]
    with pytest.raises(Refused, match="is there already"):
        run("programme", "template", "trust", "--start", "2025-01-28", "--out", plan)
    with pytest.raises(Refused, match="no template"):
        run("programme", "template", "merger", "--start", "2025-01-28", "--out", str(tmp_path / "x.json"))
