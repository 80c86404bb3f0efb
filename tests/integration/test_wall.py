"""The wall, the states, and where people record what no figure tells: what each shows, and what each role may do."""

import json
from datetime import date, timedelta

import pytest
from django.urls import reverse

from foothold.embeddedness.circumstances import circumstances, history, record
from foothold.indicators import stored
from foothold_web.accounts.roles import RECORD_CIRCUMSTANCES, ROLES, SEE_INDICATORS
from foothold_web.audit.models import AuditEvent
from foothold_web.data import recomputing
from foothold_web.reporting import cards, figures
from small_council import COUNCIL, NEWEST, SAFEGUARDING

SEES_FIGURES = [name for name, role in ROLES.items() if SEE_INDICATORS in role.permissions]
MAY_RECORD = [name for name, role in ROLES.items() if RECORD_CIRCUMSTANCES in role.permissions]
SHOCK = {"kind": "pandemic", "title": "First lockdown", "begins": "23/03/2020", "ends": "", "note": "statement"}


@pytest.fixture
def begun(monkeypatch, council):
    """Councils whose charts were asked to be drawn anew; what was recorded is gone afterwards."""
    asked = []
    monkeypatch.setattr(recomputing, "start", lambda home, authority: asked.append(authority))
    yield asked
    (council / "circumstances" / f"{COUNCIL}.jsonl").unlink(missing_ok=True)


@pytest.mark.parametrize("role", SEES_FIGURES)
def test_everybody_sees_the_wall_and_each_chart_once(signed_in, role):
    answer = signed_in(role).get(reverse("wall"))
    wall = answer.context["wall"]
    assert len({card.indicator.id for card in wall.cards}) == len(wall.cards)
    assert [card.need for card in wall.cards] == sorted(card.need for card in wall.cards)
    text = answer.content.decode()
    assert "First what is getting worse" in text
    assert "chance alone would show about" in text
    assert text.count("<svg") == wall.drawn
    assert text.count("Newest weeks as a table") == wall.drawn


def test_each_chart_of_the_wall_has_its_newest_weeks_as_a_table(signed_in):
    answer = signed_in("director").get(reverse("wall"))
    (card,) = (card for card in answer.context["wall"].cards if card.indicator.id == "AL01")
    text = answer.content.decode()
    shown = text[text.index(f'{reverse("indicator", args=["AL01"])}">Unallocated cases') :]
    shown = shown[: shown.index("</li>")]
    assert shown.count('<th scope="row">') == len(card.rows) == 8
    assert all(f'<th scope="row">{day}</th><td>{value}</td>' in shown for day, value, _ in card.rows)


def test_what_is_recorded_beside_the_pages_shows_on_them_at_once(signed_in, council):
    client = signed_in("commissioner")
    wall = client.get(reverse("wall")).context["wall"]
    record(council, COUNCIL, "pandemic", "First lockdown", date(2020, 3, 23), by="analyst")  # as a command does
    try:
        shaded = client.get(reverse("wall")).content.decode()
        chart = client.get(reverse("indicator", args=["AL01"])).context["chart"]
        assert "being drawn" not in client.get(reverse("circumstances")).content.decode()
    finally:
        (council / "circumstances" / f"{COUNCIL}.jsonl").unlink()
    assert shaded.count("<li>First lockdown, since 23 Mar 2020</li>") == 1  # named once for all charts
    assert "Shaded here: 1. First lockdown" not in shaded
    assert any("First lockdown" in line for line in chart["key"])
    assert client.get(reverse("wall")).context["wall"] == wall


def test_a_wall_that_was_kept_is_the_wall_that_was_drawn(council):
    drawn = cards.of_team(stored(council, COUNCIL), SAFEGUARDING)
    assert drawn.drawn > 0
    assert cards.from_document(json.loads(json.dumps(cards.to_document(drawn)))) == drawn


def test_the_wall_of_a_team_holds_what_is_counted_by_team(signed_in):
    answer = signed_in("director").get(reverse("wall"), {"team": SAFEGUARDING})
    assert all("team" in card.indicator.slices for card in answer.context["wall"].cards)
    assert answer.context["team_name"] in answer.content.decode()
    assert signed_in("director").get(reverse("wall"), {"team": "T-NONE"}).status_code == 404


def test_every_indicator_with_a_target_has_a_state(signed_in):
    answer = signed_in("social_worker").get(reverse("states"))
    assert next(indicator.id for indicator, _ in answer.context["rows"]) == "AL01"
    assert "Targets: achieved, kept, lost" in answer.content.decode()


