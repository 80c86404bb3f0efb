"""The reference is written from the code, the same on any machine, and a stale page is named."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from tools import docs

ROOT = Path(docs.__file__).parent.parent


@pytest.fixture
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the pages that the tool reads, away from the repository."""
    (tmp_path / "README.md").write_text((ROOT / "README.md").read_text(encoding="utf-8"), encoding="utf-8")
    (tmp_path / "pyproject.toml").write_text((ROOT / "pyproject.toml").read_text(encoding="utf-8"), encoding="utf-8")
    monkeypatch.setattr(docs, "ROOT", tmp_path)
    return tmp_path


def test_a_cell_cannot_break_its_table() -> None:
    assert docs.table(("A", "B"), [("x|y", "two\nlines")]).splitlines()[-1] == "| x\\|y | two lines |"


def test_every_page_says_how_it_was_made(elsewhere: Path) -> None:
    for path in docs.write_pages(elsewhere):
        if path.parent == docs.REFERENCE:
            text = (elsewhere / path).read_text(encoding="utf-8")
            assert text.startswith(docs.GENERATED)
            assert docs.COMMAND in text


def test_a_fresh_page_is_not_written_again(elsewhere: Path) -> None:
    assert docs.write_pages(elsewhere)
    assert docs.write_pages(elsewhere) == []


def test_check_names_the_stale_page_and_changes_nothing(elsewhere: Path, capsys: pytest.CaptureFixture[str]) -> None:
    docs.write_pages(elsewhere)
    page = elsewhere / docs.REFERENCE / "tables.md"
    page.write_text("out of date", encoding="utf-8")
    assert docs.main(["--check"]) == 1
    assert "tables.md" in capsys.readouterr().err
    assert page.read_text(encoding="utf-8") == "out of date"


def test_check_names_a_page_that_is_missing(elsewhere: Path) -> None:
    docs.write_pages(elsewhere)
    (elsewhere / docs.REFERENCE / "roles.md").unlink()
    assert docs.stale(elsewhere) == [docs.REFERENCE / "roles.md"]


def test_check_is_content_when_all_is_fresh(elsewhere: Path) -> None:
    docs.write_pages(elsewhere)
    assert docs.main(["--check"]) == 0


def test_only_what_lies_between_the_markers_is_written(elsewhere: Path) -> None:
    before = (elsewhere / "README.md").read_text(encoding="utf-8")
    docs.write_pages(elsewhere)
    after = (elsewhere / "README.md").read_text(encoding="utf-8")
    assert before.partition(docs.LAYERS_START)[0] == after.partition(docs.LAYERS_START)[0]
    assert before.partition(docs.LAYERS_END)[2] == after.partition(docs.LAYERS_END)[2]


def test_a_readme_without_markers_is_refused(elsewhere: Path) -> None:
    (elsewhere / "README.md").write_text("# Foothold\n", encoding="utf-8")
    with pytest.raises(SystemExit, match="layers:start"):
        docs.readme()


def test_the_diagram_leads_down_only() -> None:
    stack = docs.layers()
    height = {name: level for level, layer in enumerate(stack) for name in layer}
    assert stack[0] == ["foothold.terms"]
    assert stack[-1] == ["foothold_web"]
    arrows = [line.split() for line in docs.layers_diagram().splitlines() if "-->" in line]
    places = {docs._node(name): name for name in height}
    assert arrows
    assert all(height[places[above]] == height[places[below]] + 1 for above, _, below in arrows)


def test_pages_do_not_depend_on_the_machine(tmp_path: Path) -> None:
    """Another time zone, locale, home, terminal width and hash seed give the same bytes."""
    script = "import sys; from tools import docs; sys.stdout.write(''.join(write() for write in docs.PAGES.values()))"
    plain = {key: value for key, value in os.environ.items() if key in ("PATH", "PYTHONPATH", "JAVA_HOME")}
    one = {**plain, "PYTHONHASHSEED": "1", "TZ": "UTC", "COLUMNS": "40", "HOME": str(tmp_path)}
    other = {**plain, "PYTHONHASHSEED": "2", "TZ": "Asia/Tokyo", "COLUMNS": "200", "FOOTHOLD_HOME": str(tmp_path)}
    first, second = (
        subprocess.run([sys.executable, "-c", script], cwd=ROOT, env=env, capture_output=True, check=True).stdout
        for env in (one, other)
    )
    assert first == second
    assert str(tmp_path).encode() not in first
