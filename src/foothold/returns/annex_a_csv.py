"""A single list of Annex A as a CSV file: one format for each of the eleven, recognised by its headings."""

from __future__ import annotations

from functools import partial

from foothold.returns import delimited
from foothold.returns.annex_a import sample
from foothold.returns.annex_a.laying_out import SPELLINGS, check_list, check_list_headings, write_lists
from foothold.returns.annex_a.lists import LISTS, AnnexList, own_fields
from foothold.returns.profile import Content, Profile, Reading, Source

_HEAD = 64_000  # bytes by which a list is recognised
_LEAST_SHARE = 0.4  # of a list's headings that a file must hold to be that list


def list_of(head: bytes) -> int | None:
    """The list whose headings the beginning of a file holds most of; None when it is no list.

    Headings that all lists have do not tell, so one of the list's own must be among them.
    """
    text = delimited.readable(head)
    best: tuple[float, int] | None = None
    for number, annex_list in LISTS.items():
        found = delimited.read_headings(text, SPELLINGS[number])
        if found is None or not own_fields(number) & set(found[1].places):
            continue
        share = len(found[1].places) / len(annex_list.fields)
        if share >= _LEAST_SHARE and (best is None or share > best[0]):
            best = (share, number)
    return best[1] if best else None


def _recognise(number: int, source: Source) -> bool:
    if source.is_folder:
        return False
    with source.path.open("rb") as file:
        return list_of(file.read(_HEAD)) == number


def _read(annex_list: AnnexList, source: Source, reading: Reading) -> Content:
    data = source.path.read_bytes()
    spellings = SPELLINGS[annex_list.number]
    text = delimited.open_text(source.path, file=source.name, data=data, spellings=spellings, log=reading.log)
    if text is None:
        columns = ", ".join(field.spellings[0] for field in annex_list.fields)
        reading.log.refuse("column-missing", file=source.name, columns=columns)
    check_list_headings(annex_list, source.name, text.headings, reading)
    relation = f"sheet_{annex_list.number}"
    sheet = delimited.load(reading.connection, text, relation=relation, scratch=reading.folder, log=reading.log)
    return write_lists({annex_list.number: check_list(annex_list, sheet, reading)}, reading)


SINGLE_LISTS: tuple[Profile, ...] = tuple(
    Profile(
        name=f"annex-a-list{number}-csv",
        title=f"Annex A, list {number} alone ({annex_list.title.lower()})",
        feed="annex-a",
        complete=False,
        recognise=partial(_recognise, number),
        read=partial(_read, annex_list),
        write_sample=partial(sample.write_single, number),
    )
    for number, annex_list in LISTS.items()
)
