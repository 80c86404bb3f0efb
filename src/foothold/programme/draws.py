"""Random draws of a programme: durations, shared risks and the pause.

Every source of chance - a task, a workstream's common fate, a risk, one risk's impact on one task - has a random
stream of its own, derived from the seed and its name. So switching one risk off, or leaving a programme out, leaves
every other draw untouched: two forecasts differ by what was changed and by nothing else (common random numbers).

Formulas: PERT is a beta distribution with alpha = 1 + lambda (m - a) / (b - a) and beta = 1 + lambda (b - m) / (b - a);
correlated durations follow a Gaussian copula in factor form, z = sqrt(rb) G + sqrt(rw - rb) W + sqrt(1 - rw) e.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from enum import Enum

import numpy as np
from numpy.typing import NDArray
from scipy.special import betainc, ndtr

from foothold.programme.network import Correlation, Pause, Risk, Task, ThreePoint
from foothold.terms.errors import Refused

Times = NDArray[np.float64]  # working days, one a simulated programme

# The beta distribution is inverted by reading its distribution function backwards between these points of its range,
# close together at both ends. The error is below 1/50,000 of the range, far under the sampling error of ten thousand
# iterations, and it costs a fifth of SciPy's inverse.
_SHARES_OF_RANGE = (1 - np.cos(np.linspace(0.0, np.pi, 1025))) / 2


class Distribution(Enum):
    """The shape put through three points."""

    PERT = "pert"
    TRIANGULAR = "triangular"


@dataclass(frozen=True)
class Shape:
    """A distribution with PERT's weight of the most likely value (4 by custom)."""

    distribution: Distribution = Distribution.PERT
    weight: float = 4.0

    def quantile(self, points: ThreePoint, probability: Times) -> Times:
        """The durations below which the given shares of all draws lie."""
        if points.is_certain:
            return np.full_like(probability, points.low)
        if self.distribution is Distribution.TRIANGULAR:
            return _triangular_quantile(points, probability)
        alpha, beta = self._beta_parameters(points)
        below = betainc(alpha, beta, _SHARES_OF_RANGE)
        return points.low + (points.high - points.low) * np.interp(probability, below, _SHARES_OF_RANGE)

    def probability(self, points: ThreePoint, value: float) -> float:
        """The share of draws not above a duration."""
        if value <= points.low or points.is_certain:
            return 0.0
        if self.distribution is Distribution.TRIANGULAR:
            return _triangular_probability(points, value)
        alpha, beta = self._beta_parameters(points)
        return float(betainc(alpha, beta, (value - points.low) / (points.high - points.low)))

    def _beta_parameters(self, points: ThreePoint) -> tuple[float, float]:
        width = points.high - points.low
        return (
            1 + self.weight * (points.likely - points.low) / width,
            1 + self.weight * (points.high - points.likely) / width,
        )


def _triangular_quantile(points: ThreePoint, probability: Times) -> Times:
    low, likely, high = points.low, points.likely, points.high
    left = low + np.sqrt(probability * (high - low) * (likely - low))
    right = high - np.sqrt((1 - probability) * (high - low) * (high - likely))
    return np.where(probability < (likely - low) / (high - low), left, right)


def _triangular_probability(points: ThreePoint, value: float) -> float:
    low, likely, high = points.low, points.likely, points.high
    if value >= high:
        return 1.0
    if value <= likely:
        return (value - low) ** 2 / ((high - low) * (likely - low)) if likely > low else 0.0
    return 1 - (high - value) ** 2 / ((high - low) * (high - likely))


@dataclass(frozen=True)
class Chance:
    """The source of all random streams of one forecast."""

    seed: int
    iterations: int

    def stream(self, *name: str) -> np.random.Generator:
        """The random stream of one named source."""
        digest = hashlib.blake2b("\x1f".join(name).encode(), digest_size=8).digest()
        return np.random.default_rng([self.seed, int.from_bytes(digest, "big")])

    def scores(self, *name: str) -> Times:
        """Independent standard normal scores of one named source."""
        return self.stream(*name).standard_normal(self.iterations)

    def uniforms(self, *name: str) -> Times:
        """Independent uniform numbers of one named source."""
        return self.stream(*name).random(self.iterations)


