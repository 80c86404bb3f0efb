"""The conditions A to H of an embedded improvement, each judged from the record with its evidence in words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from foothold.embeddedness.control_chart import ControlChart
from foothold.embeddedness.record import Record, chart_of_newest, meets
from foothold.terms.numbers import counted
from foothold.terms.reporting_periods import long_date


@dataclass(frozen=True)
class Condition:
    """One condition; `met` is None where it is not known."""

    id: str
    name: str
    met: bool | None
    evidence: str


@dataclass(frozen=True)
class Practice:
    """What people recorded about practice and leadership; None where nobody has."""

    audit_moderated: bool | None = None
    leadership_stable: bool | None = None


def upper_bound_of_a_miss(clean_periods: int) -> float:
    """The 95 % Clopper-Pearson upper bound of the chance of a miss in one period, after none in so many."""
    return 1.0 if clean_periods == 0 else 1 - 0.05 ** (1 / clean_periods)


def improvement(record: Record, remark: str = "") -> Condition:
    """A: better than the baseline by more than chance, and still so."""
    run = record.run(record.newest)
    mean = record.chart.last.mean_col
    beyond = (
        "no limits: the baseline does not vary"
        if record.chart.last.lpl is None
        else f"{run.beyond_limits} beyond its limits"
    )
    side = "below" if record.direction == "decrease" else "above"
    evidence = f"run of {run.length} {side} the baseline mean {figure(mean)}, {beyond}{remark}"
    return Condition(
        "A", "special-cause improvement against the baseline", run.is_improvement(record.defaults), evidence
    )


def on_target(record: Record) -> Condition:
    """B: on target, period after period."""
    name = "on target, period after period"
    if record.target is None:
        return Condition("B", name, False, "no target is set")
    streak = record.periods_on_target(record.newest)
    windows = [record.defaults.periods_for_consolidating, record.defaults.periods_for_embedded]
    missed = [(periods, record.misses_in_window(periods)) for periods in windows]
    misses = "; ".join(f"{count} off target in the newest {periods}" for periods, count in missed if count is not None)
    evidence = f"{streak} consecutive newest periods on target ({record.defaults.periods_for_tentative} for tentative)"
    if record.series.so_far:
        evidence += f", the newest as it stood on {record.series.dates[-1]:%A} {long_date(record.series.dates[-1])}"
    return Condition(
        "B",
        name,
        streak >= record.defaults.periods_for_tentative,
        evidence + (f"; {misses}, {record.misses_allowed} allowed" if misses else ""),
    )


def capable(record: Record) -> Condition:
    """C: the process as it runs now would stay on target."""
    name = "capable of staying on target"
    segment = record.segment()
    if record.zero or (segment is not None and segment.last.lpl is None):
        streak = record.periods_on_target(record.newest)
        bound, greatest = upper_bound_of_a_miss(streak), record.defaults.greatest_chance_of_a_miss
        evidence = f"after {streak} clean periods a miss may still have a chance of up to {bound:.3f} a period"
        return Condition("C", name, bound <= greatest, f"{evidence}; at most {greatest:.2f} is asked")
    if segment is None:
        run = record.run(record.newest).length
        return Condition(
            "C", name, False, f"{run} points since the change; {record.defaults.fewest_points_for_limits} are needed"
        )
    last = segment.last
    evidence = f"limits now {figure(last.lpl)} to {figure(last.upl)}, target {figure(record.target)}"
    return Condition("C", name, segment.assurance == "consistent_pass", evidence)


def nothing_deteriorating(record: Record, balancing: Mapping[str, ControlChart | None]) -> tuple[Condition, bool]:
    """D, and whether the measure itself is deteriorating, which alone forbids every level above early.

    A balancing measure of which nothing is known, None, is named in the evidence and counts for nothing.
    """
    newest = record.defaults.newest_points_without_concern
    adverse = _adverse_signals(record)
    worse = [f"{name} is worse" for name, chart in balancing.items() if chart and _concerns(chart, newest)]
    known = sum(chart is not None for chart in balancing.values())
    checked = f"; {counted(known, 'balancing measure')} not worse" if balancing else "; no balancing measures given"
    if unknown := ", ".join(name for name, chart in balancing.items() if chart is None):
        checked += f"; not known: {unknown}"
    clean = f"no concern signal in the newest {newest} points, not two misses running{checked}"
    evidence = "; ".join(adverse + worse) or clean
    return Condition("D", "nothing deteriorating", not (adverse or worse), evidence), bool(adverse)


def _adverse_signals(record: Record) -> list[str]:
    newest = record.defaults.newest_points_without_concern
    signals = [f"{cause} in the newest {newest} points" for cause in _concerns(record.chart, newest)]
    segment = record.segment()
    if segment is not None and not signals:
        signals = [f"{cause} against the current level" for cause in _concerns(segment, newest)]
    if record.target is not None and record.newest > record.clock:
        last_two = (record.newest - 1, record.newest)
        held_before = any(record.is_on_target(i) for i in range(record.clock, record.newest - 1))
        if held_before and not any(record.is_on_target(i) for i in last_two):
            signals.append("two misses running")
    return signals


def _concerns(chart: ControlChart, newest: int) -> list[str]:
    """The concern signals among the newest points, each named once, oldest first."""
    causes = [p.special_cause_type for p in chart.points[-newest:] if p.point_type == "special_cause_concern"]
    return list(dict.fromkeys(causes))


def robust(record: Record, stress_chance: float | None) -> Condition:
    """F: an adverse shock survived on target, or a stress simulation that says it would be."""
    name = "robust under pressure"
    longest, peak = _longest_shock_on_target(record)
    asked = f"{record.defaults.periods_of_a_shock} periods at {record.defaults.pressure_of_a_shock:.2f}"
    if longest >= record.defaults.periods_of_a_shock:
        return Condition("F", name, True, f"{longest} periods on target under pressure of up to {peak:.2f}")
    if stress_chance is not None:
        met = stress_chance >= record.defaults.chance_in_a_stress_simulation
        evidence = f"stress-tested only: chance {stress_chance:.2f} of staying on target"
        return Condition("F", name, met, f"{evidence}; {record.defaults.chance_in_a_stress_simulation:.2f} is asked")
    if not record.series.pressure:
        return Condition(
            "F", name, False, f"untested: pressure is not known, and no stress simulation; {asked} are asked"
        )
    return Condition("F", name, False, f"untested: {longest} periods on target at that pressure; {asked} are asked")


def _longest_shock_on_target(record: Record) -> tuple[int, float]:
    """The longest stretch of high pressure, on target throughout, since the target has been held, and its peak."""
    longest, length, peak = 0, 0, 0.0
    for position in range(_held_since(record), record.newest + 1):
        pressure = record.series.pressure[position] if record.series.pressure else None
        under_pressure = pressure is not None and pressure >= record.defaults.pressure_of_a_shock
        length = length + 1 if under_pressure and record.is_on_target(position) else 0
        if pressure is not None and length:
            longest, peak = max(longest, length), max(peak, pressure)
    return longest, peak


def _held_since(record: Record) -> int:
    """The first period of the stretch, to the newest, that missed the target no more often than allowed."""
    first, misses = record.newest + 1, 0
    for position in range(record.newest, record.clock - 1, -1):
        misses += not record.is_on_target(position)
        if misses > record.misses_allowed:
            break
        first = position if record.is_on_target(position) else first
    return first


def broad(record: Record, floor: float | None, is_an_authority: bool) -> Condition:
    """G: no team is left behind. A bare series without teams has none to leave behind."""
    name = "every team above its floor"
    if not record.series.teams:
        met = None if is_an_authority else True
        return Condition("G", name, met, "not known: no figures by team" if is_an_authority else "no teams given")
    if record.target is None and floor is None:
        return Condition("G", name, None, "not known: no target or floor to hold teams to")
    below = [team for team in record.series.teams if _is_below_floor(record, team, floor)]
    teams = len(record.series.teams)
    evidence = f"below the floor: {', '.join(below)}" if below else f"{teams} of {teams} teams above the floor"
    return Condition("G", name, not below, evidence)


def _is_below_floor(record: Record, team: str, floor: float | None) -> bool:
    """Below a stated floor now, or bound to miss the target by the team's own limits.

    A team without measurable limits is judged by its newest value, and so is a count that is to be nought.
    """
    values = record.series.teams[team]
    known = [value for value in values if value is not None]
    if not known:
        return False
    if floor is not None:
        return not meets(known[-1], floor, record.direction)
    if record.zero:  # limits that hold the weeks before the fall lie above nought whatever the team does now
        return not meets(known[-1], record.target, record.direction)
    length = min(len(values) - record.start, record.defaults.periods_for_embedded)
    chart = (
        chart_of_newest(record.series.dates, values, length, record.target, record.direction) if length > 0 else None
    )
    if chart is None or chart.last.lpl is None:
        return not meets(known[-1], record.target, record.direction)
    return chart.assurance == "consistent_fail"


def practice_and_leadership(practice: Practice) -> Condition:
    """H: what figures cannot show. Nobody having recorded it is not the same as its being bad, and not enough."""
    name = "practice audit moderated, leadership stable"
    facts = {"practice audit moderated": practice.audit_moderated, "leadership stable": practice.leadership_stable}
    said = {True: "yes", False: "no", None: "not known"}
    evidence = "; ".join(f"{fact}: {said[answer]}" for fact, answer in facts.items())
    met = False if False in facts.values() else None if None in facts.values() else True
    return Condition("H", name, met, evidence)


def figure(value: float | None) -> str:
    """A number as evidence shows it: whole if it is whole, else to one decimal place."""
    if value is None:
        return "not known"
    return f"{value:,.0f}" if float(value).is_integer() else f"{value:,.1f}"
