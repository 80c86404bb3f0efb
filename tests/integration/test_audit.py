"""The audit log: nothing is shown that is not recorded, nothing recorded can be changed unseen."""

import pytest
from django.db import DatabaseError, connection, transaction

from foothold_web import routing
from foothold_web.audit.models import AuditEvent, AuditHead
from foothold_web.audit.record import record, seal, verify


@pytest.fixture
def log(db, django_capture_on_commit_callbacks):
    """Twelve events; a checkpoint outside the database was taken at the first."""
    with django_capture_on_commit_callbacks(execute=True):
        return [record(who="director", action="home", target=f"/?{number}") for number in range(12)]


@pytest.fixture
def owner(db):
    """Somebody with the database owner's rights, who has dropped the triggers."""
    with connection.cursor() as cursor:
        cursor.execute("DROP TRIGGER audit_event_no_update")
        cursor.execute("DROP TRIGGER audit_event_no_delete")
        yield cursor


def test_a_page_is_refused_when_the_look_cannot_be_recorded(signed_in, monkeypatch):
    client = signed_in("director")

    def full_disk(**_):
        raise DatabaseError("database or disk is full")

    monkeypatch.setattr(routing, "record", full_disk)
    answer = client.get("/")
    assert answer.status_code == 503
    assert "Statutory" not in answer.content.decode()


def test_a_look_and_a_refusal_are_recorded_with_role_and_page(signed_in):
    client = signed_in("social_worker")
    client.get("/")
    client.get("/audit/?page=2")
    assert list(AuditEvent.objects.order_by("number").values_list("role", "action", "target", "outcome"))[1:] == [
        ("social_worker", "home", "/", "allowed"),
        ("social_worker", "audit", "/audit/?page=2", "refused"),
    ]


def test_the_database_refuses_to_change_or_remove_an_event(log):
    for statement in ("UPDATE audit_auditevent SET who = 'nobody'", "DELETE FROM audit_auditevent"):
        with pytest.raises(DatabaseError, match="only ever added"), transaction.atomic():
            connection.cursor().execute(statement)
    with pytest.raises(TypeError):
        log[0].delete()


def test_an_untouched_log_is_whole(log):
    assert verify().whole
    assert verify().events == 12


@pytest.mark.parametrize("place", range(1, 13))
def test_an_edited_event_is_found(log, owner, place):
    owner.execute("UPDATE audit_auditevent SET target = '/other' WHERE number = %s", [place])
    assert verify().first_bad == place


@pytest.mark.parametrize("place", range(1, 13))
def test_a_removed_event_is_found(log, owner, place):
    owner.execute("DELETE FROM audit_auditevent WHERE number = %s", [place])
    assert verify().first_bad == place


@pytest.mark.parametrize("place", range(1, 12))
def test_swapped_events_are_found(log, owner, place):
    owner.execute("UPDATE audit_auditevent SET number = 100 WHERE number = %s", [place])
    owner.execute("UPDATE audit_auditevent SET number = %s WHERE number = %s", [place, place + 1])
    owner.execute("UPDATE audit_auditevent SET number = %s WHERE number = 100", [place + 1])
    assert verify().first_bad == place


@pytest.mark.parametrize("place", range(1, 13))
def test_an_inserted_event_is_found(log, owner, place):
    owner.execute("UPDATE audit_auditevent SET number = -number - 1 WHERE number >= %s", [place])
    owner.execute("UPDATE audit_auditevent SET number = -number WHERE number < 0")
    owner.execute(
        "INSERT INTO audit_auditevent SELECT %s, at, who, role, action, target, outcome, purpose, rows, seal"
        " FROM audit_auditevent WHERE number = %s",
        [place, 13 if place < 13 else 1],
    )
    assert verify().first_bad in (place, place + 1)


def test_a_tail_cut_off_together_with_the_head_is_found_by_the_checkpoint(log, owner, folder):
    owner.execute("DELETE FROM audit_auditevent")
    AuditHead.objects.update(number=0, seal="")
    assert verify().reason == "the newest events were cut off"
    (folder / "audit" / "checkpoints.jsonl").unlink()
    assert verify().whole, "the control: without a checkpoint outside, this attack cannot be seen"


def test_a_chain_recomputed_without_the_key_is_found(log, owner, folder, settings, tmp_path_factory):
    from foothold_web import home

    stranger = tmp_path_factory.mktemp("stranger")
    home.prepare(stranger)
    settings.FOOTHOLD_HOME = stranger
    previous = ""
    for event in AuditEvent.objects.order_by("number"):
        previous = seal(previous, event)
        owner.execute("UPDATE audit_auditevent SET seal = %s WHERE number = %s", [previous, event.number])
    AuditHead.objects.update(seal=previous)
    settings.FOOTHOLD_HOME = folder
    assert verify().first_bad == 1
