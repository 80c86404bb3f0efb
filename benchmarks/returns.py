"""How fast the returns a council makes are read and checked, against the libraries that merely read the same bytes.

`python -m benchmarks.returns`: a children in need census (XML), an Annex A workbook and a looked-after children return,
each as large as a large council's and made from the synthetic samples of its format. Both sides run in a process of
their own that has just started. Ours reads in a further process that is bound by limits, checks every cell, splits
identities off and writes typed tables; its memory is that of the process that reads.
"""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from foothold.returns import PROFILES, read_return
from foothold.returns.annex_a import sample as annex_a
from foothold.returns.ssda903 import sample as ssda903

CENSUS_CHILDREN = (12_769, 3_227)  # of the sample's two, who have eleven records and two: 146,913 in all
WORKBOOK_COPIES = 7_312  # of the sample's five rows: 36,560
MODULE_COPIES = 14_413  # of the sample's eighteen rows: 259,434
MEMORY_LIMIT = 1024  # megabytes


@dataclass(frozen=True)
class Case:
    """A return to measure, the time it may take, and what merely reads it."""

    title: str
    write: Callable[[Path], Path]
    limit: float  # seconds
    peer: str
    read: Callable[[Path], object]


def main() -> None:
    """Print for each return the time, rows a second, memory, and the ratio to the peer."""
    if len(sys.argv) == 4:
        return _measured(sys.argv[1] == "ours", CASES[int(sys.argv[2])], Path(sys.argv[3]))
    with tempfile.TemporaryDirectory() as scratch:
        for number, case in enumerate(CASES):
            path = case.write(Path(scratch) / str(number))
            ours, peer = _in_a_process("ours", number, path), _in_a_process("peer", number, path)
            print(_line(case, ours))
            print(
                f"{case.peer} merely reading it: {peer['seconds']:.2f} s; ratio {ours['seconds'] / peer['seconds']:.1f}"
            )
    return None


def _line(case: Case, ours: dict[str, float]) -> str:
    rows, seconds = ours["rows"], ours["seconds"]
    times = f"{rows:,.0f} rows in {seconds:.2f} s, {rows / seconds:,.0f} rows a second"
    limits = f"(limit {case.limit} s; {ours['spent']:.2f} s of processor time)"
    return f"{case.title}: {times} {limits}; memory {ours['megabytes']:,.0f} MB (limit {MEMORY_LIMIT} MB)"


def _in_a_process(side: str, number: int, path: Path) -> dict[str, float]:
    command = [sys.executable, "-m", "benchmarks.returns", side, str(number), str(path)]
    return json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)


def _measured(ours: bool, case: Case, path: Path) -> None:
    """Read once and print rows, seconds, and the processor time and the most memory of the process which read."""
    with tempfile.TemporaryDirectory() as into:
        start = time.perf_counter()
        rows = _read(path, Path(into)) if ours else case.read(path) and 0
        seconds = time.perf_counter() - start
    usage = resource.getrusage(resource.RUSAGE_CHILDREN if ours else resource.RUSAGE_SELF)
    spent = usage.ru_utime + usage.ru_stime
    print(json.dumps({"rows": rows, "seconds": seconds, "spent": spent, "megabytes": usage.ru_maxrss / 1024}))


def _read(path: Path, into: Path) -> int:
    returned = read_return(path, into=into / "tables")
    if returned.outcome != "imported" or returned.rows_set_aside:
        raise SystemExit(f"{path.name} was not read whole: {[problem.text for problem in returned.problems[:5]]}")
    return returned.rows_in


# What is read


def write_census(folder: Path) -> Path:
    """The sample's two children over and over, each with an identifier of its own."""
    path = PROFILES["cin-census-xml"].write_sample(folder)
    before, *children = path.read_text(encoding="utf-8").split("    <Child>\n")
    children[-1], after = children[-1].split("  </Children>")
    copies = [
        "    <Child>\n" + child.replace(f"00010{place}", f"{place}{number:07}")
        for place, child in enumerate(children, start=1)
        for number in range(CENSUS_CHILDREN[place - 1])
    ]
    path.write_text(f"{before}{''.join(copies)}  </Children>{after}", encoding="utf-8")
    return path


def write_workbook(folder: Path) -> Path:
    """The sample's lists over and over, for as many children."""
    folder.mkdir(parents=True)
    copies = {
        number: [{**row, "child_id": f"{row['child_id']}-{copy}"} for copy in range(WORKBOOK_COPIES) for row in rows]
        for number, rows in annex_a.SAMPLE.items()
    }
    return annex_a.write_workbook(folder / "annex-a.xlsx", copies)


def write_modules(folder: Path) -> Path:
    """The sample's modules over and over, for as many children, in one archive."""
    folder.mkdir(parents=True)
    path = folder / "ssda903.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        for module, rows in ssda903.SAMPLE.items():
            heading = ssda903.write(module, folder / "modules").read_text(encoding="utf-8").splitlines()[0]
            lines = (",".join([f"{row[0]}-{copy}", *row[1:]]) for copy in range(MODULE_COPIES) for row in rows)
            package.writestr(f"{module}.csv", "\n".join([heading, *lines]) + "\n")
    return path


# What merely reads it


def read_xml(path: Path) -> bool:
    """lxml, every element as it ends, its text looked at and its memory given back."""
    from lxml import etree

    for _, element in etree.iterparse(str(path), resolve_entities=False, no_network=True):
        _ = element.text
        element.clear()
    return True


def read_workbook(path: Path) -> bool:
    """calamine, every cell of every sheet."""
    from python_calamine import CalamineWorkbook

    with CalamineWorkbook.from_path(str(path)) as book:
        return all(book.get_sheet_by_name(name).to_python() for name in book.sheet_names)


def read_modules(path: Path) -> bool:
    """DuckDB, every file of the archive into a table of text."""
    import duckdb

    with tempfile.TemporaryDirectory() as unpacked, zipfile.ZipFile(path) as package, duckdb.connect() as connection:
        package.extractall(unpacked)
        for number, file in enumerate(sorted(Path(unpacked).iterdir())):
            connection.execute(f"create table t{number} as from read_csv('{file}', header = true, all_varchar = true)")
    return True


CASES = (
    Case("children in need census, XML", write_census, 5.0, "lxml", read_xml),
    Case("Annex A workbook", write_workbook, 10.0, "calamine", read_workbook),
    Case("looked-after children return, zip of CSV", write_modules, 10.0, "DuckDB", read_modules),
)

if __name__ == "__main__":
    main()
