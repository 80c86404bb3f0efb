"""Each security property names a test, and the test exists."""

import ast
import re

import pytest
from tools import docs

ROWS = [
    [cell.strip() for cell in line.strip().strip("|").split("|")]
    for line in (docs.ROOT / "docs/explanation/security-properties.md").read_text(encoding="utf-8").splitlines()
    if line.startswith("|") and not line.startswith(("| Property", "| ---"))
]


def test_there_are_properties() -> None:
    assert len(ROWS) > 20
    assert all(len(row) == 3 for row in ROWS)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row[0][:60])
def test_a_property_names_a_test_that_exists(row: list[str]) -> None:
    named = re.findall(r"`(tests/[\w/]+\.py)::(\w+)`", row[2])
    assert named
    for path, function in named:
        tree = ast.parse((docs.ROOT / path).read_text(encoding="utf-8"))
        assert function in {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}, path
