"""Every runtime dependency is used, and has its reason in a decision."""

import re
import tomllib

import pytest
from tools import docs

ROOT = docs.ROOT
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
EXTRAS = [name for extra in PROJECT["optional-dependencies"].values() for name in extra]
REQUIRED = [re.split(r"[\[<>=]", requirement)[0] for requirement in (*PROJECT["dependencies"], *EXTRAS)]
DECISIONS = "\n".join(path.read_text(encoding="utf-8") for path in (ROOT / "docs/adr").glob("*.md"))
SOURCE = "\n".join(path.read_text(encoding="utf-8") for path in (ROOT / "src").rglob("*.py"))
MODULES = {
    "django-allauth": "allauth",
    "django-csp": "csp",
    "markdown-it-py": "markdown_it",
    "psycopg": "dj_database_url",  # chosen by an address: Django imports it
    "pyyaml": "yaml",
    "vl-convert-python": "vl_convert",
}


@pytest.mark.parametrize("name", REQUIRED)
def test_a_dependency_has_its_reason_in_a_decision(name: str) -> None:
    spelling = re.escape(name).replace(r"\-", "[- ]")
    short = re.escape(name.removesuffix("-python"))
    assert re.search(rf"\*\*(?:{spelling}|{short})[^*]*\*\*", DECISIONS, flags=re.IGNORECASE), name


@pytest.mark.parametrize("name", REQUIRED)
def test_a_dependency_is_used(name: str) -> None:
    module = MODULES.get(name, name.replace("-", "_"))
    used = re.search(rf"^\s*(?:import|from) {module}\b|[\"']{module}\.", SOURCE, flags=re.MULTILINE)
    assert used is not None


def test_the_licence_of_every_installed_package_is_listed() -> None:
    locks = "\n".join(
        (ROOT / "requirements" / f"{name}.txt").read_text(encoding="utf-8") for name in ("base", "postgres", "spark")
    )
    locked = set(re.findall(r"^([a-z0-9][\w.-]*)==", locks, flags=re.MULTILINE))
    listed = re.findall(
        r"^\| ([\w.-]+) \| \S", (ROOT / "THIRD-PARTY-LICENCES.md").read_text(encoding="utf-8"), flags=re.MULTILINE
    )
    assert len(listed) == len(set(listed))
    assert locked <= set(listed)