@pytest.mark.parametrize("role", MAY_RECORD)
def test_a_shock_is_recorded_by_name_drawn_anew_and_audited(signed_in, begun, council, role):
    client = signed_in(role)
    assert client.post(reverse("circumstances_record"), SHOCK).status_code == 302
    (entry,) = circumstances(council, COUNCIL).shocks
    assert (entry.by, entry.title, entry.begins, entry.ends) == (role, "First lockdown", date(2020, 3, 23), None)
    assert begun == [COUNCIL]
    event = AuditEvent.objects.first()
    assert (event.action, event.purpose) == ("circumstances_record", "pandemic from 2020-03-23")
    assert "First lockdown" in client.get(reverse("circumstances")).content.decode()


@pytest.mark.parametrize("role", [name for name in SEES_FIGURES if name not in MAY_RECORD])
def test_others_read_what_was_recorded_and_change_nothing(signed_in, begun, council, role):
    client = signed_in(role)
    page = client.get(reverse("circumstances"))
    assert page.status_code == 200
    assert "<form" not in page.content.decode().split("<main")[1]
    for address in (reverse("circumstances_record"), reverse("circumstances_withdraw", args=[1])):
        assert client.post(address, SHOCK | {"note": "x"}).status_code == 403
    assert client.get(reverse("baseline", args=["AL01"])).status_code == 403
    assert history(council, COUNCIL) == []


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("title", "", "Give it a name"),
        ("begins", "soon", "Enter a date"),
        ("ends", "01/01/2020", "ends before it begins"),
    ],
)
def test_what_cannot_be_recorded_is_said_at_the_form(signed_in, begun, council, field, value, said):
    answer = signed_in("performance_analyst").post(reverse("circumstances_record"), SHOCK | {field: value})
    assert said in answer.content.decode()
    assert "There is a problem" in answer.content.decode()
    assert (history(council, COUNCIL), begun) == ([], [])


def test_practice_is_vouched_for_and_not_known_is_an_answer(signed_in, begun, council):
    client = signed_in("commissioner")
    asked = {"kind": "audit_moderated", "begins": "14/02/2020", "note": "ten files read"}
    for answer, meant in (("yes", True), ("not known", None)):
        client.post(reverse("circumstances_record"), asked | {"answer": answer})
        assert circumstances(council, COUNCIL).practice(date(2020, 2, 14)).audit_moderated is meant
    assert len(history(council, COUNCIL)) == 2


def test_an_entry_is_taken_back_with_a_reason_and_stays_in_the_history(signed_in, begun, council):
    client = signed_in("performance_analyst")
    client.post(reverse("circumstances_record"), SHOCK)
    assert client.post(reverse("circumstances_withdraw", args=[1]), {"note": ""}).status_code == 400
    client.post(reverse("circumstances_withdraw", args=[1]), {"note": "wrong council"})
    page = client.get(reverse("circumstances")).content.decode()
    assert "Nothing has been recorded" in page
    assert "taken back since" in page
    assert "wrong council" in page


def test_a_baseline_is_decided_with_cause_on_a_day_of_the_chart_and_the_level_stays(signed_in, begun, council):
    client = signed_in("performance_analyst")
    weeks = [week.as_at for week in figures.kept(scope_like()).series("AL01") if week.value is not None]
    address = reverse("baseline", args=["AL01"])
    given = {"title": "New case system", "note": "counted otherwise", "begins": weeks[-4].isoformat()}
    refused = client.post(address, given | {"begins": (weeks[-4] + timedelta(days=1)).isoformat()})
    assert "The chart has no value of that day" in refused.content.decode()
    assert "Say why" in client.post(address, given | {"note": ""}).content.decode()
    before = client.get(reverse("indicator", args=["AL01"])).context["assessment"]
    assert client.post(address, given).status_code == 302
    (entry,) = circumstances(council, COUNCIL).rebases("AL01")
    assert (entry.by, entry.note, entry.begins) == ("performance_analyst", "counted otherwise", weeks[-4])
    assert client.get(reverse("indicator", args=["AL01"])).context["assessment"].level == before.level
    assert "New case system" in client.get(address).content.decode()


def scope_like():
    from foothold_web.accounts.scope import Scope

    return Scope("analyst", ROLES["performance_analyst"], COUNCIL, None)


@pytest.mark.parametrize(("form", "begins"), [("svg", b"<svg"), ("png", b"\x89PNG")])
def test_a_chart_is_handed_over_as_a_file(signed_in, form, begins):
    answer = signed_in("social_worker").get(reverse("chart_file", args=["AL01", form]))
    assert answer.content.startswith(begins)
    assert f'filename="AL01-{NEWEST.isoformat()}.{form}"' in answer.headers["Content-Disposition"]
    assert signed_in("director").get(reverse("chart_file", args=["AL01", "html"])).status_code == 404
