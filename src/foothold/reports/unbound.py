"""Finds numbers in a draft's prose that nothing stands behind."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from foothold.reports.built import Unbound
from foothold.reports.draft import Block, Runs

_MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December|"
    r"Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)"
)
_YEARS = r"(?:19|20)\d\d(?:(?:-|/|\s+to\s+)(?:20)?\d\d)?"
_DATES = re.compile(
    rf"\d{{4}}-\d{{2}}-\d{{2}}|\b(?:\d{{1,2}}\s+)?{_MONTH}(?:\s+\d{{4}})?\b(?!\s*\d)"
    r"|\b(?:in|of|from|since|until|before|after|by|during|early|mid|late|spring|summer|autumn|winter)\s+"
    rf"{_YEARS}\b",
    re.IGNORECASE,
)
_NAMES = re.compile(r"\b[A-Za-z]+-?\d+\b")  # AL01, COVID-19, R2: names, not quantities
_NUMBERS = re.compile(
    r"[£$]?\d[\d,]*(?:\.\d+)?(?:%|\s?(?:per cent|percent|million|m\b|bn\b))?"
    r"|\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|"
    r"eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundreds?|thousands?|million|half|halved|"
    r"doubled|twice|tripled|a third|two-thirds|a quarter|three-quarters)\b",
    re.IGNORECASE,
)
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+(?=[A-Z])")


def unbound_numbers(blocks: Sequence[Block]) -> Iterator[Unbound]:
    """Every number, in digits or in words, that is no date, no name and no binding. Headings count, too.

    The first column of the recommendations' table holds their numbers, which are names.
    """
    for block in blocks:
        for runs in block.all_runs():
            if not _is_a_row_number(runs):
                yield from _in_runs(runs, block.line)


def sentences(text: str) -> list[str]:
    """Text cut into its sentences."""
    return [sentence for piece in _SENTENCE_END.split(text) if (sentence := " ".join(piece.split()))]


def _is_a_row_number(runs: Runs) -> bool:
    return len(runs) == 1 and runs[0].ref is None and bool(re.fullmatch(r"\d{1,3}", runs[0].text.strip()))


def _in_runs(runs: Runs, line: int) -> Iterator[Unbound]:
    # A date may stand in two runs, so runs are joined; a binding becomes a mark that is no number.
    text = "".join("\x00" if run.ref is not None else run.text for run in runs)
    masked = _NAMES.sub(_blanks, _DATES.sub(_blanks, text))
    for found in _NUMBERS.finditer(masked):
        before = text[: found.start()].rfind(". ") + 1
        after = text.find(". ", found.end())
        sentence = text[before : after + 1 if after >= 0 else len(text)].replace("\x00", "…").strip()
        yield Unbound(line, found.group().strip(), sentence)


def _blanks(found: re.Match[str]) -> str:
    return " " * len(found.group())
