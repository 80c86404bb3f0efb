"""What each level of embeddedness asks for: editable data in `defaults.json`, with its source and date."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from functools import cache
from importlib.resources import files
from typing import Any, Literal

from foothold.terms.errors import Refused

Every = Literal["week", "month"]


@dataclass(frozen=True)
class LevelDefaults:
    """The thresholds of the conditions. Periods are weeks or months; chances are shares of one."""

    fewest_baseline_points: int
    oldest_newest_point: int  # periods between the newest point and the date asked about
    least_complete: float  # share of periods with a value
    run_for_improvement: int
    short_run_for_improvement: int
    beyond_limits_in_short_run: int
    periods_for_tentative: int
    periods_for_consolidating: int
    periods_for_embedded: int
    misses_allowed: int  # in the windows for consolidating and embedded; none where the target is zero
    greatest_chance_of_a_miss: float  # a period, 95 % upper bound
    fewest_points_for_limits: int
    newest_points_without_concern: int
    pressure_of_a_shock: float  # demand over capacity, each against its base
    periods_of_a_shock: int
    chance_in_a_stress_simulation: float

    def overridden(self, given: Mapping[str, Any]) -> LevelDefaults:
        """These thresholds with some of them set otherwise; a name that is none of them is refused."""
        names = {field.name: field.type for field in fields(self)}
        if unknown := sorted(set(given) - set(names)):
            raise Refused(f"Options: {unknown[0]!r} is not an option. Thresholds are {', '.join(sorted(names))}.")
        for name, value in given.items():
            if isinstance(value, bool) or not isinstance(value, int if names[name] == "int" else (int, float)):
                raise Refused(f"Options: {name} must be {'a whole number' if names[name] == 'int' else 'a number'}.")
        return replace(self, **given)


@cache
def level_defaults(every: Every) -> LevelDefaults:
    """The packaged thresholds for a weekly or a monthly series."""
    document = json.loads(files("foothold.embeddedness").joinpath("defaults.json").read_text(encoding="utf-8"))
    return LevelDefaults(**{field.name: document[every][field.name] for field in fields(LevelDefaults)})
