"""Ofsted's Annex A workbook: eleven lists, one a sheet, as a council fills them in for an inspection or every week."""

from __future__ import annotations

import re
import zipfile
from dataclasses import dataclass
from pathlib import Path

from foothold.returns import workbook
from foothold.returns.annex_a import sample
from foothold.returns.annex_a.laying_out import SPELLINGS, CheckedList, check_list, check_list_headings, write_lists
from foothold.returns.annex_a.lists import LISTS, AnnexList, own_fields
from foothold.returns.headings import Headings, find_headings
from foothold.returns.profile import Content, Profile, Reading, Source
from foothold.returns.workbook import WorkbookSheet

_LEAST_SHARE = 0.4  # of a list's headings that a sheet must hold to be that list
_NAMED_SHARE = 0.3  # added for the list whose number the sheet's name bears
_NUMBER = re.compile(r"^\D{0,2}(\d{1,2})\b|list\D{0,3}(\d{1,2})")


@dataclass(frozen=True)
class _Found:
    """A sheet that was recognised as a list."""

    annex_list: AnnexList
    sheet: WorkbookSheet
    headings: Headings


def recognise(source: Source) -> bool:
    """A workbook. Whether it holds lists shows only once it has been found safe to open, so `read` says so."""
    if source.is_folder or not workbook.is_workbook(source.path):
        return False
    try:
        with zipfile.ZipFile(source.path) as package:
            return any(name.startswith("xl/") for name in package.namelist())
    except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError):
        return True


def read(source: Source, reading: Reading) -> Content:
    """Check every list, then lay what they hold into the tables of the warehouse."""
    sheets = workbook.open_sheets(source.path, file=source.name, log=reading.log)
    found = _lists_of(sheets, source.name, reading)
    return write_lists({each.annex_list.number: _check(each, reading) for each in found}, reading)


def _lists_of(sheets: list[WorkbookSheet], file: str, reading: Reading) -> list[_Found]:
    lists: dict[int, _Found] = {}
    for sheet in sheets:
        found = _list_of(sheet)
        if found is None:
            reading.log.add("sheet-unknown", file=sheet.name[:31])
            continue
        if sheet.facts.uncalculated:
            reading.log.refuse("formula-uncalculated", file=found.annex_list.name)
        if found.annex_list.number in lists:
            reading.log.refuse("sheet-duplicate", file=found.annex_list.name)
        if sheet.facts.hidden:
            reading.log.add("sheet-hidden", file=found.annex_list.name)
        if sheet.facts.hides:
            reading.log.add("rows-hidden", file=found.annex_list.name)
        lists[found.annex_list.number] = found
    if not lists:
        reading.log.refuse("lists-unknown", file=file)
    for number in sorted(LISTS.keys() - lists.keys()):
        reading.log.add("list-missing", file=LISTS[number].name)
    return [lists[number] for number in sorted(lists)]


def _list_of(sheet: WorkbookSheet) -> _Found | None:
    """The list whose headings a sheet holds most of; its name only decides between lists that look alike."""
    numbered = _NUMBER.search(sheet.name.casefold())
    best: tuple[float, _Found] | None = None
    for number, annex_list in LISTS.items():
        headings = find_headings(sheet.rows, SPELLINGS[number])
        if headings is None or not own_fields(number) & set(headings.places):
            continue
        share = len(headings.places) / len(annex_list.fields)
        score = share + (_NAMED_SHARE if numbered and int(numbered[1] or numbered[2]) == number else 0)
        if share >= _LEAST_SHARE and (best is None or score > best[0]):
            best = (score, _Found(annex_list, sheet, headings))
    return best[1] if best else None


def _check(found: _Found, reading: Reading) -> CheckedList:
    file = found.annex_list.name
    check_list_headings(found.annex_list, file, found.headings, reading)
    sheet = workbook.load(
        reading.connection,
        found.sheet,
        found.headings,
        file=file,
        relation=f"sheet_{found.annex_list.number}",
        scratch=reading.folder,
        log=reading.log,
    )
    return check_list(found.annex_list, sheet, reading)


def write_sample(folder: Path) -> Path:
    """A small synthetic workbook with the usual untidiness."""
    return sample.write(folder)


ANNEX_A_XLSX = Profile(
    name="annex-a-xlsx",
    title="Annex A workbook (child-level lists of Ofsted's inspection of local authority children's services)",
    feed="annex-a",
    complete=False,
    recognise=recognise,
    read=read,
    write_sample=write_sample,
)
