"""Figures as files: opened again by a reader, every sort of missing told apart, and nothing in them that runs."""

import csv
import io
import zipfile
from datetime import UTC, date, datetime

import pytest
from defusedxml import ElementTree
from python_calamine import CalamineWorkbook, SheetVisibleEnum

from foothold.indicators import Figure
from foothold.indicators.figure_files import SYMBOLS, Freshness, figures_file
from foothold.indicators.spreadsheets import Sheet, as_csv, as_ods
from foothold.terms.errors import Refused
from foothold.terms.figures import FigureStatus

DAY = date(2020, 3, 31)
FRESH = Freshness("E99000001", DAY, datetime(2020, 4, 1, 9, 30, tzinfo=UTC), datetime(2020, 4, 1, 9, 31, tzinfo=UTC))


def figure(status, value=None, slices=None, missing=""):
    return Figure("AL01", 1, DAY, DAY, slices or {}, value, 10, value, status, missing)


def opened(content):
    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    assert all(sheet.visible == SheetVisibleEnum.Visible for sheet in book.sheets_metadata)
    return {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}


def column(rows, name):
    place = rows[0].index(name)
    return [row[place] for row in rows[1:]]


def test_zero_and_the_four_ways_of_missing_stand_apart_and_are_explained():
    figures = [figure(FigureStatus.VALUE, 0), *(figure(status) for status in SYMBOLS)]
    sheets = opened(figures_file("ods", figures, FRESH))
    assert list(sheets) == ["Figures", "Definitions", "Freshness", "Symbols"]
    assert column(sheets["Figures"], "value") == [0, "[z]", "[c]", "[x]", "[s]"]
    explained = dict(zip(column(sheets["Symbols"], "symbol"), column(sheets["Symbols"], "status"), strict=True))
    assert explained == {symbol: status.value for status, (symbol, _) in SYMBOLS.items()} | {"0": "value"}


def test_a_file_says_what_is_counted_and_how_fresh_it_is():
    sheets = opened(figures_file("ods", [figure(FigureStatus.VALUE, 3)], FRESH))
    assert column(sheets["Definitions"], "indicator") == ["AL01"]
    assert column(sheets["Definitions"], "hash") == column(sheets["Figures"], "definition_hash")
    assert column(sheets["Freshness"], "when") == [
        "E99000001",
        DAY,
        datetime(2020, 4, 1, 9, 30),  # noqa: DTZ001 - a spreadsheet has no time zone
        datetime(2020, 4, 1, 9, 31),  # noqa: DTZ001
    ]
    assert column(sheets["Figures"], "as_at") == [DAY]


def test_a_csv_carries_its_definitions_on_every_line():
    text = figures_file("csv", [figure(FigureStatus.NOT_COLLECTED, missing="posts.post_fte")], FRESH).decode(
        "utf-8-sig"
    )
    head, line = text.splitlines()
    assert head.endswith("definition_hash,counted,out_of")
    assert "[x]" in line
    assert "posts.post_fte" in line
    assert "open cases at the end of the day" in line


def test_a_part_is_named_and_one_that_is_not_known_says_so():
    figures = [figure(FigureStatus.VALUE, 1, {"team": team}) for team in ("T1", None)]
    sheets = opened(figures_file("ods", figures, FRESH, {"T1": "Duty"}))
    assert column(sheets["Figures"], "part_name") == ["Duty", "not known"]


@pytest.mark.parametrize("form", ["ods", "csv"])
def test_a_code_is_kept_and_its_name_stands_beside_it(form):
    content = figures_file(form, [figure(FigureStatus.VALUE, 1, {"source": "2A"})], FRESH)
    if form == "csv":
        (line,) = csv.DictReader(io.StringIO(content.decode("utf-8-sig")))
        assert (line["part"], line["part_name"]) == ("2A", "School (2A)")
    else:
        sheets = opened(content)
        assert column(sheets["Figures"], "part") == ["2A"]
        assert column(sheets["Figures"], "part_name") == ["School (2A)"]


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "<b>&amp;\"'", "ends\x00here"])
def test_no_text_becomes_a_formula_or_markup(text):
    content = as_ods([Sheet("Only", ("a",), [(text,)])])
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        names = archive.namelist()
        root = ElementTree.fromstring(archive.read("content.xml"))
    assert names == ["mimetype", "META-INF/manifest.xml", "styles.xml", "content.xml"]  # no meta.xml, so no author
    assert not [key for node in root.iter() for key in node.attrib if key.endswith("}formula")]
    assert column(opened(content)["Only"], "a") == [text.replace("\x00", "").replace("\t", "")]
    first = as_csv(Sheet("Only", ("a",), [(text,)])).decode("utf-8-sig").split("\r\n", 1)[1]
    assert not first.lstrip('"').startswith(("=", "+", "-", "@", "\t"))


def test_the_same_figures_make_the_same_bytes():
    one, two = (figures_file("ods", [figure(FigureStatus.VALUE, 3)], FRESH) for _ in range(2))
    assert one == two


def test_another_form_is_refused():
    with pytest.raises(Refused, match="csv or ods"):
        figures_file("xls", [], FRESH)
