"""Commands about what a series shows: `foothold spc` and `foothold embeddedness`."""

from __future__ import annotations

import typer


def register(app: typer.Typer) -> None:
    """Add the commands to the command line."""
