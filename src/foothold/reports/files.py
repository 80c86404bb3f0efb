"""Reports as files: written whole, and read back from the data that each of them carries."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from foothold.reports.built import BuiltReport, from_json, to_json
from foothold.reports.html_pages import DATA_CLOSING, DATA_OPENING, write_html
from foothold.reports.pdf_pages import write_pdf
from foothold.terms.errors import Refused

LARGEST_REPORT = 64_000_000  # bytes
FORMATS = (".html", ".pdf", ".json")


def check_output_name(path: Path) -> None:
    """Refuse a name whose ending is no format that is written, before any work is done."""
    if path.suffix.lower() == ".docx":
        raise Refused("docx is not offered yet. Name a file that ends in .html or .pdf.")
    if path.suffix.lower() not in FORMATS:
        raise Refused(f"{path.name} ends in no format that is written. End the name in {', '.join(FORMATS)}.")


def write(report: BuiltReport, path: Path) -> None:
    """Write a report in the format that the name ends in; a PDF also gets its data as .json beside it."""
    check_output_name(path)
    content = as_bytes(report, path.suffix.lower())
    _replace(path, content)
    if path.suffix.lower() == ".pdf":
        _replace(path.with_suffix(".json"), as_bytes(report, ".json"))


def as_bytes(report: BuiltReport, suffix: str) -> bytes:
    """The report in one of FORMATS."""
    if suffix == ".pdf":
        return write_pdf(report)
    return (write_html(report) if suffix == ".html" else to_json(report) + "\n").encode()


def read(path: Path) -> BuiltReport:
    """The report that a built file carries. Refused when the file carries none or it cannot be understood."""
    if not path.is_file():
        raise Refused(f"{path} is not there. Name a report that foothold report build wrote.")
    if path.stat().st_size > LARGEST_REPORT:
        raise Refused(f"{path.name} is larger than any report. Name a report that foothold report build wrote.")
    carrier = path.with_suffix(".json") if path.suffix.lower() == ".pdf" else path
    if not carrier.is_file():
        raise Refused(f"{carrier.name} is not beside {path.name}: keep the two together, or name the .html.")
    try:
        return from_json(_data_of(carrier.read_bytes().decode("utf-8")))
    except ValueError:
        raise Refused(
            f"{carrier.name} holds no report that this version of Foothold can read. Build it again."
        ) from None


def _data_of(text: str) -> str:
    if text.startswith("{"):
        return text
    _, opening, rest = text.rpartition(DATA_OPENING)
    data, closing, _ = rest.partition(DATA_CLOSING)
    if not opening or not closing:
        raise ValueError("no data block")
    return data


def _replace(path: Path, content: bytes) -> None:
    """Put a file in its place whole: who opens it sees the old one or the new one."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        Path(name).chmod(0o644)
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
