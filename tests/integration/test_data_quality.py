"""The data quality list: numbers are lists, marks are kept, roles are mapped, and a role sees what it may."""

import csv

import pytest

from foothold import warehouse
from foothold.checks import stored
from foothold.returns import Problem
from foothold_web.audit.models import AuditEvent
from foothold_web.data import recomputing
from foothold_web.data.models import CHECK, PROBLEM, KnownFault
from small_council import COUNCIL, DUTY, SAFEGUARDING

REASON = "Checked: it is true"
ASSESSED = "DQ01"  # three of the small council's assessments are authorised before they start


@pytest.fixture
def analyst(signed_in):
    return signed_in("performance_analyst")


def rows_of(text):
    return list(csv.reader(text.removeprefix("﻿").splitlines()))


def test_a_number_is_as_long_as_its_list(analyst, council):
    page = analyst.get("/data-quality/?state=faults")
    lines = page.context["lines"]
    assert lines
    assert [line.tally.now for line in lines] == sorted((line.tally.now for line in lines), reverse=True)
    for line in lines:
        shown = analyst.get(f"/data-quality/{line.check.id}/")
        assert len(shown.context["faults"]) == line.tally.now
        exported = rows_of(analyst.get(f"/data-quality/{line.check.id}/rows.csv").content.decode())
        assert len(exported) == 1 + line.tally.now
    assert page.context["total"] == sum(line.tally.now for line in lines)


def test_a_check_that_was_not_run_says_what_is_missing(analyst):
    page = analyst.get("/data-quality/?state=not_run").content.decode()
    assert "posts.professional_id" in page
    assert "not collected" in analyst.get("/data-quality/DQ23/").content.decode()


def test_filters_narrow_the_list(analyst):
    wrong = analyst.get("/data-quality/?severity=wrong").context["lines"]
    assert {line.check.severity for line in wrong} == {"wrong"}
    touched = analyst.get("/data-quality/?indicator=CP06").context["lines"]
    assert all("CP06" in line.check.indicators for line in touched)
    (one,) = analyst.get("/data-quality/?check=DQ07").context["lines"]
    assert one.check.id == "DQ07"


def faulty(scope_client):
    return scope_client.get(f"/data-quality/{ASSESSED}/").context["faults"]


def test_a_row_is_marked_as_known_with_a_reason_and_the_mark_is_taken_back(analyst, council):
    before = faulty(analyst)
    key = before.open[0].key
    refused = analyst.post(f"/data-quality/{ASSESSED}/mark/", {"row": [key], "reason": ""})
    assert "Say why the faults are known" in refused.content.decode()
    refused = analyst.post(f"/data-quality/{ASSESSED}/mark/", {"reason": REASON})
    assert "Tick the rows that are known" in refused.content.decode()
    analyst.post(f"/data-quality/{ASSESSED}/mark/", {"row": [key, "no-such-row"], "reason": REASON})
    after = faulty(analyst)
    assert len(after) == len(before)
    assert [fault.key for fault in after.known] == [key]
    mark = KnownFault.objects.get()
    assert (mark.subject, mark.rule, mark.record, mark.marked_by) == (CHECK, ASSESSED, key, "performance_analyst")
    assert mark.child.startswith("CH77")
    line = next(line for line in analyst.get("/data-quality/").context["lines"] if line.check.id == ASSESSED)
    assert (line.tally.now, line.known) == (len(before), 1)
    assert "marked as known" in AuditEvent.objects.filter(action="check_mark").first().purpose
    analyst.post(f"/data-quality/{ASSESSED}/unmark/", {"row": [key]})
    assert not faulty(analyst).known
    mark.refresh_from_db()
    assert mark.unmarked_by == "performance_analyst"
    assert "taken back by" in analyst.get(f"/data-quality/{ASSESSED}/").content.decode()


@pytest.mark.parametrize("role", ["director", "assistant_director", "commissioner", "team_manager"])
def test_others_read_and_do_not_mark(signed_in, role):
    client = signed_in(role)
    page = client.get(f"/data-quality/{ASSESSED}/").content.decode()
    assert "as known</button>" not in page
    assert client.post(f"/data-quality/{ASSESSED}/mark/", {"row": ["x"], "reason": REASON}).status_code == 403
    assert client.post("/worker-roles/change/", {}).status_code == 403


