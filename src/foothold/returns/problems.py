"""The rules a return is held to, their wording, and the log in which breaches are collected.

Texts are put together from declared names and row numbers only, so a value from a child's record cannot get into one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NoReturn

from foothold.returns.outcome import Problem

SHOWN_PER_RULE = 20
_OF_LINES = ("xml-", "json-invalid", "json-deep", "json-twice")  # rules that give the line of a text without rows
ROW_LIMIT, DAYS_LOW = "row-limit", "days-all-12-or-less"
# Rules about a file that reads well and may be wrong as a whole: a load waits until a person has confirmed them.
DOUBTFUL = frozenset({ROW_LIMIT, DAYS_LOW})


@dataclass(frozen=True)
class Rule:
    """What happens when a rule is broken, and what the user is told: what is wrong, then what to do."""

    effect: str  # "set_aside" | "blanked" | "noted" | "refused"
    text: str


RULES: dict[str, Rule] = {
    # values
    "date-invalid": Rule("set_aside", "not a date. Use dd/mm/yyyy or yyyy-mm-dd."),
    "integer-invalid": Rule("set_aside", "not a whole number. Use digits only, such as 12."),
    "number-invalid": Rule("set_aside", "not a number. Use digits and a point, such as 0.6."),
    "flag-invalid": Rule("set_aside", "neither yes nor no. Use Y, N or leave it blank."),
    "code-unknown": Rule("blanked", "not one of the codes of this column, left blank. Use the codes of the guidance."),
    "code-other-year": Rule(
        "noted",
        "a code of {years}, and this return is of {year}; it was kept as it is. See whether the record needs a newer "
        "or older code.",
    ),
    "value-too-long": Rule("set_aside", "longer than 32,767 characters. Shorten it."),
    "cell-error": Rule("set_aside", "the cell holds an error such as #N/A. Correct the formula behind it."),
    "key-missing": Rule("set_aside", "blank, and the row cannot be identified without it. Fill it in."),
    "required-missing": Rule("set_aside", "blank, and the record cannot be placed without it. Fill it in."),
    "spaces-stripped": Rule(
        "noted", "spaces, invisible characters or marks of a spreadsheet were taken off identifiers."
    ),
    "child-conflict": Rule(
        "set_aside",
        "other rows under this identifier give another date of birth, so they may be about two children. Correct the "
        "wrong date or identifier.",
    ),
    "date-future": Rule("set_aside", "lies in the future, and it tells of what has happened. Correct the date."),
    "dob-after": Rule(
        "set_aside",
        "the date of birth lies too long after the event for a child who was expected then. Correct the wrong date.",
    ),
    "key-symbol": Rule("set_aside", "a symbol in place of an identifier. Export the file with its identifiers."),
    "born-after": Rule("set_aside", "the date of birth lies after the event. Correct the wrong date."),
    "birth-order": Rule("set_aside", "not after the date of birth of the mother herself. Correct the wrong date."),
    "dates-order": Rule("set_aside", "the end lies before the beginning. Correct the wrong date."),
    "birth-unlikely": Rule(
        "noted", "the date of birth makes this nobody whom children's services serve. See whether it is right."
    ),
    "id-rounded": Rule(
        "set_aside", "an identifier that a spreadsheet has rounded. Export it as text, so that every digit stays."
    ),
    "id-decimal": Rule(
        "noted",
        "an identifier with a decimal point, as programs write numbers; it was kept as it stands. Export it as text.",
    ),
    "count-negative": Rule("set_aside", "a number below zero, and it counts something. Correct it."),
    "share-unlikely": Rule("noted", "below 0 or above 1, and it is a share of full time. See whether it is right."),
    "age-differs": Rule("noted", "the age does not follow from the date of birth. See which of the two is right."),
    "text-active": Rule(
        "noted", "looks like a formula or a script. It was kept as plain text and is never run; see where it came from."
    ),
    # rows
    "row-ragged": Rule(
        "set_aside",
        "{found} fields where the heading has {expected}. Put quotation marks round a text that holds a comma.",
    ),
    "row-duplicate": Rule("set_aside", "an exact copy of row {first}. Remove it."),
    "key-duplicate": Rule(
        "set_aside", "the same identifier as row {first}, but not the same {columns}. Keep the row that is right."
    ),
    "nul-byte": Rule("set_aside", "holds a NUL character, a sign of damage. Export the file again."),
    "heading-damaged": Rule("noted", "the heading holds a NUL character, a sign of damage. Export the file again."),
    "title-row": Rule("noted", "{count} rows above the headings were skipped."),
    "totals-row": Rule("set_aside", "a row of totals among the records, and not a record. Remove it."),
    "blank-row": Rule("noted", "{count} blank rows were skipped."),
    # columns
    "column-missing": Rule("refused", "missing column: {columns}. Add what is missing and export the file again."),
    "column-duplicate": Rule("refused", "the column appears twice. Remove one of them."),
    "column-unknown": Rule("noted", "not a column of this format; it was not read."),
    "column-absent": Rule(
        "noted", "the file has no column {columns}; what rests on it will say not collected. Add it if it is known."
    ),
    "column-unnamed": Rule("noted", "{count} columns without a heading hold values; they were not read."),
    "cells-merged": Rule(
        "noted", "cells are merged here, and only the first of them holds the value. Unmerge them and fill in each."
    ),
    # whole files that read well, about which a person should say that they are right
    ROW_LIMIT: Rule(
        "noted",
        "ends exactly at {count} rows, where a spreadsheet cuts a file off. Count the records in the system it came "
        "from, and export it anew as CSV if there are more.",
    ),
    DAYS_LOW: Rule(
        "noted",
        "the day of every date is 12 or less, so days and months may have been exchanged. Compare some dates with the "
        "records, and export it anew if they differ.",
    ),
    # files
    "encoding": Rule("noted", "the file is encoded as {encoding}. It was read; next time save it as CSV UTF-8."),
    "encoding-damage": Rule(
        "noted", "some characters were lost (\ufffd) before the file came here. Export it anew as CSV UTF-8."
    ),
    "encoding-twice": Rule(
        "noted",
        "some letters look as if they had been encoded twice, as \u00c3\u00a9 for \u00e9. They were kept as they are; "
        "export the file anew as CSV UTF-8.",
    ),
    "encoding-unreadable": Rule(
        "refused",
        "the file is not encoded as UTF-8 (it looks like {encoding}). "
        "In Excel choose Save As, CSV UTF-8 (comma delimited).",
    ),
    "delimiter": Rule("noted", "fields are separated by {delimiter} and not by commas; it was read so."),
    "quote-open": Rule(
        "refused",
        "a quotation mark is opened and not closed as it should be, so what follows cannot be told apart. "
        "Close it or double it.",
    ),
    "file-truncated": Rule("refused", "the file ends in the middle of a record, so it was cut off. Export it again."),
    "file-packed": Rule("refused", "packed with gzip. Unpack it and hand over the file that was in it."),
    "file-empty": Rule("refused", "the file is empty. Export it again."),
    "file-unreadable": Rule("refused", "the file cannot be opened. Check that it is a plain file you may read."),
    "file-too-large": Rule("refused", "larger than {limit}. Split it, or ask for a higher limit."),
    "file-name": Rule("noted", "the name held a path or unusual characters; only its last part was used."),
    "file-unknown": Rule(
        "noted", "not a file of this format; it was not read. Name it after what it holds, or take it out."
    ),
    "file-blank": Rule("noted", "the file is empty, so nothing was read from it. Export it again, or take it out."),
    "link-skipped": Rule("noted", "a link, which is never followed. Put the file itself in its place."),
    "device-skipped": Rule("noted", "no plain file, so it was not read. Put a plain file in its place."),
    "folder-inside": Rule("noted", "a folder inside the folder; nothing in it was read. Move its files one level up."),
    "file-duplicate": Rule("refused", "two files of the folder hold the same object. Keep one."),
    "folder-unknown": Rule("refused", "no file of the folder belongs to this format. Choose the extract's folder."),
    "format-unknown": Rule(
        "refused",
        "the format was not recognised: the headings or elements of none were found in it. Known formats: {formats}.",
    ),
    "format-other": Rule(
        "refused",
        "this is {kind}, which is not read. Open it in the program it came from and save it as .xlsx or as CSV UTF-8.",
    ),
    "format-packed": Rule(
        "refused", "an archive, and of no format that comes as one. Unpack it, and hand over the file that was in it."
    ),
    "format-wrong": Rule("refused", "this is not of the format {title}. Leave the format out and try again."),
    "rows-none": Rule("refused", "no rows were found, so there is no data to read. Check that this is the right file."),
    "rows-all-aside": Rule(
        "refused", "every row had to be set aside, so none is left to take. Correct what is told of."
    ),
    "authority-absent": Rule("refused", "holds no row of authority {authority}. Check the code and the file."),
    "time-limit": Rule(
        "refused", "reading took more than {cpu_seconds} seconds of processor time, so it was stopped. Split the file."
    ),
    "machine-busy": Rule(
        "refused",
        "reading was not done after {wall_minutes} minutes, and the machine rather than the file was the cause. "
        "Try again when it is less busy.",
    ),
    "memory-limit": Rule("refused", "reading needed more memory than is allowed, so it was stopped. Split the file."),
    "reader-stopped": Rule(
        "refused", "the file stopped the program that reads it, so it was refused. Open it, save it anew and try again."
    ),
    "reader-fault": Rule(
        "refused",
        "the program that reads it failed, which is a fault of Foothold (reference {reference}). Report the reference "
        "with the version of Foothold, and not the file; meanwhile a file that is saved anew may do.",
    ),
    # XML
    "xml-doctype": Rule("refused", "a DOCTYPE is not allowed. Export the file again without one."),
    "xml-invalid": Rule("refused", "from here on this is not XML. Export the file again, and do not edit it by hand."),
    "xml-encoding": Rule("refused", "not in the encoding that the file declares. Export it again as UTF-8."),
    "records-none": Rule(
        "refused", "holds no {element} element, so there is nothing in it to read. Export the return again, whole."
    ),
    "xml-deep": Rule("refused", "elements lie inside each other too deep to be a return. Export the file again."),
    "xml-long": Rule(
        "refused", "a tag or a comment is longer than 4 million characters, as in no return. Export the file again."
    ),
    "element-unknown": Rule("noted", "not an element of this format; it was not read."),
    "element-repeated": Rule("noted", "appears twice in a record. The first was used; see which is right."),
    "records-counted": Rule(
        "noted", "several records stand on one line, so row 3 is here the third record of its kind and not line 3."
    ),
    # JSON
    "json-invalid": Rule(
        "refused", "from here on this is not JSON. Export the file again, and do not edit it by hand."
    ),
    "json-shape": Rule("refused", "neither a JSON list nor a JSON object. Export the file again."),
    "json-encoding": Rule(
        "refused", "not encoded as UTF-8, as JSON has to be (it looks like {encoding}). Export the file again as UTF-8."
    ),
    "json-other-encoding": Rule(
        "noted", "the file is encoded as {encoding}. It was read; JSON has to be UTF-8, so export it so next time."
    ),
    "json-deep": Rule("refused", "objects lie inside each other too deep to be a return. Export the file again."),
    "json-long": Rule("refused", "one record is longer than 16 million characters. Export the file again."),
    "json-twice": Rule(
        "refused", "the name appears twice in one object, so which value holds cannot be told. Send it once."
    ),
    "json-no-number": Rule("refused", "NaN and Infinity are not JSON. Send a number, or null where there is none."),
    "json-type": Rule("set_aside", "not of the type of this member. Send what the description of the format says."),
    "json-part": Rule(
        "noted", "not an object, so nothing of it could be read. Send what the description of the format says."
    ),
    "version-other": Rule(
        "refused", "not a version of the format that is known here, which is {version}. Export it in that version."
    ),
    "json-half": Rule("set_aside", "holds half a character, a sign of damage. Export the record again."),
    "json-digits": Rule(
        "noted", "an identifier sent as a number; it was kept as written, but leading zeros are lost. Send it as text."
    ),
    "json-counted": Rule("noted", "row 3 is here the third record of its kind, since JSON has no rows."),
    "member-unknown": Rule("noted", "not a member of this format; it was not read."),
    "record-purged": Rule(
        "set_aside",
        "the sender asks for this to be deleted. It was not read; what earlier returns held stays until it is erased.",
    ),
    "purge": Rule(
        "noted", "{count} records or parts of records are marked to be deleted. Look at them, then use foothold erase."
    ),
    # archives
    "zip-unreadable": Rule("refused", "the archive is damaged or cut off. Pack the files again."),
    "zip-password": Rule("refused", "the archive is protected by a password. Pack the files without one."),
    "zip-bomb": Rule("refused", "the archive unpacks to far more than it should. Pack the files again."),
    "zip-twice": Rule("refused", "two files of the archive have the same name. Keep one, and pack them again."),
    "zip-entry": Rule("refused", "the archive holds a link or an unsafe name. Pack the plain files again."),
    "zip-nested": Rule("refused", "the archive holds another archive. Pack the plain files together."),
    # workbooks
    "workbook-unreadable": Rule(
        "refused", "the workbook is damaged or cut off. Open it in Excel, save it as .xlsx and try again."
    ),
    "workbook-password": Rule("refused", "the workbook is protected by a password. Remove the password and save it."),
    "workbook-old": Rule("refused", "the workbook is in the old .xls form. Save it as .xlsx."),
    "workbook-macros": Rule("refused", "the workbook holds macros. Save it as .xlsx, which has none."),
    "workbook-links": Rule("refused", "the workbook links to other files. Paste the values and save it without links."),
    "workbook-doctype": Rule("refused", "a DOCTYPE is not allowed inside a workbook. Save it anew from Excel."),
    "workbook-bomb": Rule("refused", "the workbook unpacks to far more than it should. Save it anew from Excel."),
    "workbook-entry": Rule("refused", "the workbook holds a part with an unsafe name. Save it anew from Excel."),
    "cell-far": Rule(
        "refused",
        "a cell lies far outside the table. Delete the empty rows and columns after the table and save the workbook.",
    ),
    "formula-uncalculated": Rule(
        "refused", "formulas were never calculated. Open the workbook in Excel, let it calculate, and save it."
    ),
    "lists-unknown": Rule("refused", "no sheet holds a list of Annex A. Check the headings against the guidance."),
    "sheet-unknown": Rule("noted", "not a list of this format; the sheet was not read."),
    "sheet-hidden": Rule("noted", "the sheet is hidden; it was read all the same."),
    "rows-hidden": Rule("noted", "rows or columns of the sheet are hidden; they were read all the same."),
    "sheet-duplicate": Rule("refused", "two sheets hold the same list. Keep one."),
    "list-missing": Rule("noted", "the list is not in the workbook, so what rests on it will say not collected."),
    "list-not-kept": Rule("noted", "the list was read and checked; it is about adopters, of whom nothing is kept."),
    "worker-placeholder": Rule(
        "noted", "names a team or a placeholder and not a person, so the child counts as without a worker."
    ),
    # published statistics
    "symbol": Rule("blanked", "holds a symbol for a withheld or missing figure; it was kept as missing, not as zero."),
    "symbols-kept": Rule("noted", "symbols stand in place of figures and were kept as such, not as zero: {counts}."),
    "statistics-unknown": Rule(
        "refused",
        "not a published statistic of a known form. Load the file as it was published, with its headings unchanged; "
        "open data of the Department has at least time_period and geographic_level.",
    ),
    "statistics-national": Rule(
        "refused",
        "published for the whole country. Load it without --authority: it is kept once and answers for every council.",
    ),
}


class ReturnRefusedError(Exception):
    """A return that cannot be taken; the reason is already in the log."""


def describe(rule: str, row: int | None, column: str, **details: object) -> str:
    """The sentence shown for a breach, for example `Row 7, Age: not a whole number. Use digits only, such as 12.`"""
    unit = "line" if rule.startswith(_OF_LINES) else "row"
    place = ", ".join(part for part in (f"{unit} {row}" if row is not None else "", column) if part)
    text = RULES[rule].text.format(**details)
    if column and row is None:
        return f"{column}: {text}"  # a name as the file spells it
    sentence = f"{place}: {text}" if place else text
    return sentence[:1].upper() + sentence[1:]


class ProblemLog:
    """Collects breaches: all are counted, the first few of each file, column and rule are kept."""

    def __init__(self) -> None:
        self._kept: list[Problem] = []
        self._counts: Counter[tuple[str, str, str, str, str]] = Counter()

    def add(
        self, rule: str, *, file: str, row: int | None = None, column: str = "", table: str = "", **details: object
    ) -> None:
        """Note one breach."""
        effect = RULES[rule].effect
        group = (file, column, rule, table, effect)
        self._counts[group] += 1
        if self._counts[group] <= SHOWN_PER_RULE:
            text = describe(rule, row, column, **details)
            self._kept.append(Problem(file, row, column, rule, text, table, effect))

    def add_rows(
        self, rule: str, rows: Sequence[int], total: int, *, file: str, column: str, table: str, **details: object
    ) -> None:
        """Note a breach found in `total` rows, of which the first few are named."""
        for row in rows[:SHOWN_PER_RULE]:
            self.add(rule, file=file, row=row, column=column, table=table, **details)
        group = (file, column, rule, table, RULES[rule].effect)
        self._counts[group] += total - len(rows[:SHOWN_PER_RULE])

    def refuse(
        self, rule: str, *, file: str, row: int | None = None, column: str = "", table: str = "", **details: object
    ) -> NoReturn:
        """Note the reason and give the return up."""
        self.add(rule, file=file, row=row, column=column, table=table, **details)
        raise ReturnRefusedError(rule)

    def extend(self, other: ProblemLog) -> None:
        """Take over what another log collected."""
        self._kept += other._kept
        self._counts.update(other._counts)

    def tell_counted(self, file: str) -> None:
        """Say, where a row has been named, that rows of this file are records that were counted."""
        if any(problem.row is not None for problem in self._kept):
            self.add("records-counted", file=file)

    def problems(self) -> tuple[Problem, ...]:
        """What was kept, then one closing count for each group of which not everything was kept."""
        closing = []
        for (file, column, rule, table, effect), count in self._counts.items():
            if count > SHOWN_PER_RULE:
                more = f"{column}: " if column else ""
                text = f"{more}{count - SHOWN_PER_RULE} more rows with the problem {rule} ({count} in all)."
                closing.append(Problem(file, None, column, rule, text, table, effect))
        return (*self._kept, *closing)
