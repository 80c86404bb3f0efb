"""From modules that were checked to rows of the warehouse, whatever file they came in."""

from __future__ import annotations

from collections.abc import Mapping

from foothold.returns.checking import check_rows
from foothold.returns.editions import Coded, tell_other_years, translators
from foothold.returns.mapping import Laid, write_records
from foothold.returns.profile import Content, Reading
from foothold.returns.sheet import Checked, Sheet
from foothold.returns.ssda903.mapping import RECORDS, SHOWN_WHILE_OPEN, WORKED_OUT
from foothold.returns.ssda903.modules import PACKAGE, modules
from foothold.returns.ssda903.plausible import across
from foothold.returns.writing import write_set_aside_keys
from foothold.tables import TABLES

_CODES = translators(PACKAGE)

TABLE_OF = {  # the table that problems with a module name
    module: next(
        r.table for r in RECORDS if r.source in (module, *(name for name, of, _ in WORKED_OUT if of == module))
    )
    for module in modules()
}


def check_module(module: str, sheet: Sheet, reading: Reading) -> Checked:
    """Convert the rows of a module and set aside those that break a rule."""
    return check_rows(
        reading.connection,
        sheet,
        modules()[module],
        table=TABLE_OF[module],
        log=reading.log,
        codes=_CODES,
        across=across(module),
    )


def lay_out(checked: Mapping[str, Checked], files: Mapping[str, str], reading: Reading) -> Content:
    """Write the tables of the modules that there are; `files` names the file of each for messages."""
    parts = [Coded(files[module], TABLE_OF[module], modules()[module], part) for module, part in checked.items()]
    tell_other_years(reading.connection, PACKAGE, parts, reading.log, year=None)
    content = Content(
        sum(part.rows_in for part in checked.values()), sum(part.rows_set_aside for part in checked.values())
    )
    write_records(RECORDS, _sources(checked, reading), reading, content)
    _say_what_absence_means(checked, reading, content)
    return content


def _sources(checked: Mapping[str, Checked], reading: Reading) -> dict[str, Laid]:
    """The modules, laid out with a blank for every column that a file lacks, and what is worked out from them."""
    sources: dict[str, Laid] = {}
    for module, part in checked.items():
        blanks = "".join(
            f', null::{field.type.sql} as "{field.name}"' for field in modules()[module] if field.name in part.absent
        )
        reading.connection.execute(f"create view module_{module} as select *{blanks} from {part.relation}")
        sources[module] = Laid(f"module_{module}", frozenset(part.absent))
    for name, of, query in WORKED_OUT:
        if of in sources:
            reading.connection.execute(f"create table worked_{name} as {query.format(sources[of].relation)}")
            sources[name] = Laid(f"worked_{name}", sources[of].absent)
    return sources


def _say_what_absence_means(checked: Mapping[str, Checked], reading: Reading, content: Content) -> None:
    """What is open and missing has gone, unless a row about the child was set aside."""
    for module, rows in SHOWN_WHILE_OPEN:
        if module in checked:
            content.shown_while_open.append(rows)
            if checked[module].rows_set_aside:
                table, aside = TABLES[rows.table], checked[module].aside
                write_set_aside_keys(reading.connection, reading.folder, table, aside, {"person_id": "CHILD"})
