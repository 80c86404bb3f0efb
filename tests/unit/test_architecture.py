"""The layers hold, and the check that says so would notice if they did not."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ("foothold", "foothold_web")


def contracts_hold(root: Path) -> subprocess.CompletedProcess[str]:
    """Run import-linter on the packages under `root`/src, whatever else is installed."""
    script = "\n".join(
        (
            f"import sys; sys.path.insert(0, {str(root / 'src')!r})",
            "from importlinter.cli import lint_imports_command",
            "lint_imports_command()",
        )
    )
    command = [sys.executable, "-c", script, "--no-cache"]
    return subprocess.run(command, cwd=root, capture_output=True, text=True, check=False)


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """The contract with one empty module for each layer and the packages around them."""
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    for package in PACKAGES:
        for module in (ROOT / "src" / package).rglob("*.py"):
            place = tmp_path / "src" / module.relative_to(ROOT / "src")
            place.parent.mkdir(parents=True, exist_ok=True)
            place.touch()
    return tmp_path


def test_the_contracts_hold() -> None:
    result = contracts_hold(ROOT)
    assert result.returncode == 0, result.stdout


def test_the_copy_with_nothing_in_it_is_clean(copy: Path) -> None:
    result = contracts_hold(copy)
    assert result.returncode == 0, result.stdout + result.stderr


@pytest.mark.parametrize(
    ("module", "violation"),
    [
        ("foothold/terms/errors.py", "import foothold.tables"),
        ("foothold/warehouse/__init__.py", "from foothold.indicators import CATALOGUE"),
        ("foothold/indicators/__init__.py", "import foothold_web"),
        ("foothold/cli/__init__.py", "def late() -> None:\n    import foothold.demo\n"),
        ("foothold/reports/__init__.py", "import django"),
        ("foothold/tables/schema.py", "from django.db import models"),
    ],
)
def test_a_planted_violation_is_caught(copy: Path, module: str, violation: str) -> None:
    (copy / "src" / module).write_text(violation + "\n", encoding="utf-8")
    result = contracts_hold(copy)
    assert result.returncode != 0
    assert "BROKEN" in result.stdout
