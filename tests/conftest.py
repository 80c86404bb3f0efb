"""How tests are dealt out when several processes run them, and what is drawn for those that draw."""

import os
from pathlib import Path

import pytest
from hypothesis import settings

# The gate draws the same every time. To look further: HYPOTHESIS_PROFILE=default pytest tests/generative
settings.register_profile("same", derandomize=True)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "same"))

TESTS = Path(__file__).parent
# Each of these stands on one home that takes long to make, so one process has them all.
SHARING_A_HOME = ("acceptance", "browser", "integration")


@pytest.hookimpl(tryfirst=True)  # before the groups are read
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Keep together the tests of a folder that shares a home, and otherwise those of a file, for their fixtures."""
    for item in items:
        place = item.path.relative_to(TESTS)
        group = place.parts[0] if place.parts[0] in SHARING_A_HOME else str(place)
        item.add_marker(pytest.mark.xdist_group(group))
