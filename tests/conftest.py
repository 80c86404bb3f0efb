"""How tests are dealt out when several processes run them."""

from pathlib import Path

import pytest

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