def test_a_team_manager_sees_the_rows_of_the_team(signed_in, council):
    client = signed_in("team_manager", team=SAFEGUARDING)
    listed = faulty(client)
    wanted = [row.record_key for row in stored(council, COUNCIL).rows(ASSESSED, team=SAFEGUARDING)]
    assert [fault.key for fault in listed.open] == wanted
    assert client.get(f"/data-quality/{ASSESSED}/?team={DUTY}").status_code == 403


def test_a_commissioner_sees_pseudonyms(signed_in):
    page = signed_in("commissioner").get(f"/data-quality/{ASSESSED}/").content.decode()
    assert "CH77" not in page
    assert "P-" in page


def test_a_social_worker_sees_none_of_it(signed_in):
    assert signed_in("social_worker").get("/data-quality/").status_code == 403


def problem(file, row, column, rule):
    """A value that was left blank."""
    return Problem(file=file, row=row, column=column, rule=rule, text=f"row {row}", table="", effect="blanked")


def test_a_problem_of_a_load_is_compared_and_marked(analyst, council, monkeypatch):
    first, second = warehouse.loads(council, COUNCIL)[:2]
    again = problem("a.csv", 2, "sex", "code")
    found = {
        first.load_id: [again, problem("b.csv", 3, "dob", "date")],
        second.load_id: [again, problem("a.csv", 5, "sex", "code")],
    }
    monkeypatch.setattr(warehouse, "problems", lambda home, load_id: found[load_id])
    page = analyst.get(f"/loads/{second.load_id}/")
    assert [(group.key, group.count, group.before) for group in page.context["open_groups"]] == [
        ("a.csv|sex|code", 2, 1)
    ]
    assert [group.key for group in page.context["mended"]] == ["b.csv|dob|date"]
    analyst.post(f"/loads/{second.load_id}/mark/", {"problem": ["a.csv|sex|code", "x|y|z"], "reason": REASON})
    assert KnownFault.objects.get().subject == PROBLEM
    earlier = analyst.get(f"/loads/{first.load_id}/?file=a.csv")
    assert [group.key for group in earlier.context["known_groups"]] == ["a.csv|sex|code"]
    assert not earlier.context["open_groups"]
    assert len(rows_of(analyst.get(f"/loads/{first.load_id}/problems.csv?rule=date").content.decode())) == 2
    analyst.post(f"/loads/{second.load_id}/unmark/", {"problem": ["a.csv|sex|code"]})
    assert KnownFault.objects.get().unmarked_by == "performance_analyst"


def test_a_role_is_mapped_on_its_page_and_figures_are_computed_anew(analyst, council, monkeypatch):
    begun = []
    monkeypatch.setattr(recomputing, "start", lambda home, authority: begun.append(authority))
    path = council / "worker-roles" / f"{COUNCIL}.csv"
    try:
        analyst.post("/worker-roles/change/", {"field": "job_title", "text": "Social Worker", "kind": "otter"})
        assert not path.exists()
        analyst.post("/worker-roles/change/", {"field": "job_title", "text": "Social Worker", "kind": "manager"})
        page = analyst.get("/worker-roles/")
        row = next(row for row in page.context["rows"] if row["role"].text == "Social Worker")
        assert (row["role"].kind, row["by"]) == ("manager", "performance_analyst")
        assert page.context["computing"]
        assert begun == [COUNCIL]
        analyst.post("/worker-roles/change/", {"field": "job_title", "text": "Social Worker", "kind": ""})
        assert warehouse.council_roles(council, COUNCIL) == []
        assert not analyst.get("/worker-roles/").context["computing"]
        assert "job_title" in AuditEvent.objects.filter(action="worker_roles_change").first().purpose
    finally:
        path.unlink(missing_ok=True)


@pytest.mark.parametrize(
    ("page", "link"),
    [
        ("/worker-roles/", "Data quality"),
        ("/recording/", "Data quality"),
        ("/loads/", "Loads"),
        ("/data/erasures/", "Loads"),
        ("/data/upload/", "Loads"),
    ],
)
def test_the_navigation_marks_where_a_page_belongs(analyst, page, link):
    shown = analyst.get(page)
    assert shown.status_code == 200
    marked = shown.content.decode().split('aria-current="true"')
    assert len(marked) == 2
    assert f">{link}</strong>" in marked[1][:200]
