"""Signing in, staying signed in, and being signed out."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from foothold_web.accounts.models import User
from foothold_web.audit.models import AuditEvent

PASSWORD = "one fine day in autumn"


def sign_in(client, name="commissioner", password=PASSWORD):
    return client.post("/sign-in/", {"login": name, "password": password})


def test_the_right_password_opens_the_home_page(client, person):
    person("commissioner")
    assert sign_in(client).headers["Location"] == "/"
    assert client.get("/").status_code == 200


def test_anybody_else_is_sent_to_sign_in_and_back(client, db):
    assert client.get("/audit/").headers["Location"] == "/sign-in/?next=/audit/"


def test_the_sixth_try_is_refused_even_with_the_right_password(client, person):
    person("commissioner")
    for _ in range(5):
        assert "not correct" in sign_in(client, password="wrong").content.decode()
    answer = sign_in(client)
    assert answer.status_code == 200
    assert "Too many failed" in answer.content.decode()


def test_a_disabled_account_fails_on_its_next_request(signed_in):
    client = signed_in("director")
    assert client.get("/").status_code == 200
    User.objects.update(is_active=False)
    assert client.get("/").headers["Location"] == "/sign-in/?next=/"


def test_a_role_that_has_ended_opens_nothing(signed_in):
    answer = signed_in("director", valid_to=date(2020, 1, 1)).get("/")
    assert answer.status_code == 403
    assert "You hold no role today" in answer.content.decode()


@pytest.mark.parametrize(("idle", "status"), [(timedelta(minutes=14), 200), (timedelta(minutes=16), 302)])
def test_a_session_ends_after_fifteen_idle_minutes(signed_in, monkeypatch, idle, status):
    client = signed_in("director")
    client.get("/")
    later = datetime.now(UTC) + idle
    monkeypatch.setattr(timezone, "now", lambda: later)
    assert client.get("/").status_code == status


def test_a_busy_session_ends_after_twelve_hours(signed_in, monkeypatch):
    client = signed_in("director")
    began = datetime.now(UTC)
    for minutes in range(0, 12 * 60 + 1, 10):
        monkeypatch.setattr(timezone, "now", lambda minutes=minutes: began + timedelta(minutes=minutes))
        assert client.get("/audit/").status_code == 200
    monkeypatch.setattr(timezone, "now", lambda: began + timedelta(hours=12, minutes=5))
    assert client.get("/audit/").status_code == 302


def test_sign_ins_refusals_and_sign_outs_are_on_record(client, person):
    person("director")
    sign_in(client, "director", "wrong")
    sign_in(client, "nobody of that name", "wrong")
    sign_in(client, "director")
    client.post("/sign-out/")
    seen = list(AuditEvent.objects.order_by("number").values_list("who", "action"))
    assert seen == [
        ("director", "sign-in refused"),
        ("unknown", "sign-in refused"),
        ("director", "signed in"),
        ("director", "signed out"),
    ]


def test_there_is_no_way_to_sign_up(client, db):
    for address in ("/sign-up/", "/signup/", "/accounts/signup/", "/password/reset/"):
        assert client.get(address).status_code == 404
    assert "sign up" not in client.get(reverse("account_login")).content.decode().lower()


def test_pages_forbid_keeping_framing_and_foreign_content(client, db):
    headers = client.get("/sign-in/").headers
    assert headers["Cache-Control"] == "no-store"
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["X-Content-Type-Options"] == "nosniff"
    policy = headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "script-src 'self'" in policy
