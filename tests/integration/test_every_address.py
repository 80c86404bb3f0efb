"""Every address has a permission, sends strangers to sign in, and answers each role as its class says."""

import pytest
from django.urls import URLPattern, URLResolver, get_resolver

from foothold_web.accounts.roles import PERMISSIONS, ROLES
from foothold_web.audit.models import AuditEvent
from foothold_web.routing import PUBLIC
from page_texts import iso_days

OPEN_TO_ANYBODY = {"account_login", "account_logout", "account_inactive"}
PARTS = {
    "indicator": "AL01",
    "check": "DQ24",
    "monitor": "quick-turns",
    "drawing": "course",
    "stock": "unallocated",
    "definition": "effective",
    "load": "0" * 16,
    "report": "2020-06-30",
    "earlier": "2020-02-20",
    "later": "2020-06-30",
    "form": "html",
    "team": "T-N-SG1",
    "upload": "0" * 32,
    "entry": "1",
    "register": "decisions",
    "gate": "1",
    "forecast": "0" * 64,
}


def patterns(resolver=None):
    for entry in (resolver or get_resolver()).url_patterns:
        if isinstance(entry, URLResolver):
            yield from patterns(entry)
        else:
            yield entry


def address_of(pattern: URLPattern) -> str:
    route = str(pattern.pattern)
    for name in pattern.pattern.converters:
        start = route.index("<")
        route = route[:start] + PARTS[name] + route[route.index(">") + 1 :]
    return "/" + route


GUARDED = [pattern for pattern in patterns() if pattern.name not in OPEN_TO_ANYBODY]
by_name = pytest.mark.parametrize("pattern", GUARDED, ids=lambda pattern: pattern.name)


def test_every_address_says_which_permission_opens_it():
    for pattern in patterns():
        permission = getattr(pattern.callback, "permission", None)
        allowed = {PUBLIC} if pattern.name in OPEN_TO_ANYBODY else PERMISSIONS
        assert permission in allowed, f"{pattern.name} is open without a permission"


@by_name
@pytest.mark.parametrize("method", ["get", "post"])
def test_a_stranger_is_sent_to_sign_in(client, db, pattern, method):
    address = address_of(pattern)
    answer = getattr(client, method)(address)
    assert answer.status_code == 302
    assert answer.headers["Location"] == f"/sign-in/?next={address}"


@by_name
@pytest.mark.parametrize("role", ROLES)
def test_a_role_opens_what_its_class_says_and_nothing_else(signed_in, pattern, role):
    client = signed_in(role)
    answer = client.get(address_of(pattern))
    permitted = pattern.callback.permission in ROLES[role].permissions
    assert (answer.status_code != 403) == permitted
    assert answer.status_code < 500
    event = AuditEvent.objects.first()
    assert (event.who, event.action) == (role, pattern.name)
    assert answer.headers["Cache-Control"] == "no-store"
    if answer.headers["Content-Type"].startswith("text/html"):
        assert iso_days(answer.content.decode()) == []
