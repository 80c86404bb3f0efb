"""Reports that were built for a council, as files in its folder."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path

from django.conf import settings
from django.http import Http404

from foothold import reports
from foothold.reports import BuiltReport
from foothold_web.accounts.scope import Scope

NAME = "commissioners-report"
KINDS = {"html": "text/html; charset=utf-8", "pdf": "application/pdf"}


@dataclass(frozen=True)
class Edition:
    """A built report by its date, with the files it can be kept as."""

    as_at: date
    report: BuiltReport
    files: dict[str, Path]

    @property
    def key(self) -> str:
        """How addresses name it."""
        return self.as_at.isoformat()


def path_of(home: Path, authority: str, as_at: date, kind: str) -> Path:
    """Where a report of a council lies."""
    return home / "reports" / authority / f"{NAME}-{as_at.isoformat()}.{kind}"


def editions(scope: Scope) -> list[Edition]:
    """The council's reports, the newest first."""
    return [_edition(scope.authority, as_at) for as_at in days(scope.authority)]


def days(authority: str) -> list[date]:
    """The days of a council's reports, the newest first."""
    folder = settings.FOOTHOLD_HOME / "reports" / authority
    names = (path.stem for path in folder.glob(f"{NAME}-*.html"))
    return sorted((date.fromisoformat(name.removeprefix(f"{NAME}-")) for name in names), reverse=True)


def edition(scope: Scope, as_at: str) -> Edition:
    """The council's report of a date."""
    for found in editions(scope):
        if found.key == as_at:
            return found
    raise Http404("no report of that date in scope")


def _edition(authority: str, as_at: date) -> Edition:
    files = {kind: path_of(settings.FOOTHOLD_HOME, authority, as_at, kind) for kind in KINDS}
    page = files["html"]
    return Edition(as_at, _read(page, page.stat().st_mtime_ns), {k: file for k, file in files.items() if file.exists()})


@lru_cache(maxsize=16)
def _read(path: Path, written: int) -> BuiltReport:
    return reports.read(path)