class Durations:
    """Draws base durations task by task, correlated where a correlation is given."""

    def __init__(self, chance: Chance, shape: Shape, correlation: Correlation | None) -> None:
        self._chance, self._shape, self._correlation = chance, shape, correlation
        self._shared: dict[tuple[str, ...], Times] = {}

    def draw(self, task: Task) -> Times:
        """Durations of one task, in working days."""
        if task.duration.is_certain:
            return np.full(self._chance.iterations, task.duration.low)
        return self._shape.quantile(task.duration, ndtr(self._scores(task)))

    def draw_longer_than(self, task: Task, elapsed: float) -> Times:
        """Durations of a task that has already run for `elapsed` working days: drawn from what is left of its shape."""
        if elapsed >= task.duration.high and not (task.duration.is_certain and elapsed == task.duration.high):
            raise Refused(
                f"Task {task.id} has run for {elapsed:g} working days, at or beyond its pessimistic "
                f"{task.duration.high:g}. Give a new estimate."
            )
        passed = self._shape.probability(task.duration, elapsed)
        probability = passed + ndtr(self._scores(task)) * (1 - passed)
        return np.maximum(self._shape.quantile(task.duration, probability), elapsed)

    def _scores(self, task: Task) -> Times:
        own = self._chance.scores("task", task.id)
        if self._correlation is None:
            return own
        between, within = self._correlation.between, self._correlation.within
        everyone, workstream = self._factor("all"), self._factor("workstream", task.workstream)
        return np.sqrt(between) * everyone + np.sqrt(within - between) * workstream + np.sqrt(1 - within) * own

    def _factor(self, *name: str) -> Times:
        if name not in self._shared:
            self._shared[name] = self._chance.scores(*name)
        return self._shared[name]


def draw_impacts(risk: Risk, chance: Chance) -> dict[str, Times]:
    """For each task a risk names, the working days it adds: nothing where the risk does not occur."""
    occurs = chance.uniforms("risk", risk.id) < risk.probability
    return {
        task: np.where(occurs, _triangular(risk.impact, chance, "impact", risk.id, task), 0.0) for task in risk.tasks
    }


def draw_pause(pause: Pause, chance: Chance, now: float = 0.0) -> tuple[Times, Times]:
    """The start of the pause and its length (0 where it does not occur), in working days.

    A pause that has not begun by `now` can only begin later: its start is drawn from what is left of its shape, and its
    chance is what remains of it, p (1 - F) / (1 - p F), where F is the chance that it would have begun by now.
    """
    begun = _already(pause.start, now)
    probability = pause.probability * (1 - begun) / (1 - pause.probability * begun) if begun < 1 else 0.0
    occurs = chance.uniforms("pause", "occurs") < probability
    later = begun + chance.uniforms("pause", "start") * (1 - begun)
    start = np.maximum(Shape(Distribution.TRIANGULAR).quantile(pause.start, later), now)
    return start, np.where(occurs, _triangular(pause.length, chance, "pause", "length"), 0.0)


def draw_rest_of_pause(pause: Pause, chance: Chance, elapsed: float) -> Times:
    """How much longer a pause lasts that has lasted `elapsed` working days."""
    if elapsed >= pause.length.high:
        raise Refused(
            f"The pause has lasted {elapsed:g} working days, at or beyond its pessimistic {pause.length.high:g}. "
            "Give a new estimate."
        )
    passed = _already(pause.length, elapsed)
    later = passed + chance.uniforms("pause", "length") * (1 - passed)
    return np.maximum(Shape(Distribution.TRIANGULAR).quantile(pause.length, later) - elapsed, 0.0)


def _already(points: ThreePoint, value: float) -> float:
    """The share of draws not above a value; a certain value is above whatever is below it."""
    if points.is_certain:
        return float(points.low < value)
    return Shape(Distribution.TRIANGULAR).probability(points, value)


def _triangular(points: ThreePoint, chance: Chance, *name: str) -> Times:
    return Shape(Distribution.TRIANGULAR).quantile(points, chance.uniforms(*name))
