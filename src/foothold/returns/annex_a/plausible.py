"""What the cells of a row of Annex A must be to each other, as data: events have happened, and birth fits them."""

from __future__ import annotations

from datetime import date

from foothold.returns.active_text import active_text
from foothold.returns.annex_a.lists import AnnexList
from foothold.returns.engine import named
from foothold.returns.sheet import Across
from foothold.returns.spoilt import cell_errors, spoilt_identifiers
from foothold.tables import ColumnType

_EXPECTED_WITHIN = 300  # days: a child can be referred, assessed and planned for this long before its birth
_BORN_FIRST = frozenset({8, 10})  # lists of what can only happen to a child who has been born
_OLDEST = 25  # years: the age at which a local authority's duties to a care leaver end


def across(annex_list: AnnexList) -> tuple[Across, ...]:
    """The rules of a list over its rows."""
    known_by = annex_list.fields[0].name
    rules = [Across(rule, known_by, (known_by,), spoilt) for rule, spoilt in spoilt_identifiers(known_by).items()]
    counts = [field.name for field in annex_list.fields if field.type is ColumnType.INTEGER]
    rules += [Across("count-negative", count, (count,), f"{named(count)} < 0") for count in counts if count != "age"]
    dates = [field.name for field in annex_list.fields if field.key and field.type is ColumnType.DATE]
    about_time = _about_time(annex_list, dates[0] if dates else "")
    return (*rules, *about_time, *cell_errors(annex_list.fields[1:]), *active_text(annex_list.fields))


def _about_time(annex_list: AnnexList, event: str) -> list[Across]:
    """What dates and age must be to the day by which rows are known; nothing where there is no such day."""
    if not event:
        return []
    rules = [Across("date-future", event, (event,), f"{named(event)} > date '{date.today().isoformat()}'")]
    if any(field.name == "dob" for field in annex_list.fields):
        days = 0 if annex_list.number in _BORN_FIRST else _EXPECTED_WITHIN
        rules.append(Across("dob-after", "dob", ("dob", event), f"dob > {named(event)} + {days}"))
        rules.append(Across("age-differs", "age", ("age", "dob", event), _age_differs(named(event))))
        rules.append(Across("birth-unlikely", "dob", ("dob", event), f"{_age('dob', named(event))} > {_OLDEST}"))
    return rules


def _age_differs(event: str) -> str:
    """An age is of the day of the extract, which is after the event and within a year of the list's latest one."""
    latest = f"(select max({event}) from {{rows}})"
    return f"(age < {_age('dob', event)} or age > {_age('dob', latest)} + 1)"


def _age(born: str, day: str) -> str:
    """SQL: years completed by a day, none before birth."""
    had_birthday = f"(month({day}), day({day})) >= (month({born}), day({born}))"
    return f"greatest(year({day}) - year({born}) - case when {had_birthday} then 0 else 1 end, 0)"
