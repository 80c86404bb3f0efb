"""What commands print as CSV is safe to open in a spreadsheet, and numbers stay numbers."""

import csv
import io
from datetime import date

import pytest

from foothold.cli.context import Format, print_rows


def printed(capsys: pytest.CaptureFixture[str], *row: object) -> list[str]:
    print_rows([f"column {place}" for place in range(len(row))], [row], Format.CSV)
    _, cells = csv.reader(io.StringIO(capsys.readouterr().out))
    return cells


@pytest.mark.parametrize("text", ["=1+1", "+cmd|' /C calc'!A0", "-2+3", "@SUM(A1)", "\t=1+1", "|cmd", "%0A=1+1", "-x"])
def test_a_text_that_a_spreadsheet_would_run_is_disarmed(capsys: pytest.CaptureFixture[str], text: str) -> None:
    assert printed(capsys, text) == [f"'{text}"]


def test_everything_else_is_printed_as_it_is(capsys: pytest.CaptureFixture[str]) -> None:
    told = ["-1.5", "+3", "%", "-40 %", "-12,000", "-1e-05", "-", "a=b", "O'Brien", ""]
    assert printed(capsys, *told) == told
    assert printed(capsys, None, -1.5, 3, date(2020, 1, 31)) == ["", "-1.5", "3", "2020-01-31"]
