"""The one rule for who may see what: which council, which teams, how closely.

Every read of rows about children takes a Scope, and asks it before it asks the warehouse.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.core.exceptions import PermissionDenied

from foothold_web import home
from foothold_web.accounts.models import Membership, User
from foothold_web.accounts.roles import Role, Tier

SYNTHETIC = "E99"  # how the codes of councils that do not exist begin


class OutOfScope(PermissionDenied):
    """Asked for children that are not this person's to see."""


@dataclass(frozen=True)
class Scope:
    """What one person may see in the role they are acting in."""

    username: str
    role: type[Role]
    authority: str
    team: str | None  # None: every team of the council

    def may(self, permission: str) -> bool:
        """Whether the role carries the permission."""
        return permission in self.role.permissions

    @property
    def sees_children(self) -> bool:
        """Whether rows about single children are open at all, under pseudonyms or not."""
        return self.role.tier >= Tier.PSEUDONYMS

    @property
    def sees_identities(self) -> bool:
        """Whether a child may be shown by the council's identifier and name."""
        return self.role.tier >= Tier.IDENTIFIABLE

    def covers(self, team: str | None) -> bool:
        """Whether children of that team are within scope; children without a team are their council's alone."""
        return self.sees_children and (self.team is None or self.team == team)

    def team_to_read(self, asked: str | None) -> str | None:
        """The team whose children are read when `asked` was asked for; OutOfScope where that is not allowed.

        None is every team, a blank name the children of whom no team is known.
        """
        if not self.sees_children:
            raise OutOfScope(f"The role {self.role.title} sees figures, not the cases behind them.")
        if self.team is None:
            return asked
        if asked in (None, self.team):
            return self.team
        raise OutOfScope("These cases belong to another team. Ask its manager or the assistant director.")

    def child(self, identifier: str | None) -> str | None:
        """How a child's or a record's identifier is shown: as it is, or as this person's own pseudonym."""
        if identifier is None or self.sees_identities:
            return identifier
        return pseudonym(identifier, recipient=self.username)


def pseudonym(identifier: str, *, recipient: str) -> str:
    """A name for a record that only this installation can compute and that differs from one recipient to another."""
    key = hmac.digest(home.key(settings.FOOTHOLD_HOME, "pseudonyms"), recipient.encode(), "sha256")
    digest = hmac.digest(key, identifier.encode(), hashlib.sha256)
    return "P-" + base64.b32encode(digest)[:10].decode()


def scope_of(user: User, on: date) -> Scope | None:
    """The scope of the person's newest role that holds on that day; None when they hold none.

    One role at a time: two roles never add up to more than either of them opens.
    """
    membership = Membership.objects.filter(Membership.holds_on(on), user=user).order_by("-valid_from", "-id").first()
    if membership is None:
        return None
    return Scope(user.username, membership.kind, membership.authority, membership.team or None)
