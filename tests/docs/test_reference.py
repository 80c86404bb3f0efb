"""Everything that can be used is in the reference, and the reference is fresh."""

import re
from pathlib import Path

import pytest
from tools import docs
from typer.main import get_command

from foothold.cli import build_app
from foothold.indicators import CATALOGUE
from foothold.returns import PROFILES
from foothold.tables import TABLES
from foothold_web.accounts.roles import PERMISSIONS, ROLES

REFERENCE = docs.ROOT / docs.REFERENCE


def page(name: str) -> str:
    return (REFERENCE / name).read_text(encoding="utf-8")


@pytest.mark.parametrize("path", docs.PAGES, ids=str)
def test_the_reference_is_fresh(path: Path) -> None:
    current = (docs.ROOT / path).read_text(encoding="utf-8")
    assert current == docs.PAGES[path](), f"{path} is stale: run {docs.COMMAND}"


def test_every_table_and_column_is_in_the_reference() -> None:
    text = page("tables.md")
    for table in TABLES.values():
        _, _, section = text.partition(f"\n## {table.name}\n")
        section = section.partition("\n## ")[0]
        assert [c.name for c in table.columns] == re.findall(r"^\| `(\w+)` \|", section, flags=re.MULTILINE)


def test_every_indicator_is_in_the_reference() -> None:
    text = page("indicators.md")
    for indicator in CATALOGUE.values():
        assert f"## {indicator.id} {indicator.title}" in text
        assert indicator.hash[:12] in text


def test_every_command_and_option_is_in_the_reference() -> None:
    text = page("commands.md")
    for path, command in docs.commands(get_command(build_app())):
        _, _, section = text.partition(f"\n## {path}\n")
        section = section.partition("\n## ")[0]
        for parameter in command.params:
            if parameter.param_type_name == "option" and parameter.name != "help" and not parameter.hidden:
                assert parameter.opts[0] in section, f"{path} {parameter.opts[0]}"


def test_every_command_and_option_says_what_it_does() -> None:
    for path, command in docs.commands(get_command(build_app())):
        assert command.help, path
        for parameter in command.params:
            assert getattr(parameter, "help", None), f"{path}: {parameter.name}"


def test_every_format_is_in_the_reference() -> None:
    assert all(f"| `{name}` |" in page("formats.md") for name in PROFILES)


def test_every_role_and_permission_is_in_the_reference() -> None:
    text = page("roles.md")
    assert all(f"## {role.title}\n\n`{role.id}`" in text for role in ROLES.values())
    assert all(permission in text for permission in PERMISSIONS)


def test_no_reference_page_is_left_over() -> None:
    assert {path.name for path in REFERENCE.iterdir()} == {p.name for p in docs.PAGES if p.parent == docs.REFERENCE}
