"""The programme's pages: who opens them, that they show what was issued, and that they work it out once."""

import json
import time

import pytest

from foothold.demo.programme import write_programme
from foothold_web.accounts.roles import ROLES, SEE_PROGRAMME
from foothold_web.audit.models import AuditEvent
from foothold_web.programme import account

PAGES = (
    *("/programme/", "/programme/plan/", "/programme/options/", "/programme/workstreams/", "/programme/story/"),
    *("/programme/ask/", "/programme/record/"),
)
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


def test_those_who_oversee_it_and_who_runs_it_look_and_nobody_else():
    assert sorted(MAY_LOOK) == [
        "assistant_director",
        "commissioner",
        "dfe_official",
        "director",
        "trust_programme_manager",
    ]


def test_the_page_shows_the_newest_forecast_as_issued_the_others_and_their_scores(programme, signed_in):
    html = signed_in("commissioner").get("/programme/").content.decode()
    for shown in ("11 November 2020", "22 December 2020", "12 October 2020", "1 November 2020", "never averaged"):
        assert shown in html
    assert "123 days later than first set" in html
    assert html.count("<svg") == 4  # the outlook and every date set, each for two widths


def test_the_plan_shows_every_task_once_in_its_table(programme, signed_in):
    html = signed_in("director").get("/programme/plan/").content.decode()
    tasks = json.loads((programme / "plan.json").read_text())["tasks"]
    assert html.count('<th scope="row"') == len(tasks) + 2  # and two findings about the health of the plan
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
    answer = signed_in("director", authority="E99000002").get("/programme/")
    assert answer.status_code == 400
    assert "No plan of a programme has been put in" in answer.content.decode()


def test_the_story_shows_what_was_said_the_forecast_and_the_score_of_each_day(programme, signed_in):
    html = signed_in("commissioner").get("/programme/story/").content.decode()
    for day in ("15 May 2019", "20 February 2020", "30 June 2020"):
        assert f"On {day}</h2>" in html
    # On 20 February 2020 people still said 1 July; the day came 123 days later.
    assert "People gave <strong>1 July 2020</strong> (Programme board: on course, with concerns)" in html
    assert html.count("Brier score") == 3
    assert "That was 123 days before the day that came" in html
    assert "That was 151 days after the day that came" in html
    assert "no evidence of skill" in html


def test_a_kept_forecast_has_a_page_with_its_inputs_hash_and_its_score(programme, signed_in):
    path = sorted((programme / "forecasts").glob("*.json"))[0]
    document = json.loads(path.read_text())["forecast"]
    client = signed_in("trust_programme_manager")
    home = client.get("/programme/").content.decode()
    address = next(part for part in home.split('"') if part.startswith("/programme/forecasts/"))
    html = client.get(address).content.decode()
    assert document["inputs_sha256"] in html
    assert all(level in html for level in document["quantiles"])
    assert "Pinball loss" in html
    assert client.get("/programme/forecasts/0000/").status_code == 404


def test_questions_are_answered_from_the_forecast_or_say_no_support(programme, signed_in):
    client = signed_in("commissioner")
    asked = {"task": "X2", "day": "01/04/2021", "other": "C7", "other_day": "01/12/2020"}
    html = client.get("/programme/ask/", asked).content.decode()
    assert "is finished before 1 April 2021, given: C7" in html
    assert html.count("<td") == 12  # four answers
    newest = json.loads(sorted((programme / "forecasts").glob("*.json"))[-1].read_text())["forecast"]
    assert f"{100 * newest['by']['2021-04-01']['probability']:.1f}%" in html
    impossible = client.get("/programme/ask/", asked | {"other_day": "01/07/2020"}).content.decode()
    assert "no support" in impossible
    wrong = client.get("/programme/ask/", {"task": "X2", "day": "soon"}).content.decode()
    assert "Enter a date, such as 14/10/2019" in wrong
    outside = client.get("/programme/ask/", {"task": "X2", "day": "01/01/2060"}).content.decode()
    assert "outside the programme" in outside


def test_workstreams_of_the_documents_are_there_with_their_owners_and_who_slips(programme, signed_in):
    html = signed_in("trust_programme_manager").get("/programme/workstreams/").content.decode()
    for name in ("Headquarters", "TUPE data", "Service delivery contract", "Appointments", "Registration", "Cutover"):
        assert f">{name}</th>" in html
    assert "Not in this plan" not in html
    assert "Slipping</strong>" in html


def test_scores_that_rest_on_facts_are_scored_anew_beside_those_given(programme, signed_in):
    client = signed_in("commissioner")
    html = client.get("/programme/options/").content.decode()
    assert "Facts that moved since" in html
    newest = json.loads(sorted((programme / "forecasts").glob("*.json"))[-1].read_text())["forecast"]
    chance = newest["by"]["2020-11-01"]["probability"]
    assert f"{60 * chance / 0.614:.1f}".rstrip("0").rstrip(".") in html  # on the line from (0, 0) to (0.614, 60)
    assert html.count("Moved</strong>") >= 1
    page = client.get("/programme/options/summary/").content.decode()
    assert "An independent trust leads" in page
    assert "On the facts as they are now" in page


def test_what_was_a_date_too_soon_carries_the_warning_of_twelve_months(programme, signed_in):
    html = signed_in("trust_programme_manager").get("/programme/record/").content.decode()
    assert "Setting up a trust takes at least twelve months" in html
    # 15 May 2019 to 1 July 2020 is 13.6 months; one trust of those live by 30 June 2020 was as fast.
    assert "13.6" in html
    assert "1 of 7" in html
    assert "Fewer than one trust in four was as fast" in html
