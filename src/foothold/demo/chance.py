"""Seeded randomness: one independent stream for each part of the demonstration, and fast single draws."""

from __future__ import annotations

from collections.abc import Sequence
from math import exp, log
from typing import TypeVar

import numpy as np

T = TypeVar("T")
_BLOCK = 1 << 14


def stream(seed: int, part: str) -> np.random.Generator:
    """The stream of one part, so that changing one part leaves the chances of the others as they were."""
    return np.random.default_rng([seed, *part.encode()])


class Draws:
    """Single draws, taken from a stream in blocks because a day loop needs hundreds of thousands of them."""

    def __init__(self, seed: int, part: str) -> None:
        self._stream = stream(seed, part)
        self._uniform: list[float] = []
        self._normal: list[float] = []

    def uniform(self) -> float:
        """A number from 0 up to 1."""
        if not self._uniform:
            self._uniform = self._stream.random(_BLOCK).tolist()
        return self._uniform.pop()

    def normal(self) -> float:
        """A standard normal number."""
        if not self._normal:
            self._normal = self._stream.standard_normal(_BLOCK).tolist()
        return self._normal.pop()

    def happens(self, probability: float) -> bool:
        """Whether something of that probability happens."""
        return self.uniform() < probability

    def whole(self, low: int, high: int) -> int:
        """A whole number from `low` to `high`, both included."""
        return low + int(self.uniform() * (high - low + 1))

    def one_of(self, options: Sequence[T]) -> T:
        """One of the options, each as likely."""
        return options[int(self.uniform() * len(options))]

    def patience(self, mean: float) -> float:
        """An exponential number: many short waits and a few long ones."""
        return -mean * log(1 - self.uniform())

    def spread(self, median: float, sigma: float) -> float:
        """A lognormal number around its median."""
        return median * exp(sigma * self.normal())
