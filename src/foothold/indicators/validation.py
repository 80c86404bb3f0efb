"""What an indicator's SQL must hold to: known tables and columns, and a subset every engine shares."""

from __future__ import annotations

from functools import cache

from sqlglot import exp

from foothold.definitions.front_matter import DefinitionError
from foothold.definitions.portable import check_names, check_needs, check_portable, parsed
from foothold.indicators.definition import STANDARD_COLUMNS, Indicator
from foothold.indicators.engines import INPUTS
from foothold.indicators.populations import POPULATIONS, populations_used


def check(indicator: Indicator) -> None:
    """Raise DefinitionError, naming the indicator, when its SQL or what it says it needs does not hold."""
    file = f"{indicator.name}.sql"
    check_needs(indicator.needs, file)
    select = parsed(indicator.select, file)
    check_portable(select, file)
    _check_columns(indicator, select, file)
    beside = {**INPUTS, **{name: _columns_of(name) for name in indicator.populations}}
    check_names(indicator.select, file, beside)


@cache
def _columns_of(population: str) -> dict[str, str]:
    """The columns of a shared population, checked when a definition first stands on it; types do not matter."""
    file, sql = f"populations/{population}.sql", POPULATIONS[population].sql
    check_portable(parsed(sql, file), file)
    beside = {**INPUTS, **{name: _columns_of(name) for name in populations_used(sql)}}
    return dict.fromkeys(check_names(sql, file, beside), "VARCHAR")


def _check_columns(indicator: Indicator, select: exp.Query, file: str) -> None:
    given = [column for column in select.named_selects if column != "scope"]
    wanted = {*STANDARD_COLUMNS, *indicator.slices}
    for column in sorted(wanted - set(given)):
        raise DefinitionError(f"{file}: the SELECT returns no column '{column}'.")
    for column in sorted(set(given) - wanted):
        raise DefinitionError(f"{file}: the SELECT returns '{column}', which is neither a standard column nor a slice.")
