"""The cast: one person a role, a home folder with keys, and a council."""

from datetime import date

import pytest

from foothold_web import home
from foothold_web.accounts.models import Membership, User
from foothold_web.accounts.roles import ROLES

COUNCIL = "E99000001"
TEAM = "T-N-SG1"


@pytest.fixture(autouse=True)
def folder(tmp_path, settings):
    """An empty home folder with its keys."""
    home.prepare(tmp_path)
    settings.FOOTHOLD_HOME = tmp_path
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    return tmp_path


@pytest.fixture
def person(db):
    """Make somebody who holds a role today."""

    def make(role, *, authority=COUNCIL, team=None, valid_from=date(2019, 1, 1), valid_to=None):
        user, new = User.objects.get_or_create(username=role, defaults={"first_name": ROLES[role].title})
        if new:
            user.set_password("one fine day in autumn")
            user.save()
        team = TEAM if team is None and ROLES[role].one_team else team or ""
        Membership.objects.create(
            user=user, role=role, authority=authority, team=team, valid_from=valid_from, valid_to=valid_to
        )
        return user

    return make


@pytest.fixture
def signed_in(client, person):
    """A browser in which the holder of a role has signed in."""

    def sign_in(role, **membership):
        client.force_login(person(role, **membership))
        return client

    return sign_in
