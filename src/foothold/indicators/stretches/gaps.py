"""Populations of which one row holds at a time, with a row of nulls for the days on which none does.

Joined by key and day, such a population gives one row for each key it knows and every day, as a left join would.
"""

from __future__ import annotations

from functools import cache

from sqlglot import exp

from foothold.indicators.populations import POPULATIONS
from foothold.indicators.stretches.shapes import ALWAYS, NEVER_ENDS, parsed

KEY, SINCE, UNTIL = "key__", "since__", "until__"


@cache
def with_gaps(population: str) -> str:
    """A SELECT of the population's columns, and of the key and the stretch of every row, that of no row among them."""
    key, since, until = POPULATIONS[population].one_at_a_time or ("", "", "")
    select = parsed(POPULATIONS[population].sql)
    columns = select.named_selects if isinstance(select, exp.Query) else []
    nulls = ", ".join(f"null as {name}" for name in columns)
    return f"""select {key} as {KEY}, {since} as {SINCE}, {until} as {UNTIL}, {", ".join(columns)}
from {population}
where {since} < {until}
union all
select {key}, date '{ALWAYS}', min({since}), {nulls}
from {population}
where {since} < {until}
group by {key}
""" + (
        f"""union all
select {KEY}, {SINCE}, {UNTIL}, {nulls}
from (
    select {key} as {KEY}, {until} as {SINCE},
        coalesce(lead({since}) over (partition by {key} order by {since}), date '{NEVER_ENDS}') as {UNTIL}
    from {population}
    where {since} < {until}
) as breaks
where {SINCE} < {UNTIL}"""
        if POPULATIONS[population].has_breaks
        else ""
    )
