"""Commands that show indicators, their values and the cases behind them."""

from __future__ import annotations

import typer


def register(app: typer.Typer) -> None:
    """Add `indicators` and `cases` to the command line."""
    app.add_typer(typer.Typer(no_args_is_help=True, help="Indicators, their definitions and values."), name="indicators")
