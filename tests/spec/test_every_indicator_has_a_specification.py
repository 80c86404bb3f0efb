"""The catalogue and its specifications belong together."""

import re
from pathlib import Path

from foothold.indicators import CATALOGUE

FOLDER = Path(__file__).parent


def test_every_indicator_is_specified_by_tables_that_were_drawn():
    asked = "\n".join(file.read_text(encoding="utf-8") for file in FOLDER.glob("test_*.py"))
    specified = set(re.findall(r'spec\(\s*"(\w+)"', asked))
    unspecified = [one.name for one in CATALOGUE.values() if one.name not in specified]
    assert unspecified == [], "add tests/spec/test_<name>.py that draws its boundary days"
