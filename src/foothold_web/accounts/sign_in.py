"""Every sign-in, sign-out and failed attempt is an audit event."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed
from django.dispatch import receiver
from django.http import HttpRequest

from foothold_web.accounts.models import User
from foothold_web.audit.record import record


@receiver(user_logged_in)
def _signed_in(sender: Any, request: HttpRequest, user: User, **_: Any) -> None:
    record(who=user.username, action="signed in")


@receiver(user_logged_out)
def _signed_out(sender: Any, request: HttpRequest, user: User | None, **_: Any) -> None:
    if user is not None:
        record(who=user.username, action="signed out")


@receiver(user_login_failed)
def _refused(sender: Any, credentials: dict[str, Any], **_: Any) -> None:
    # People type passwords into the user-name box; only names that exist are kept.
    name = str(credentials.get("username", ""))
    known = User.objects.filter(username=name).exists()
    record(who=name if known else "unknown", action="sign-in refused")
