"""The cast: one person a role, and a home folder with keys into which the small council has been loaded."""

from datetime import date

import pytest

from foothold import reports, warehouse
from foothold_web import home, setting_up
from foothold_web.accounts.models import Membership, User
from foothold_web.accounts.roles import ROLES
from foothold_web.cases import identities
from foothold_web.reporting import published
from small_council import COUNCIL, EARLIER, NEWEST, SAFEGUARDING, write_extract

DRAFT = """---
title: Commissioners' report
authors: The commissioners
as_at: {day}
programme_start: 2019-10-14
---

## Overview

On the day {{{{ind:AL01}}}} cases had no social worker.
"""


@pytest.fixture(scope="session")
def council(tmp_path_factory, django_db_setup, django_db_blocker):
    """A home with two loads, their names kept apart, figures, charts and two reports: all through the real doors."""
    from django.test import override_settings

    folder = tmp_path_factory.mktemp("council")
    home.prepare(folder)
    with django_db_blocker.unblock(), override_settings(FOOTHOLD_HOME=folder):
        for day in (EARLIER, NEWEST):
            extract = write_extract(tmp_path_factory.mktemp("handed-over"), day)
            warehouse.load(folder, extract, authority=COUNCIL, as_at=day, keep_identities=identities.keep)
            build_report(folder, tmp_path_factory.mktemp("draft"), day)
        setting_up.refresh(folder, COUNCIL, lambda _: None)
    return folder


def build_report(folder, drafts, day):
    """A report of one sentence, in both forms."""
    draft = drafts / "draft.md"
    draft.write_text(DRAFT.format(day=day))
    built = reports.build(str(draft), home=folder, authority=COUNCIL, as_at=day)
    for kind in published.KINDS:
        reports.write(built, published.path_of(folder, COUNCIL, day, kind))


@pytest.fixture(autouse=True)
def folder(council, settings, db):
    """The home folder every page reads; audit checkpoints of other tests are gone."""
    settings.FOOTHOLD_HOME = council
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    (council / "audit" / "checkpoints.jsonl").unlink(missing_ok=True)
    return council


@pytest.fixture
def person(db):
    """Make somebody who holds a role today."""

    def make(role, *, name=None, authority=COUNCIL, team=None, valid_from=date(2019, 1, 1), valid_to=None):
        user, new = User.objects.get_or_create(username=name or role, defaults={"first_name": ROLES[role].title})
        if new:
            user.set_password("one fine day in autumn")
            user.save()
        team = SAFEGUARDING if team is None and ROLES[role].one_team else team or ""
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
