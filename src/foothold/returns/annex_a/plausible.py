"""What the cells of a row of Annex A must be to each other, as data: events have happened, and birth fits them."""

from __future__ import annotations

from datetime import date

from foothold.returns.annex_a.lists import AnnexList
from foothold.returns.engine import named
from foothold.returns.sheet import Across
from foothold.tables import ColumnType

_EXPECTED_WITHIN = 300  # days: a child can be referred, assessed and planned for this long before its birth
_BORN_FIRST = frozenset({8, 10})  # lists of what can only happen to a child who has been born


def across(annex_list: AnnexList) -> tuple[Across, ...]:
    """The rules of a list over several of its fields; none where it has no date that its rows are known by."""
    dates = [field.name for field in annex_list.fields if field.key and field.type is ColumnType.DATE]
    if not dates:
        return ()
    event = dates[0]
    rules = [Across("date-future", event, (event,), f"{named(event)} > date '{date.today().isoformat()}'")]
    if any(field.name == "dob" for field in annex_list.fields):
        days = 0 if annex_list.number in _BORN_FIRST else _EXPECTED_WITHIN
        rules.append(Across("dob-after", "dob", ("dob", event), f"dob > {named(event)} + {days}"))
        rules.append(Across("age-differs", "age", ("age", "dob", event), _age_differs(named(event))))
    return tuple(rules)


def _age_differs(event: str) -> str:
    """An age is of the day of the extract, which is after the event and within a year of the list's latest one."""
    latest = f"(select max({event}) from {{rows}})"
    return f"(age < {_age('dob', event)} or age > {_age('dob', latest)} + 1)"


def _age(born: str, day: str) -> str:
    """SQL: years completed by a day, none before birth."""
    had_birthday = f"(month({day}), day({day})) >= (month({born}), day({born}))"
    return f"greatest(year({day}) - year({born}) - case when {had_birthday} then 0 else 1 end, 0)"
