"""What first visitors would wait for is there before they come, and a load by whatever way is noticed."""

import pytest

from foothold_web import first_visits, history
from foothold_web.accounts.roles import ROLES
from small_council import COUNCIL, NEWEST

WAITED_FOR = ("/", "/unallocated/", "/unallocated/definitions/", "/flow/unallocated/", "/indicators/wall/")


@pytest.fixture
def prepared(person):
    """Everything was asked beforehand; whoever reads the history now is caught."""
    person("team_manager")
    first_visits.prepare(COUNCIL)


@pytest.fixture
def no_history(monkeypatch):
    def read(*_):
        raise AssertionError("the page reads the history itself")

    monkeypatch.setattr(history, "reading", read)
    monkeypatch.setattr("foothold.warehouse.open", read)


@pytest.mark.parametrize("role", ["commissioner", "director", "team_manager", "performance_analyst"])
def test_the_first_pages_of_a_role_read_no_history(prepared, no_history, client, person, role):
    client.force_login(person(role) if role != "team_manager" else person(role, name="another manager"))
    for address in WAITED_FOR:
        answer = client.get(address)
        permitted = answer.resolver_match.func.permission in ROLES[role].permissions
        assert answer.status_code == (200 if permitted else 403), address


def test_questions_to_ask_and_records_due_are_answered_beforehand(prepared, monkeypatch):
    from foothold.warehouse import retention
    from foothold_web.data import erasure_views, monitors
    from foothold_web.reporting import published

    asked = []
    monkeypatch.setattr(retention, "due_by_rule", lambda *_: asked.append("due"))
    monkeypatch.setattr(monitors, "answers", lambda *_: asked.append("answers"))
    assert monitors.answers_on(COUNCIL, NEWEST, published.days(COUNCIL))
    assert erasure_views.due_today(COUNCIL)[1]
    assert asked == []


def test_a_council_without_figures_is_passed_over(settings, tmp_path):
    settings.FOOTHOLD_HOME = tmp_path
    first_visits.prepare(COUNCIL)
