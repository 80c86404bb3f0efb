"""A small synthetic looked-after children return. No child in it exists."""

from __future__ import annotations

import csv
from pathlib import Path

from foothold.returns.ssda903.modules import modules

SAMPLE: dict[str, list[list[str]]] = {
    "header": [
        ["000101", "F", "04/05/2012", "WBRI", "A123456789012", "0", ""],
        ["000102", "M", "09/11/2003", "AOTH", "UN3", "", ""],
    ],
    "episodes": [
        [
            *("000101", "03/06/2019", "S", "V2", "N1", "U4", "PR1", "14/08/2019", "X1", "CARPL", "EX1 1AA", "EX1 2BB"),
            "",
        ],
        [*("000101", "14/08/2019", "P", "V2", "N1", "U6", "PR4", "01/10/2019", "X1", "", "EX1 1AA", "EX2 3CC"), "SC1"],
        [*("000101", "01/10/2019", "L", "C1", "N1", "U6", "PR4", "", "", "", "EX1 1AA", "EX2 3CC"), "SC1"],
        [*("000102", "05/09/2019", "S", "V2", "N8", "K2", "PR4", "", "", "", "", "EX4 5DD"), "SC2"],
    ],
    "reviews": [["000101", "04/05/2012", "28/06/2019", "PN3"], ["000101", "04/05/2012", "20/09/2019", "PN1"]],
    "missing": [["000102", "09/11/2003", "M", "01/12/2019", "02/12/2019"]],
    "oc2": [["000101", "04/05/2012", "14", "", "0", "1", "1", "0", "1", "0", "", ""]],
    "oc3": [["000103", "01/02/2001", "YES", "F2", "U1"]],
    "placed_adoption": [["000104", "01/02/2017", "06/01/2020", "", ""]],
    "prev_perm": [["000101", "04/05/2012", "P2", "E06000999", "zz/05/2015"]],
    "uasc": [["000102", "09/11/2003", "M", ""]],
    "ad1": [["000104", "01/02/2017", "02/09/2019", "11/12/2019", "0", "2", "MF", "L11"]],
    "social_worker": [
        ["000101", "04/05/2012", "SW9000001", "03/06/2019", "30/09/2019", "LEFTRL"],
        ["000101", "04/05/2012", "SW9000002", "01/10/2019", "", ""],
    ],
    "dolo": [["000102", "09/11/2003", "10/12/2019", ""]],
}


def write(module: str, folder: Path) -> Path:
    """Write one module of `SAMPLE` as CSV below a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{module}.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([[field.name for field in modules()[module]], *SAMPLE[module]])
    return path
