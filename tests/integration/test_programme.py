"""The programme's pages: who opens them, that they show what was issued, and that they work it out once."""

import json
import time

import pytest

from foothold.demo.programme import write_programme
from foothold_web.accounts.roles import ROLES, SEE_PROGRAMME
from foothold_web.audit.models import AuditEvent
from foothold_web.programme import account

PAGES = ("/programme/", "/programme/plan/", "/programme/options/")
MAY_LOOK = [role for role in ROLES if SEE_PROGRAMME in ROLES[role].permissions]


@pytest.fixture(scope="module")
def programme(council):
    write_programme(council)
    yield council / "programme"
    for path in sorted((council / "programme").rglob("*"), reverse=True):
        path.rmdir() if path.is_dir() else path.unlink()


@pytest.mark.parametrize("address", PAGES)
@pytest.mark.parametrize("role", ROLES)
def test_a_role_opens_the_programme_or_not_and_the_look_is_recorded(programme, signed_in, role, address):
    answer = signed_in(role).get(address)
    allowed = role in MAY_LOOK
    assert answer.status_code == (200 if allowed else 403)
    assert ('href="/programme/"' in answer.content.decode()) == allowed
    event = AuditEvent.objects.first()
    assert (event.who, event.target, event.outcome) == (role, address, "allowed" if allowed else "refused")


def test_commissioner_director_and_assistant_look_and_nobody_else():
    assert sorted(MAY_LOOK) == ["assistant_director", "commissioner", "director"]


def test_the_page_shows_the_newest_forecast_as_issued_the_others_and_their_scores(programme, signed_in):
    html = signed_in("commissioner").get("/programme/").content.decode()
    for shown in ("11 November 2020", "22 December 2020", "12 October 2020", "1 November 2020", "never averaged"):
        assert shown in html
    assert "123 days later than first set" in html
    assert html.count("<svg") == 2


def test_the_plan_shows_every_task_once_in_its_table(programme, signed_in):
    html = signed_in("director").get("/programme/plan/").content.decode()
    tasks = json.loads((programme / "plan.json").read_text())["tasks"]
    assert html.count('<th scope="row"') == len(tasks) + 1  # and one finding about the plan's health
    assert all(html.count(f"{task['id']} {task['name']}".replace("'", "&#x27;")) >= 2 for task in tasks)


def test_the_options_say_who_leads_who_is_out_and_what_would_overturn_it(programme, signed_in):
    html = signed_in("director").get("/programme/options/").content.decode()
    assert "An independent trust leads" in html
    assert "below the floor of 40" in html
    assert "Business as usual" in html
    assert "56%" in html


def test_a_page_answers_at_once_because_all_is_kept_until_a_file_changes(programme, signed_in):
    client = signed_in("director")
    client.get("/programme/")
    written = (programme / account.KEPT).stat().st_mtime_ns
    begun = time.process_time()
    client.get("/programme/plan/")
    assert time.process_time() - begun < 0.3
    assert (programme / account.KEPT).stat().st_mtime_ns == written
    milestones = programme / "milestones.json"
    whole = milestones.read_text()
    milestones.write_text(whole.replace("Announcement", "First announcement"))
    assert "First announcement of the trust" in client.get("/programme/").content.decode()
    milestones.write_text(whole)


def test_a_forecast_that_was_altered_is_not_shown(programme, signed_in):
    issued = sorted((programme / "forecasts").glob("*.json"))[0]
    whole = issued.read_text()
    issued.write_text(whole.replace("2020-10-12", "2020-07-01"))
    answer = signed_in("director").get("/programme/")
    issued.write_text(whole)
    assert "has been changed since it was issued" in answer.content.decode()


def test_another_council_does_not_see_it(programme, signed_in):
    assert signed_in("director", authority="E99000002").get("/programme/").status_code == 404
