"""Convert a sheet by declared types and set aside every row that breaks a rule: the same for all text formats."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from foothold.returns.conversion import INVALID_RULES, cleaned, converted
from foothold.returns.delimited import TOTALS
from foothold.returns.doubts import tell_doubts
from foothold.returns.engine import named, quoted
from foothold.returns.headings import Headings
from foothold.returns.problems import RULES, SHOWN_PER_RULE, ProblemLog
from foothold.returns.sheet import Across, Checked, Field, Quirks, Sheet
from foothold.tables import ColumnType

if TYPE_CHECKING:
    import duckdb

Codes = Mapping[str, Callable[[str], str | None]]  # code set -> what brings a value to its code

_FEW = 12  # texts of a column that stand in the statement itself, which is quicker to plan than a look into a table


def check_headings(file: str, headings: Headings, fields: Sequence[Field], *, table: str, log: ProblemLog) -> None:
    """Refuse when columns that a row cannot do without are missing (all named at once) or claimed twice."""
    for heading in headings.twice:
        log.refuse("column-duplicate", file=file, row=headings.row + 1, column=heading)
    absent = [field for field in fields if field.name not in headings.places]
    missing = [field.spellings[0] for field in absent if field.key or field.required]
    others = [field.spellings[0] for field in absent if not (field.key or field.required)]
    if others:
        log.add("column-absent", file=file, table=table, columns=", ".join(others))
    if missing:
        log.refuse("column-missing", file=file, column=missing[0], columns=", ".join(missing))
    for heading in headings.unknown:
        log.add("column-unknown", file=file, column=heading.strip()[:80], table=table)


def check_rows(
    connection: duckdb.DuckDBPyConnection,
    sheet: Sheet,
    fields: Sequence[Field],
    *,
    table: str,
    log: ProblemLog,
    codes: Codes | None = None,
    across: Sequence[Across] = (),
) -> Checked:
    """Convert every row, and tell and set aside those that break a rule. `table` is the one that problems name."""
    return _RowCheck(connection, sheet, fields, table, log, codes or {}, across).run()


def set_rows_aside(
    connection: duckdb.DuckDBPyConnection,
    file: str,
    headings: Headings,
    fields: Sequence[Field],
    checked: Checked,
    rows_and_rules: str,
) -> None:
    """Keep what may be kept of rows not taken, given by `_row` and `rule`: every cell but names, addresses and the
    like. `fields` are those the sheet has."""
    kept = [field for field in fields if not field.identity]
    cells = ", ".join(
        f"{quoted(headings.cells[headings.places[field.name]].strip())}, {named(field.name)}" for field in kept
    )
    connection.execute(
        f"insert into set_aside select {quoted(file)}, texts._row, broken.rule, "
        f"json_object({cells})::varchar from {checked.texts} as texts join ({rows_and_rules}) as broken using (_row)"
    )
    keys = ", ".join(named(field.name) for field in fields if field.key)
    connection.execute(
        f"insert into {checked.aside} select {keys} from {checked.relation} "
        f"where _row in (select _row from ({rows_and_rules}))"
    )


@dataclass(frozen=True)
class _Found:
    """Typed rows: how many, and as bits which fields are missing, invalid or of an unknown code in any of them."""

    rows: int
    missing: int
    invalid: int
    unknown: int


class _RowCheck:
    """One sheet on its way from text to typed rows. Rows are looked at one by one only when a count gives cause."""

    def __init__(
        self,
        connection: duckdb.DuckDBPyConnection,
        sheet: Sheet,
        fields: Sequence[Field],
        table: str,
        log: ProblemLog,
        codes: Codes,
        across: Sequence[Across],
    ) -> None:
        self.connection = connection
        self.sheet = sheet
        self.table = table
        self.log = log
        self.codes = codes
        self.across = across
        self.fields = [field for field in fields if field.name in sheet.headings.places]
        self.absent = tuple(field.name for field in fields if field.name not in sheet.headings.places)
        self.texts = f"{sheet.relation}_texts"
        self.typed = f"{sheet.relation}_typed"
        self.aside = f"{sheet.relation}_aside"
        self.few_codes: dict[str, dict[str, str]] = {}  # field -> text -> code, of fields that hold few

    def run(self) -> Checked:
        read, last = self._rows(f"select count(*), max({self.sheet.row}) from {self.sheet.relation}")[0]
        self._lay_out_texts()
        if not read:
            return self._none()
        self._look_up_codes()
        self._convert()
        found = self._find()
        self._tell_blank(read - found.rows)
        totals = self._set_totals_aside() if found.missing & self._bits_of_keys() else 0
        found = self._find() if totals else found
        self._note_stripped()
        self._tell_doubts(found.rows, last or 0)
        good = self._without_inconsistent(self._without_broken(found)) if found.rows else self.typed
        good = self._without_duplicates(good) if found.rows else good
        kept = found.rows if good == self.typed else self._count(good)
        aside = totals + len(self.sheet.ragged)
        self._add_ragged_keys()
        return Checked(good, found.rows + aside, found.rows - kept + aside, self.absent, self.texts, self.aside)

    def _none(self) -> Checked:
        """A sheet of which no row could be laid out, if it has any."""
        keys = ", ".join(f"{named(field.name)} {field.type.sql}" for field in self.fields if field.key)
        values = ", ".join(f"{named(field.name)} {field.type.sql}" for field in self.fields)
        self.connection.execute(f"create table {self.typed} (_row bigint, {values})")
        self.connection.execute(f"create table {self.aside} ({keys})")
        self.connection.execute(f"create table {self.texts}_codes (field varchar, text varchar, code varchar)")
        self._tell_doubts(0, 0)
        self._add_ragged_keys()
        ragged = len(self.sheet.ragged)
        return Checked(self.typed, ragged, ragged, self.absent, self.texts, self.aside)

    def _find(self) -> _Found:
        """How many typed rows there are, and which fields are at fault in any of them."""
        query = f"select count(*), bit_or(_missing), bit_or(_invalid), bit_or(_unknown) from {self.typed}"
        return _Found(*(found or 0 for found in self._rows(query)[0]))

    def _tell_blank(self, blank: int) -> None:
        if blank:
            self.log.add("blank-row", file=self.sheet.file, table=self.table, count=blank)

    def _tell_doubts(self, rows: int, last: int) -> None:
        dates = [field.name for field in self.fields if field.type is ColumnType.DATE] if rows else []
        ends = {last, rows + len(self.sheet.ragged)}
        tell_doubts(self.connection, self.sheet.file, self.typed, dates, ends=ends, table=self.table, log=self.log)

    # conversion ------------------------------------------------------------------------------------------------------

    def _cell(self, field: Field) -> str:
        return f"c{self.sheet.headings.places[field.name]}"

    def _cleaned(self, field: Field) -> str:
        return cleaned(self._cell(field), self.sheet.quirks, identifier=field.identifier)

    def _lay_out_texts(self) -> None:
        cells = ", ".join(f"{self._cleaned(field)} as {named(field.name)}" for field in self.fields)
        self.connection.execute(
            f"create view {self.texts} as select {self.sheet.row} as _row, {cells} from {self.sheet.relation}"
        )

    def _convert(self) -> None:
        """One pass: typed values, and as bits which fields are invalid, missing or hold an unknown code."""
        values = ", ".join(f"{self._value(field)} as {named('v_' + field.name)}" for field in self.fields)
        typed = ", ".join(f"{named('v_' + field.name)} as {named(field.name)}" for field in self.fields)
        not_blank = " or ".join(f"{named(field.name)} is not null" for field in self.fields)
        coded = [field for field in self.fields if _may_be_blanked(field)]
        checked = [field for field in self.fields if field not in coded]
        needed = [field for field in self.fields if field.key or field.required]
        self.connection.execute(
            f"create table {self.typed} as select _row, {self._bits(checked, _fails)} as _invalid, "
            f"{self._bits(needed, _is_blank)} as _missing, {self._bits(coded, _fails)} as _unknown, {typed} "
            f"from (select *, {values} from {self.texts} as texts where {not_blank})"
        )
        self.connection.execute(f"create table {self.aside} as select {self._key_names()} from {self.typed} limit 0")

    def _value(self, field: Field) -> str:
        if field.name in self.few_codes:
            return _case(named(field.name), self.few_codes[field.name])
        if field.codes:
            return (
                f"(select any_value(code) from {self.texts}_codes as codes "
                f"where codes.field = {quoted(field.name)} and codes.text = texts.{named(field.name)})"
            )
        return converted(named(field.name), field.type, self.sheet.quirks)

    def _bits(self, fields: Sequence[Field], test: Callable[[str], str]) -> str:
        bits = [f"case when {test(f.name)} then {1 << self.fields.index(f)} else 0 end" for f in fields]
        return "(" + (" + ".join(bits) or "0") + ")::bigint"

    def _look_up_codes(self) -> None:
        """Bring each different value of a coded column to its code once, instead of once a row."""
        coded = [field for field in self.fields if field.codes]
        if not coded:
            return
        self.connection.execute(f"create table {self.texts}_codes (field varchar, text varchar, code varchar)")
        held = " union ".join(
            f"select {place} as place, {named(field.name)} as text from {self.texts}"
            for place, field in enumerate(coded)
        )
        found = self._rows(f"select place, text from ({held}) where text is not null order by place")
        codes = [(coded[place].name, text, self.codes[coded[place].codes](text)) for place, text in found]
        if codes:
            self.connection.execute(
                f"insert into {self.texts}_codes select {', '.join(['unnest(?::varchar[])'] * 3)}",
                list(map(list, zip(*codes, strict=True))),
            )
        for field in coded:
            known = {text: code for name, text, code in codes if name == field.name and code is not None}
            if len(known) <= _FEW:
                self.few_codes[field.name] = known

    # rules -----------------------------------------------------------------------------------------------------------

    def _bits_of_keys(self) -> int:
        return sum(1 << place for place, field in enumerate(self.fields) if field.key)

    def _set_totals_aside(self) -> int:
        """A row without identifier that says `Total` is not a record; how many there were."""
        keys = self._bits_of_keys()
        says = " or ".join(f"regexp_full_match(lower({named(field.name)}), '{TOTALS}')" for field in self.fields)
        keyless = f"select _row from {self.typed} where _missing & {keys} <> 0"
        totals = self._rows(f"select _row from {self.texts} where _row in ({keyless}) and ({says}) order by 1")
        if totals:
            # a total may also stand in the identifier's own column, where it is a text like any other
            for (row,) in totals:
                self.log.add("totals-row", file=self.sheet.file, row=row, table=self.table)
            rows = f"(select unnest([{', '.join(str(row) for (row,) in totals)}]) as _row)"
            self._set_aside(f"select _row, 'totals-row' as rule from {rows}")
            self.connection.execute(f"delete from {self.typed} where _row in {rows}")
        return len(totals)

    def _note_stripped(self) -> None:
        if not (self.sheet.quirks.edges or self.sheet.quirks.unusual):
            return
        for field in self.fields:
            if not field.identifier:
                continue
            where = f"{self._cell(field)} <> {self._cleaned(field)}"
            total = self._count(f"{self.sheet.relation} where {where}")
            if total:
                rows = self._rows(
                    f"select {self.sheet.row} from {self.sheet.relation} where {where} "
                    f"order by 1 limit {SHOWN_PER_RULE}"
                )
                self._tell("spaces-stripped", field, [row for (row,) in rows], total)

    def _without_broken(self, found: _Found) -> str:
        """Tell of values that are missing or cannot be converted; the relation without their rows."""
        self._tell_bits("_unknown", found.unknown, lambda field: "code-unknown")
        self._tell_bits("_missing", found.missing, _missing_rule)
        self._tell_bits("_invalid", found.invalid, _invalid_rule)
        if not found.missing and not found.invalid:
            return self.typed
        self._set_aside(
            f"select _row, {self._first_rule()} as rule from {self.typed} where _invalid <> 0 or _missing <> 0"
        )
        self.connection.execute(
            f"create view {self.texts}_whole as select * from {self.typed} where _invalid = 0 and _missing = 0"
        )
        return f"{self.texts}_whole"

    def _tell_bits(self, column: str, bits: int, rule: Callable[[Field], str]) -> None:
        """Tell of the fields whose bit is among `bits`, which are all that `column` holds in any row."""
        for place, field in enumerate(self.fields):
            if bits & 1 << place:
                where = f"{column} & {1 << place} <> 0"
                total = self._count(f"{self.typed} where {where}")
                rows = self._rows(f"select _row from {self.typed} where {where} order by 1 limit {SHOWN_PER_RULE}")
                self._tell(rule(field), field, [row for (row,) in rows], total)

    def _first_rule(self) -> str:
        arms = [f"when _missing & {1 << i} <> 0 then '{_missing_rule(f)}'" for i, f in enumerate(self.fields)]
        arms += [f"when _invalid & {1 << i} <> 0 then '{_invalid_rule(f)}'" for i, f in enumerate(self.fields)]
        return f"case {' '.join(arms)} end"

    def _without_inconsistent(self, relation: str) -> str:
        """Tell of cells that cannot all be right; the relation without the rows that cannot be taken so."""
        aside: list[str] = []
        asked = [across for across in self.across if set(across.needs).isdisjoint(self.absent)]
        tests = [across.fails.format(rows=relation) for across in asked]
        for place, (across, test, total) in enumerate(zip(asked, tests, self._counts(relation, tests), strict=True)):
            if not total:
                continue
            failing = f"select _row from {relation} where {test}"
            rows = self._rows(f"{failing} order by 1 limit {SHOWN_PER_RULE}")
            field = next(field for field in self.fields if field.name == across.field)
            self._tell(across.rule, field, [row for (row,) in rows], total)
            if RULES[across.rule].effect == "set_aside":
                aside.append(f"select _row, {place} as place, {quoted(across.rule)} as rule from ({failing})")
        if not aside:
            return relation
        failed = f"{self.texts}_inconsistent"
        self.connection.execute(
            f"create table {failed} as select _row, arg_min(rule, place) as rule "
            f"from ({' union all '.join(aside)}) group by _row"
        )
        self._set_aside(f"select _row, rule from {failed}")
        self.connection.execute(
            f"create view {self.texts}_consistent as select * from {relation} "
            f"where _row not in (select _row from {failed})"
        )
        return f"{self.texts}_consistent"

    def _without_duplicates(self, relation: str) -> str:
        """Tell of rows that share an identifier. Of exact copies the first stays; of rows that differ none does,
        because which of them is right is not for us to say."""
        keys = ", ".join(named(field.name) for field in self.fields if field.key or field.tells_apart)
        content = ", ".join(named(field.name) for field in self.fields)
        if not self._rows(f"select 1 from {relation} group by {keys} having count(*) > 1 limit 1"):
            return relation
        copies = f"{self.texts}_copies"
        self.connection.execute(
            f"create table {copies} as with ranked as (select _row, hash({content}) as content, "
            f"row_number() over (partition by {keys} order by _row) as place, "
            f"min(_row) over (partition by {keys}) as first, "
            f"lead(_row) over (partition by {keys} order by _row) as next, "
            f"hash({keys}) as _key from {relation}), "
            f"groups as (select *, min(content) over same <> max(content) over same as differ from ranked "
            f"window same as (partition by _key, first)) "
            f"select _row, case when differ then 'key-duplicate' else 'row-duplicate' end as rule, "
            f"case when place = 1 then next else first end as other from groups "
            f"where (differ and (next is not null or place > 1)) or (not differ and place > 1)"
        )
        column = self._key_heading()
        for row, rule, first, columns in self._rows(self._what_differs(copies, relation)):
            self.log.add(
                rule, file=self.sheet.file, row=row, column=column, table=self.table, first=first, columns=columns
            )
        self._set_aside(f"select _row, rule from {copies}")
        self.connection.execute(
            f"create view {self.texts}_single as select * from {relation} where _row not in (select _row from {copies})"
        )
        return f"{self.texts}_single"

    def _what_differs(self, copies: str, relation: str) -> str:
        """SQL: row, rule, the other row and the headings under which the two differ, of every row that is a copy."""
        differing = ", ".join(
            f"case when one.{named(field.name)} is distinct from other.{named(field.name)} "
            f"then {quoted(self._heading(field))} end"
            for field in self.fields
        )
        return (
            f"select _row, rule, copies.other, coalesce(nullif(concat_ws(', ', {differing}), ''), 'content') "
            f"from {copies} as copies join {relation} as one using (_row) "
            f"join {relation} as other on other._row = copies.other order by 1"
        )

    # telling ---------------------------------------------------------------------------------------------------------

    def _heading(self, field: Field) -> str:
        return self.sheet.headings.cells[self.sheet.headings.places[field.name]].strip()

    def _key_heading(self) -> str:
        return ", ".join(self._heading(field) for field in self.fields if field.key)

    def _tell(self, rule: str, field: Field, rows: Sequence[int], total: int) -> None:
        self.log.add_rows(rule, rows, total, file=self.sheet.file, column=self._heading(field), table=self.table)

    def _set_aside(self, rows_and_rules: str) -> None:
        checked = Checked(self.typed, 0, 0, self.absent, self.texts, self.aside)
        set_rows_aside(self.connection, self.sheet.file, self.sheet.headings, self.fields, checked, rows_and_rules)

    def _add_ragged_keys(self) -> None:
        """Of rows that could not be laid into columns, what stands where the identifiers should."""
        if not self.sheet.ragged:
            return
        keys = [field for field in self.fields if field.key]
        places = [self.sheet.headings.places[field.name] for field in keys]
        texts = [[cells[place] if place < len(cells) else None for cells in self.sheet.ragged] for place in places]
        found = ", ".join(f"unnest(?::varchar[]) as {named(field.name)}" for field in keys)
        values = ", ".join(self._typed_key(field) for field in keys)
        self.connection.execute(f"insert into {self.aside} select {values} from (select {found})", texts)

    def _typed_key(self, field: Field) -> str:
        text = cleaned(named(field.name), Quirks(), identifier=field.identifier)
        return converted(text, field.type, Quirks())

    def _key_names(self) -> str:
        return ", ".join(named(field.name) for field in self.fields if field.key)

    def _counts(self, relation: str, tests: Sequence[str]) -> tuple[int, ...]:
        """How many rows meet each test, in one pass."""
        if not tests:
            return ()
        return self._rows(f"select {', '.join(f'count_if({test})' for test in tests)} from {relation}")[0]

    def _count(self, relation: str) -> int:
        return self._rows(f"select count(*) from {relation}")[0][0]

    def _rows(self, query: str) -> list[Any]:
        return self.connection.execute(query).fetchall()


def _case(text: str, codes: Mapping[str, str]) -> str:
    """SQL: the code of a text, NULL when it is none."""
    arms = " ".join(f"when {quoted(known)} then {quoted(code)}" for known, code in codes.items())
    return f"case {text} {arms} end" if arms else "null::varchar"


def _fails(name: str) -> str:
    return f"{named(name)} is not null and {named('v_' + name)} is null"


def _is_blank(name: str) -> str:
    return f"{named(name)} is null"


def _missing_rule(field: Field) -> str:
    return "key-missing" if field.key else "required-missing"


def _invalid_rule(field: Field) -> str:
    return INVALID_RULES[field.type]


def _may_be_blanked(field: Field) -> bool:
    """A code not understood loses one fact and the record still counts; a yes or no may decide what it counts as."""
    return bool(field.codes) and field.type is not ColumnType.FLAG
