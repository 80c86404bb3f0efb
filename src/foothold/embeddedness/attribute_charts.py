"""Charts for counts and shares, and run charts: P, P', U, U', C, I, I', G, T and run.

The arithmetic is that of the R package qicharts2 0.8.1: Laney's correction for P' and U', and for every chart the
Anhoej rules, which ask whether the longest run is too long or the median crossed too seldom.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby, pairwise

import numpy as np
from numpy.typing import NDArray

from foothold.embeddedness.control_chart import FEWEST_VALUES
from foothold.embeddedness.rules import ON_THE_MEAN, SCREEN, mean_moving_ranges, mean_of_known
from foothold.terms.errors import Refused

Numbers = NDArray[np.float64]
WEIGHTED_SCREEN = 3.2665  # the screen of the I' chart, which its source gives to one more place
SIGMA_OF_MOVING_RANGE = 1.128
POWER = 3.6  # the power that makes times between rare events look normal
NEEDS_DENOMINATOR = frozenset({"p", "pp", "u", "up"})


@dataclass(frozen=True)
class AttributeOptions:
    """Which chart, and from which points its limits come: those up to `freeze`, or of each part after `part`."""

    chart: str
    freeze: int | None = None
    part: tuple[int, ...] = ()
    screened: bool = False


@dataclass(frozen=True)
class Limits:
    """The centre line and limits of some points; the warning limits lie at two sigma instead of three."""

    y: Numbers
    cl: Numbers
    lcl: Numbers
    ucl: Numbers
    lcl_95: Numbers
    ucl_95: Numbers


@dataclass(frozen=True)
class Runs:
    """What the run rules say of some points; None where every point lies on the centre line."""

    signal: bool
    observed: int
    useful: int
    longest: int | None = None
    longest_allowed: int | None = None
    crossings: int | None = None
    fewest_crossings: int | None = None


@dataclass(frozen=True)
class AttributePoint:
    """One period of a chart; None stands for what is not available."""

    x: str
    y: float | None
    n: float | None
    part: int
    cl: float | None
    lcl: float | None
    ucl: float | None
    lcl_95: float | None
    ucl_95: float | None
    sigma_signal: bool
    runs: Runs


@dataclass(frozen=True)
class Counts:
    """The points of one part: numerators, denominators (nothing where there are none), and which set the limits."""

    numerators: Numbers
    denominators: Numbers | None
    baseline: NDArray[np.bool_]
    screened: bool

    @property
    def y(self) -> Numbers:
        """What is plotted: the share or rate, or the numerator where there is no denominator."""
        if self.denominators is None:
            return self.numerators
        known = np.isfinite(self.numerators) & (self.denominators > 0)
        return np.divide(self.numerators, self.denominators, out=np.full(len(known), np.nan), where=known)

    @property
    def n(self) -> Numbers:
        """The weight of each point: its denominator, or one for every value there is."""
        return np.isfinite(self.numerators).astype(float) if self.denominators is None else self.denominators

    def overall(self) -> float:
        """All numerators over all denominators, of the points that set the limits."""
        known = self.baseline & np.isfinite(self.y)
        total = float(self.n[known].sum())
        return float(self.numerators[known].sum()) / total if total else math.nan

    def moving_range(self, values: Numbers, screen: float = SCREEN) -> float:
        """The mean moving range of values; those far above it are left out once if that is asked for."""
        return float(mean_moving_ranges(values[np.newaxis], self.screened, screen)[0])


def attribute_chart(
    xs: Sequence[str],
    numerators: Sequence[float | None],
    denominators: Sequence[float | None] | None,
    options: AttributeOptions,
    name: str = "",
) -> tuple[AttributePoint, ...]:
    """Chart counts in order of `xs`, which are numbers or dates. `name` says which series a refusal is about."""
    series = f"Series {name!r}" if name else "The series"
    order = sorted(range(len(xs)), key=lambda i: _place(xs[i], series))
    labels = [xs[i] for i in order]
    counts = _array(numerators, order)
    weights = None if denominators is None else _array(denominators, order)
    _refuse_unusable(labels, counts, weights, options, series)
    if weights is not None:
        known = np.isfinite(counts) & np.isfinite(weights)
        counts, weights = np.where(known, counts, np.nan), np.where(known, weights, 0.0)
    freeze = math.inf if options.freeze is None or options.part else options.freeze
    points: list[AttributePoint] = []
    edges = sorted({0, *(edge for edge in options.part if 0 <= edge < len(labels)), len(labels)})
    for part, (first, end) in enumerate(pairwise(edges), start=1):
        inside = slice(first, end)
        baseline = np.arange(first + 1, end + 1) <= freeze
        of_part = Counts(counts[inside], None if weights is None else weights[inside], baseline, options.screened)
        # I' weighs every value, with one where there is no denominator; the others weigh nothing then.
        weighted = of_part.n if options.chart == "ip" else of_part.denominators
        points += _points(labels[inside], weighted, part, CHARTS[options.chart](of_part))
    return tuple(points)


def _place(x: str, series: str) -> float:
    """Where a label stands among the others: numbers by size, dates by day."""
    try:
        return float(x)
    except ValueError:
        pass
    try:
        return float(date.fromisoformat(x).toordinal())
    except ValueError:
        raise Refused(f"{series}: x must be numbers or dates, written as 2020-02-17.") from None


def _array(values: Sequence[float | None], order: Sequence[int]) -> Numbers:
    return np.array([math.nan if values[i] is None else values[i] for i in order], dtype=float)


def _refuse_unusable(
    labels: Sequence[str], counts: Numbers, weights: Numbers | None, options: AttributeOptions, series: str
) -> None:
    if options.chart not in CHARTS:
        raise Refused(f"{series}: {options.chart!r} is no chart. There are xmr, {', '.join(CHARTS)}.")
    if weights is None and options.chart in NEEDS_DENOMINATOR:
        raise Refused(f"{series}: a {options.chart} chart needs denominators, in the column den.")
    if (known := int(np.isfinite(counts).sum())) < FEWEST_VALUES:
        raise Refused(f"{series} is too short: {known} values, and a chart needs at least {FEWEST_VALUES}.")
    if repeated := [label for label, after in pairwise(labels) if label == after]:
        raise Refused(f"{series} has {repeated[0]} twice. Keep one row for each.")
    if options.chart == "t" and bool((counts <= 0).any()):
        raise Refused(f"{series}: a t chart is of times between events, which are above zero.")


def _points(labels: Sequence[str], weighted: Numbers | None, part: int, limits: Limits) -> list[AttributePoint]:
    runs = _runs(limits)
    outside = (limits.y > limits.ucl) | (limits.y < limits.lcl)
    weights = np.full(len(labels), math.nan) if weighted is None else weighted
    columns = [
        [float(value) if np.isfinite(value) else None for value in values]
        for values in (limits.y, weights, limits.cl, limits.lcl, limits.ucl, limits.lcl_95, limits.ucl_95)
    ]
    y, n, cl, lcl, ucl, lcl_95, ucl_95 = columns
    return [
        AttributePoint(x, y[i], n[i], part, cl[i], lcl[i], ucl[i], lcl_95[i], ucl_95[i], bool(outside[i]), runs)
        for i, x in enumerate(labels)
    ]


def _runs(limits: Limits) -> Runs:
    """The Anhoej rules: a run longer, or crossings fewer, than so many points would show by chance."""
    distance = limits.y - limits.cl
    near = np.abs(distance) <= ON_THE_MEAN * np.maximum(1.0, np.abs(limits.cl))
    sides = [int(side) for side in np.sign(distance[np.isfinite(distance) & ~near])]
    if not sides:
        return Runs(False, len(limits.y), 0)
    lengths = [len(list(run)) for _, run in groupby(sides)]
    longest, allowed = max(lengths), round(math.log2(len(sides))) + 3
    crossings, fewest = len(lengths) - 1, _fewest_crossings(len(sides))
    signal = longest > allowed or crossings < fewest
    return Runs(signal, len(limits.y), len(sides), longest, allowed, crossings, fewest)


def _fewest_crossings(useful: int) -> int:
    """The 5 % quantile of the crossings of so many points, each crossing being as likely as not."""
    trials, total = useful - 1, 0
    for crossings in range(trials + 1):
        total += math.comb(trials, crossings)
        if total * 20 >= 2**trials:
            return crossings
    return trials


def _around(y: Numbers, centre: float, sigma: Numbers, low: float = -math.inf, high: float = math.inf) -> Limits:
    """Limits at three sigma and warning limits at two, cut where values cannot be."""

    def limit(sigmas: int) -> Numbers:
        values = centre + sigmas * sigma
        return np.where(np.isfinite(values), np.clip(values, low, high), np.nan)

    return Limits(y, np.full(len(y), centre), limit(-3), limit(3), limit(-2), limit(2))


def _over_root(value: float, n: Numbers) -> Numbers:
    """The square root of a variance over each denominator; nothing where there is none."""
    return np.sqrt(np.divide(value, n, out=np.full(len(n), np.nan), where=n > 0))


def _p(counts: Counts, laney: bool = False) -> Limits:
    centre = counts.overall()
    return _share(counts, centre, _over_root(centre * (1 - centre), counts.n), laney, 1.0)


def _u(counts: Counts, laney: bool = False) -> Limits:
    centre = counts.overall()
    return _share(counts, centre, _over_root(centre, counts.n), laney, math.inf)


def _share(counts: Counts, centre: float, sigma: Numbers, laney: bool, high: float) -> Limits:
    if laney:
        standardised = np.divide(counts.y - centre, sigma, out=np.full(len(sigma), np.nan), where=sigma > 0)
        sigma = sigma * counts.moving_range(standardised[counts.baseline]) / SIGMA_OF_MOVING_RANGE
    return _around(counts.y, centre, sigma, 0.0, high)


def _c(counts: Counts) -> Limits:
    centre = mean_of_known(counts.numerators[counts.baseline])
    return _around(counts.numerators, centre, np.full(len(counts.y), math.sqrt(centre)), 0.0)


def _i(counts: Counts) -> Limits:
    return _individuals(counts, counts.y)


def _individuals(counts: Counts, y: Numbers) -> Limits:
    base = y[counts.baseline]
    return _around(y, mean_of_known(base), np.full(len(y), counts.moving_range(base) / SIGMA_OF_MOVING_RANGE))


def _ip(counts: Counts) -> Limits:
    """Individuals weighted by their denominators."""
    one_each = _over_root(1.0, counts.n)
    moves = math.sqrt(math.pi / 2) * np.abs(np.diff(counts.y)) / np.hypot(one_each[1:], one_each[:-1])
    mean = mean_of_known(moves)
    spread = mean_of_known(moves[moves < WEIGHTED_SCREEN * mean]) if counts.screened else mean
    known = counts.baseline & np.isfinite(counts.y) & (counts.n > 0)
    total = float(counts.n[known].sum())
    centre = float((counts.y[known] * counts.n[known]).sum()) / total if total else math.nan
    return _around(counts.y, centre, spread * one_each)


def _g(counts: Counts) -> Limits:
    """Units between events, geometric; the centre line is the median because the mean lies above most values."""
    base = counts.y[counts.baseline]
    mean = mean_of_known(base)
    limits = _around(counts.y, mean, np.full(len(counts.y), math.sqrt(mean * (mean + 1))), 0.0)
    return Limits(limits.y, _median_line(counts), limits.lcl, limits.ucl, limits.lcl_95, limits.ucl_95)


def _t(counts: Counts) -> Limits:
    """Time between events: an individuals chart of a power of it, turned back. A lower limit below nought is nought."""
    bent = _individuals(counts, counts.y ** (1 / POWER))
    cl, lcl, ucl, lcl_95, ucl_95 = (
        np.where(line >= 0, np.maximum(line, 0.0) ** POWER, np.nan)
        for line in (bent.cl, bent.lcl, bent.ucl, bent.lcl_95, bent.ucl_95)
    )
    return Limits(counts.y, cl, np.nan_to_num(lcl), ucl, lcl_95, ucl_95)


def _run(counts: Counts) -> Limits:
    nothing = np.full(len(counts.y), np.nan)
    return Limits(counts.y, _median_line(counts), nothing, nothing, nothing, nothing)


def _median_line(counts: Counts) -> Numbers:
    base = counts.y[counts.baseline]
    known = base[np.isfinite(base)]
    return np.full(len(counts.y), np.median(known) if known.size else np.nan)


CHARTS: dict[str, Callable[[Counts], Limits]] = {
    "p": _p,
    "pp": lambda counts: _p(counts, laney=True),
    "u": _u,
    "up": lambda counts: _u(counts, laney=True),
    "c": _c,
    "i": _i,
    "ip": _ip,
    "g": _g,
    "t": _t,
    "run": _run,
}
