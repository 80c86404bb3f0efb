"""Making a home folder ready to serve: keys, database, and what pages show of the newest load."""

from __future__ import annotations

import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from foothold_web import home as home_folder

Say = Callable[[str], None]


def use(home: Path) -> None:
    """Point Django at a home folder, making its keys first; must come before anything that imports a model."""
    import django

    home = home.absolute()
    home.mkdir(parents=True, exist_ok=True)
    home_folder.prepare(home)
    os.environ["FOOTHOLD_HOME"] = str(home)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "foothold_web.settings")
    django.setup()


def has_database(home: Path) -> bool:
    """Whether a home has a database to write to: one of its own, or one named by DATABASE_URL."""
    return bool(os.environ.get("DATABASE_URL")) or (home / home_folder.DATABASE).exists()


def migrate() -> None:
    """Bring the database to this version's form."""
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    call_command("createcachetable", verbosity=0)


def refresh(home: Path, authority: str, say: Say) -> bool:
    """Compute the stored figures and draw the pages' charts, unless they rest on the newest load already."""
    from foothold.checks import store_results
    from foothold.indicators import store_figures, stored
    from foothold_web.programme import account
    from foothold_web.reporting import pictures

    account.kept(home, authority)
    # Neither needs the other, and each leaves a core idle.
    with ThreadPoolExecutor(1) as beside:
        checked = beside.submit(store_results, home, authority)
        store_figures(home, authority, say)
        checked.result()
    if pictures.rests_on(home, authority, stored(home, authority)):
        return False
    pictures.draw(home, authority, say)
    return True
