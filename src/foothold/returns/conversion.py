"""From text to declared type, as SQL over text columns: a value that cannot be converted gives NULL.

Nothing is inferred. Dates are ISO (with or without a time of day) or dd/mm/yyyy, never mm/dd; years 1900 to 2100.
"""

from __future__ import annotations

from collections.abc import Sequence

from foothold.returns.engine import quoted
from foothold.returns.sheet import Quirks
from foothold.tables import ColumnType

LONGEST_TEXT = 32_767  # what a spreadsheet cell can hold; longer means quotes or line ends went wrong

_TIME = r"[ T][0-2]?\d:[0-5]\d(:[0-5]\d(\.\d+)?)?Z?"
_INVISIBLE = "[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\u00ad]"  # of no width, or turning the direction
# How a spreadsheet is told to leave an identifier alone: ="000123", or an apostrophe before it.
_MARKED_AS_TEXT = """^(?:="([^"]*)"|'+(.*))$"""
_BLANK_EDGES = r"^[\s\pZ\x00]+|[\s\pZ\x00]+$"

INVALID_RULES = {
    ColumnType.TEXT: "value-too-long",
    ColumnType.DATE: "date-invalid",
    ColumnType.INTEGER: "integer-invalid",
    ColumnType.NUMBER: "number-invalid",
    ColumnType.FLAG: "flag-invalid",
}


def shortened(text: str) -> str:
    """A text, or of one that is longer than it may be as much as it takes to be found too long."""
    if len(text) <= LONGEST_TEXT or len(text := text.strip()) <= LONGEST_TEXT:
        return text
    return text[:LONGEST_TEXT] + "\u2026"


def cleaned(text: str, quirks: Quirks, *, identifier: bool) -> str:
    """SQL: the cell without surrounding space, NULL when nothing is left.

    Characters that cannot be seen, and what tells a spreadsheet to leave the cell alone, are taken out of identifiers;
    in names and other text they carry meaning and stay.
    """
    if not quirks.unusual:
        trimmed = f"nullif(trim({text}), '')" if quirks.edges else text
        return f"nfc_normalize({trimmed})" if quirks.foreign else trimmed
    if identifier:
        text = f"regexp_replace({text}, '{_INVISIBLE}', '', 'g')"
        text = f"regexp_replace({text}, {quoted(_MARKED_AS_TEXT)}, '\\1\\2')"
    return f"nullif(nfc_normalize(regexp_replace({text}, '{_BLANK_EDGES}', '', 'g')), '')"


def converted(text: str, to: ColumnType, quirks: Quirks) -> str:
    """SQL: the cleaned cell as the declared type, NULL when it is blank or cannot be one."""
    if to is ColumnType.TEXT and not quirks.long:
        return text
    return _date(text, quirks) if to is ColumnType.DATE else _CONVERSIONS[to](text)


def _text(text: str) -> str:
    return f"case when strlen({text}) <= {LONGEST_TEXT} then {text} end"


def _date(text: str, quirks: Quirks) -> str:
    """What a file shows no sign of is not looked for, since a return may have a dozen dates in a row."""
    year_first = f"{text}[5] = '-' and {text}[8] = '-' and left({text}, 4) between '1900' and '2100'"
    arms = [f"when length({text}) = 10 and {year_first} then try_cast({text} as date)"]
    if quirks.colons:
        arms.append(
            f"when length({text}) > 10 and {year_first} then case when regexp_full_match(substr({text}, 11), "
            f"'{_TIME}') then try_cast(left({text}, 10) as date) end"
        )
    return f"case {' '.join(arms)}{f' else {_day_first(text, quirks)}' if quirks.slashes else ''} end"


def _day_first(text: str, quirks: Quirks) -> str:
    time = f"({_TIME})?" if quirks.colons else ""
    day = f"regexp_extract({text}, '^[^ T]+')" if quirks.colons else text
    return (
        rf"case when regexp_full_match({text}, '[0-3]?\d/[01]?\d/(19\d\d|20\d\d|2100){time}') "
        f"then try_cast(try_strptime({day}, '%d/%m/%Y') as date) end"
    )


def _integer(text: str) -> str:
    digits = rf"regexp_extract({text}, '^([+-]?\d{{1,18}})(\.0+)?$', 1)"
    return f"try_cast({digits} as bigint)"


def _number(text: str) -> str:
    return rf"case when regexp_full_match({text}, '[+-]?(\d+\.?\d*|\.\d+)') then try_cast({text} as double) end"


def _flag(text: str) -> str:
    return (
        f"case when {text} in ('Y', 'N') then {text} when lower({text}) in ('y', '1', 'yes', 'true', 't') then 'Y' "
        f"when lower({text}) in ('n', '0', 'no', 'false', 'f') then 'N' "
        f"when lower({text}) in ('u', 'unknown', 'not known', 'z') then 'U' end"
    )


_CONVERSIONS = {
    ColumnType.TEXT: _text,
    ColumnType.INTEGER: _integer,
    ColumnType.NUMBER: _number,
    ColumnType.FLAG: _flag,
}


def postcode_district(postcode: str) -> str:
    """SQL: the outward part of a postcode (`NN1` of `NN1 1AA`), NULL when it has not the form of one."""
    tidy = f"upper(regexp_replace({postcode}, '\\s', '', 'g'))"
    outward = rf"regexp_extract({tidy}, '^([A-Z]{{1,2}}\d[A-Z\d]?)(\d[A-Z]{{2}})?$', 1)"
    return f"nullif({outward}, '')"


def without_members(value: str, members: Sequence[str]) -> str:
    """SQL: a JSON object without its freely typed members; NULL for anything else, which may be free text."""
    patch = "{" + ", ".join(f'"{member}": null' for member in members) + "}"
    return (
        f"case when json_valid({value}) and json_type({value}) = 'OBJECT' "
        f"then json_merge_patch({value}, '{patch}')::varchar end"
    )
