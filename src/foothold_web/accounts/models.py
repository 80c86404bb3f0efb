"""People and the dated roles they hold."""

from __future__ import annotations

from datetime import date

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.db.models import F, Q

from foothold_web.accounts.roles import ROLES, Role


class User(AbstractUser):
    """Somebody who signs in. What they may see comes from their memberships, never from staff or superuser flags."""

    def __str__(self) -> str:
        return self.get_full_name() or self.username


class Membership(models.Model):
    """A role that a person holds in one council, and for one-team roles in one team, from one day to another."""

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="memberships")
    authority = models.CharField(max_length=9)
    team = models.CharField(max_length=64, blank=True, help_text="Team identifier; blank means every team.")
    role = models.CharField(max_length=32, choices=[(role.id, role.title) for role in ROLES.values()])
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)

    class Meta:
        constraints = (
            models.CheckConstraint(condition=Q(role__in=sorted(ROLES)), name="membership_role_is_known"),
            models.CheckConstraint(
                condition=Q(valid_to=None) | Q(valid_to__gt=F("valid_from")), name="membership_ends_after_it_begins"
            ),
            # Without a team, a one-team role would open every team.
            models.CheckConstraint(
                condition=~Q(role__in=sorted(role.id for role in ROLES.values() if role.one_team)) | ~Q(team=""),
                name="membership_of_one_team_names_it",
            ),
        )

    def __str__(self) -> str:
        return f"{self.user}: {self.kind.title}"

    @staticmethod
    def holds_on(day: date) -> Q:
        """The condition for memberships begun by that day and not ended by it; `valid_to` is the first day without."""
        return (Q(valid_to=None) | Q(valid_to__gt=day)) & Q(valid_from__lte=day)

    @property
    def kind(self) -> type[Role]:
        """The role's class."""
        return ROLES[self.role]
