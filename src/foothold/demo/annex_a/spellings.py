"""How codes are written in a workbook: mostly as the guidance has them, now and then as people write them.

Each becomes an SQL macro `written_<name>(code, number)`; the number, the child's, decides which spelling is used.
"""

from __future__ import annotations

from collections.abc import Mapping

# Code -> spellings: the first is the usual one, the last the other.
SPELLINGS: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "sex": {"M": ("a) Male", "Male"), "F": ("b) Female", "Female")},
    "sources": {
        "1": ("a) Individual", "Individual"),
        "2A": ("b) Schools", "Schools"),
        "2B": ("c) Education Services",),
        "3": ("d) Health Services", "Health"),
        "4": ("e) Housing",),
        "5": ("f) LA Services",),
        "6": ("g) Police", "Police"),
        "7": ("h) Other legal agency",),
        "8": ("i) Other",),
        "9": ("j) Anonymous",),
        "10": ("k) Unknown",),
    },
    "needs": {
        "N1": ("a) Abuse or neglect", "Abuse or neglect"),
        "N2": ("b) Child's disability",),
        "N3": ("c) Parents illness or disability",),
        "N4": ("d) Family in acute stress", "Acute stress"),
        "N5": ("e) Family dysfunction",),
        "N6": ("f) Socially unacceptable behaviour",),
        "N7": ("g) Low income",),
        "N8": ("h) Absent parenting",),
        "N0": ("j) Not stated",),
    },
    "ethnicities": {
        "W": ("a) White", "White British"),
        "M": ("b) Mixed",),
        "A": ("c) Asian or Asian British",),
        "B": ("d) Black or black British",),
        "O": ("e) Other ethnic group",),
        "R": ("f) Not stated",),
        "N": ("f) Not stated",),
    },
    "closures": {
        "RC1": ("a) Adopted",),
        "RC4": ("d) Special Guardianship Order", "SGO"),
        "RC5": ("e) Transfer to another LA",),
        "RC6": ("f) Transfer to Adult Social Services",),
        "RC7": ("g) 'Other' incl. Child no longer in need",),
        "RC8": ("h) Child not in need after assessment",),
        "RC9": ("g) 'Other' incl. Child no longer in need",),
    },
    "categories": {
        "Neglect": ("a) Neglect", "Neglect"),
        "Physical abuse": ("b) Physical Abuse",),
        "Sexual abuse": ("c) Sexual Abuse",),
        "Emotional abuse": ("d) Emotional Abuse", "Emotional"),
        "Multiple": ("e) Multiple",),
    },
    "legal": {
        "V2": ("e) Accommodated under S20", "Section 20"),
        "C1": ("a) Interim care orders",),
        "C2": ("b) Full care orders",),
        "E1": ("d) Placement order granted",),
    },
    "placements": {
        "U": ("a) Foster Placement", "Foster placement"),
        "K2": ("h) Children's Homes",),
        "K1": ("g) Secure Children's Homes",),
        "H5": ("f) Residential accommodation",),
        "P1": ("c) Placed with parents",),
        "P2": ("d) Independent living",),
        "A6": ("b) Placed for adoption",),
    },
    "providers": {"PR1": ("a) Own LA",), "PR4": ("b) Private",), "PR5": ("c) Other",), "PR0": ("c) Other",)},
    "ceased": {
        "E4A": ("d) Returned home to live with parents or relatives", "Returned home"),
        "E11": ("a) Adopted",),
        "E45": ("g) Special Guardianship Orders",),
        "E7": ("h) Moved into independent living",),
        "E8": ("n) Care ceased for any other reason",),
    },
    "homes": {
        "B": ("a) With parents or relatives",),
        "D": ("c) Semi-independent transitional accommodation",),
        "E": ("d) Supported lodgings",),
        "U": ("k) Independent living",),
        "K": ("g) Ordinary lodgings",),
        "Z": ("o) With Former Foster Carer",),
    },
    "yes_no": {"Y": ("Yes", "a) Yes"), "N": ("No", "b) No")},
}

SOURCE_GROUP = (
    "create or replace temp macro source_group(code) as "
    "case when code like '2%' or code = '10' then code else left(code, 1) end"
)


def macros() -> list[str]:
    """The statements that make the macros."""
    return [SOURCE_GROUP, *(_macro(name, codes) for name, codes in SPELLINGS.items())]


def _macro(name: str, codes: Mapping[str, tuple[str, ...]]) -> str:
    cases = [
        f"when '{code}' then case when number % 10 = 3 then {_quoted(ways[-1])} else {_quoted(ways[0])} end"
        for code, ways in codes.items()
    ]
    return f"create or replace temp macro written_{name}(code, number) as case code {' '.join(cases)} end"


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
