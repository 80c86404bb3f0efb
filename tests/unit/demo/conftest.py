from collections.abc import Iterator

import pytest

from foothold.demo.extract import Extracts, Sheet
from foothold.demo.returns import sheets, simulate

SEED = 2018


@pytest.fixture(scope="session")
def simulated():
    return simulate(SEED)


@pytest.fixture(scope="session")
def all_sheets(simulated) -> list[Sheet]:
    return sheets(simulated, SEED)


@pytest.fixture(scope="session")
def extracts(all_sheets) -> Iterator[Extracts]:
    made = Extracts(all_sheets)
    yield made
    made.close()
