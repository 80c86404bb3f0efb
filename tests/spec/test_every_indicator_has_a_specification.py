"""The catalogue and its specifications belong together."""

from pathlib import Path

from foothold.indicators import CATALOGUE

FOLDER = Path(__file__).parent


def test_every_indicator_is_specified_by_tables_that_were_drawn():
    asked = "\n".join(file.read_text(encoding="utf-8") for file in FOLDER.glob("test_*.py"))
    unspecified = [name for name in (one.name for one in CATALOGUE.values()) if f'spec("{name}"' not in asked]
    assert unspecified == [], "add tests/spec/test_<name>.py that draws its boundary days"
