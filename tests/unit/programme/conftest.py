"""How the tests of a programme simulate it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from foothold.programme.draws import Chance, Distribution, Shape
from foothold.programme.network import Programme
from foothold.programme.simulation import Assumptions, Simulation
from foothold.programme.status import Status


@pytest.fixture
def simulate() -> Callable[..., Simulation]:
    """Simulate a programme; triangular unless another shape is given."""

    def run(
        network: Programme, *, iterations: int = 1, seed: int = 1, status: Status | None = None, **assumed: Any
    ) -> Simulation:
        assumptions = Assumptions(**{"shape": Shape(Distribution.TRIANGULAR), **assumed})
        return Simulation(network, Chance(seed, iterations), assumptions, status)

    return run
