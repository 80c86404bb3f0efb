"""Invented names, made of syllables, that nobody bears; every name in the demonstration comes from here."""

from __future__ import annotations

_FORENAME_STARTS = ("Ba", "Ce", "Do", "Fi", "Ga", "He", "Ji", "Ko", "La", "Me", "No", "Pi", "Qua", "Ru", "So", "Tam")
_FORENAME_ENDS = ("brim", "dlo", "fenn", "gor", "lith", "mello", "nick", "pell", "quil", "rasp", "stil", "tova")
_SURNAME_STARTS = ("Amble", "Bracken", "Copper", "Dandle", "Ember", "Fallow", "Gimble", "Harrow", "Inkle", "Juniper",
                   "Kestle", "Lumber", "Mickle", "Nettle", "Orchard", "Pebble", "Quiver", "Rushle", "Saffron",
                   "Thimble")  # fmt: skip
_SURNAME_ENDS = ("bop", "crook", "dash", "fizz", "grove", "hatch", "jump", "kettle", "lark", "moss", "nock", "patch",
                 "quill", "rook", "snap", "twist", "wump")  # fmt: skip

FORENAMES = tuple(start + end for start in _FORENAME_STARTS for end in _FORENAME_ENDS)
SURNAMES = tuple(start + end for start in _SURNAME_STARTS for end in _SURNAME_ENDS)


def staff_name(number: int) -> str:
    """The name of a member of staff, the same whenever it is asked for; 24,000 of them before one comes again."""
    return f"{FORENAMES[(number * 37) % len(FORENAMES)]} {SURNAMES[(number * 53 + number // 340) % len(SURNAMES)]}"
