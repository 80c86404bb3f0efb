"""People, roles, and which children each may see."""

from django.apps import AppConfig


class Accounts(AppConfig):
    """Accounts."""

    name = "foothold_web.accounts"

    def ready(self) -> None:
        """Listen to sign-ins."""
        from foothold_web.accounts import sign_in  # noqa: F401 - importing it connects the signals
