"""What first visitors would wait for is there before they come, and a load by whatever way is noticed."""

import pytest

from foothold_web import first_visits, history
from foothold_web.accounts.roles import ROLES
from foothold_web.cases import queries
from foothold_web.reporting import stocks
from small_council import COUNCIL, NEWEST, SURNAME

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


class Enough(BaseException):
    """Ends the loop that otherwise runs for as long as the server."""


def fails(*_):
    raise ZeroDivisionError(SURNAME)


@pytest.fixture
def rounds(monkeypatch):
    """Let the background work look a number of times at what changed, without a wait."""

    def run(number):
        left = iter(range(number - 1))

        def sleep(_):
            if next(left, None) is None:
                raise Enough

        monkeypatch.setattr(first_visits, "sleep", sleep)
        monkeypatch.setattr(first_visits.connections, "close_all", lambda: None)
        with pytest.raises(Enough):
            first_visits._keep_ready()

    return run


def test_an_unforeseen_fault_ends_its_own_step_only(signed_in, monkeypatch, caplog, rounds):
    asked = []
    with monkeypatch.context() as broken:
        broken.setattr(stocks, "board_on", fails)
        broken.setattr(queries, "waits_on", lambda *_: asked.append("waits"))
        rounds(2)
    assert "waits" in asked
    assert "ZeroDivisionError at" in caplog.text
    assert SURNAME not in caplog.text
    assert len(caplog.records) == 1, "a fault that stays is told of once"
    assert signed_in("commissioner").get("/unallocated/").status_code == 200


def test_a_council_that_cannot_be_looked_at_stops_no_other(monkeypatch, caplog, rounds):
    prepared = []
    monkeypatch.setattr(first_visits.warehouse, "authorities", lambda _: ["E10000001", COUNCIL])
    monkeypatch.setattr(history, "newest_load", lambda code: COUNCIL if code == COUNCIL else fails())
    monkeypatch.setattr(first_visits, "prepare", prepared.append)
    rounds(2)
    assert prepared == [COUNCIL]
    assert "ZeroDivisionError" in caplog.text


def test_a_home_that_cannot_be_read_is_looked_at_again(monkeypatch, rounds):
    looked = []
    monkeypatch.setattr(first_visits.warehouse, "authorities", lambda _: looked.append(1) or fails())
    rounds(3)
    assert len(looked) == 3


def test_a_history_that_cannot_be_read_keeps_nobody_from_being_served(monkeypatch, capsys):
    import waitress

    from foothold_web import commands

    def unreadable(_):
        raise OSError(SURNAME)

    served = []
    monkeypatch.setattr(history, "warm", unreadable)
    monkeypatch.setattr(first_visits, "start", lambda: None)
    monkeypatch.setattr(waitress, "serve", lambda *_, **told: served.append(told["listen"]))
    commands._serve("127.0.0.1:1")
    assert served == ["127.0.0.1:1"]
    told = capsys.readouterr().err
    assert "OSError" in told
    assert SURNAME not in told
