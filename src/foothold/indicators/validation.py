"""What an indicator's SQL must hold to: known tables and columns, and a subset every engine shares."""

from __future__ import annotations

from sqlglot import exp

from foothold.definitions.front_matter import DefinitionError
from foothold.definitions.portable import check_names, check_needs, check_portable, parsed
from foothold.indicators.definition import STANDARD_COLUMNS, Indicator
from foothold.indicators.engines import INPUTS
from foothold.indicators.populations import POPULATIONS


def check(indicator: Indicator) -> None:
    """Raise DefinitionError, naming the indicator, when its SQL or what it says it needs does not hold."""
    file = f"{indicator.name}.sql"
    check_needs(indicator.needs, file)
    for name in indicator.populations:
        check_portable(parsed(POPULATIONS[name].sql, f"populations/{name}.sql"), f"populations/{name}.sql")
    select = parsed(indicator.select, file)
    check_portable(select, file)
    _check_columns(indicator, select, file)
    check_names(indicator.sql, file, INPUTS, POPULATIONS)


def _check_columns(indicator: Indicator, select: exp.Query, file: str) -> None:
    given = [column for column in select.named_selects if column != "scope"]
    wanted = {*STANDARD_COLUMNS, *indicator.slices}
    for column in sorted(wanted - set(given)):
        raise DefinitionError(f"{file}: the SELECT returns no column '{column}'.")
    for column in sorted(set(given) - wanted):
        raise DefinitionError(f"{file}: the SELECT returns '{column}', which is neither a standard column nor a slice.")
