"""Shared populations: named SELECTs that several indicators stand on, so that "an open case" is written once."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True)
class Population:
    """One shared population: what it is in words, its SELECT, and the populations it stands on."""

    name: str
    meaning: str
    sql: str

    @property
    def one_at_a_time(self) -> tuple[str, str, str] | None:
        """The key of which one row holds at a time, its first day and the day after its last; None if it says none."""
        told = _ONE_AT_A_TIME.search(self.meaning)
        return (told[1], told[2], told[3]) if told else None

    @property
    def one_row_for(self) -> frozenset[str]:
        """The columns of which equal values find one row at most; empty if it says none."""
        told = _ONE_ROW_FOR.search(self.meaning)
        return frozenset(filter(None, told.groups())) if told else frozenset()

    @property
    def has_breaks(self) -> bool:
        """Whether there may be days between two rows of one key, where one row holds at a time."""
        return "without a break" not in self.meaning


_ONE_AT_A_TIME = re.compile(r"Of one (\w+) one at a time, from (\w+) to (\w+)(?:, without a break)?\.")

_ONE_ROW_FOR = re.compile(r"One row for each (\w+)(?: and (\w+))?\.")


class _Populations(Mapping[str, Population]):
    """Every population by name, read when first asked for."""

    def __getitem__(self, name: str) -> Population:
        return _read_all()[name]

    def __iter__(self) -> Iterator[str]:
        return iter(_read_all())

    def __len__(self) -> int:
        return len(_read_all())


POPULATIONS: Mapping[str, Population] = _Populations()


@cache
def _read_all() -> dict[str, Population]:
    folder = files("foothold.indicators") / "populations"
    found = sorted((file for file in folder.iterdir() if file.name.endswith(".sql")), key=lambda file: file.name)
    return {file.name[:-4]: _read(file.name[:-4], file.read_text(encoding="utf-8")) for file in found}


def _read(name: str, text: str) -> Population:
    lines = text.strip().splitlines()
    comments = [line.removeprefix("--").strip() for line in lines if line.startswith("--")]
    body = "\n".join(line for line in lines if not line.startswith("--"))
    return Population(name, " ".join(comments), body)


@cache
def populations_used(sql: str) -> tuple[str, ...]:
    """The populations a statement needs, each after those it stands on."""
    ordered: list[str] = []
    for name in _named_in(sql):
        ordered += [used for used in (*populations_used(POPULATIONS[name].sql), name) if used not in ordered]
    return tuple(dict.fromkeys(ordered))


def _named_in(sql: str) -> list[str]:
    tables = re.findall(r"\b(?:from|join)\s+([a-z_]+)", sql, flags=re.IGNORECASE)
    return [name for name in dict.fromkeys(tables) if name in POPULATIONS]


def with_populations(select: str, names: tuple[str, ...]) -> str:
    """The statement with its populations before it as common table expressions."""
    return f"with\n{expressions(names)}\n{select}" if names else select


def expressions(names: tuple[str, ...]) -> str:
    """The common table expressions of these populations, in their order."""
    return ",\n".join(f"{name} as (\n{_indented(POPULATIONS[name].sql)}\n)" for name in names)


def _indented(sql: str) -> str:
    return "\n".join(f"    {line}" for line in sql.splitlines())
