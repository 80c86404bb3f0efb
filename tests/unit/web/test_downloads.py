"""Files to keep: what a spreadsheet would run is disarmed, and names hold nothing that a path could be made of."""

import csv
import io

import pytest

from foothold_web.downloads import csv_download, download


def cells(value):
    answer = csv_download("list.csv", ["column"], [[value]])
    return list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))[1]


@pytest.mark.parametrize("formula", ["=1+1", "+1", "-cmd|' /C calc'!A0", "@SUM(A1)", "\t=1", "\r=1", "%0A=1", "|x"])
def test_a_formula_becomes_text(formula):
    assert cells(formula)[0].startswith("'")


@pytest.mark.parametrize(("value", "written"), [(None, ""), (0, "0"), (-3.5, "-3.5"), ("Ada, Ben", "Ada, Ben")])
def test_other_values_stay_as_they_are(value, written):
    assert cells(value) == [written]


@pytest.mark.parametrize("name", ['a"b.csv', "../../etc/passwd", "a\r\nSet-Cookie: x", "naïve.csv"])
def test_a_file_name_cannot_break_out_of_its_header(name):
    header = download(b"", name=name, kind="text/csv").headers["Content-Disposition"]
    kept = header.removeprefix('attachment; filename="').removesuffix('"')
    assert all(sign.isascii() and (sign.isalnum() or sign in ".-") for sign in kept)
