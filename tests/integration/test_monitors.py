"""Questions to ask of the recording: within scope, as long as their lists, on the audit log, for the service first."""

import csv

import pytest

from foothold_web.audit.models import AuditEvent
from foothold_web.data import monitors
from page_texts import iso_days
from small_council import SAFEGUARDING


@pytest.fixture
def analyst(signed_in):
    return signed_in("performance_analyst")


def shown(client, monitor, query=""):
    return client.get(f"/recording/{monitor}/{query}")


def test_a_number_is_as_long_as_its_list(analyst):
    page = analyst.get("/recording/")
    for question in page.context["questions"]:
        listed = shown(analyst, question.monitor.id)
        assert len(listed.context["question"].rows) == len(question.rows)
        exported = analyst.get(f"/recording/{question.monitor.id}/rows.csv").content.decode("utf-8-sig")
        assert len(list(csv.reader(exported.splitlines()))) == 1 + len(question.rows)


def test_every_question_says_what_may_innocently_answer_it(analyst):
    for identifier, monitor in monitors.MONITORS.items():
        text = shown(analyst, identifier).content.decode()
        assert "A question, not a finding" in text
        assert all(one.split(",")[0].split("'")[0] in text for one in monitor.innocent)


def test_what_could_not_be_looked_at_is_not_nothing(analyst):
    page = analyst.get("/recording/").content.decode()
    assert "Not run" in page


def test_the_councils_reports_are_the_events_and_one_more_may_be_given(analyst):
    page = analyst.get("/recording/?event=14/10/2019").content.decode()
    assert "20 February 2020" in page
    assert "14 October 2019" in page
    assert "Enter a date, such as 20/2/2020" in analyst.get("/recording/?event=soon").content.decode()


def test_a_manager_sees_rows_of_the_own_team_only(signed_in, analyst):
    manager = signed_in("team_manager")
    for question in manager.get("/recording/").context["questions"]:
        assert {row.team for row in question.rows} <= {SAFEGUARDING}


def test_a_look_is_recorded_with_its_rows(analyst):
    found = shown(analyst, "entry-lag").context["question"]
    event = AuditEvent.objects.filter(action="monitor").first()
    assert (event.who, event.rows) == ("performance_analyst", len(found.rows))


@pytest.mark.parametrize("role", ["commissioner", "social_worker"])
def test_the_service_sees_its_questions_first(signed_in, role):
    assert signed_in(role).get("/recording/").status_code == 403


def test_no_such_question(analyst):
    assert shown(analyst, "no-such").status_code == 404


def test_the_sentences_write_days_as_every_page_does(analyst):
    for page in (analyst.get("/recording/"), shown(analyst, "before-an-event")):
        assert "in the week before 20 February 2020:" in page.content.decode()
        assert iso_days(page.content.decode()) == []
