"""The comparison with published statistics on pages: beside an indicator, on its own page, as a file."""

from datetime import date

import pytest

from foothold import warehouse
from foothold_web.reporting import compare
from published_rows import PLACES, row


@pytest.fixture
def statistics(council, tmp_path_factory):
    """England's referrals, and a home without them afterwards."""
    import shutil

    path = tmp_path_factory.mktemp("published") / "c1.csv"
    what = "Referrals and Re-referrals"
    lines = [row(2018, "England", what, 559.6), row(2019, "England", what, 553.7), row(2019, "Lincolnshire", what, "c")]
    path.write_text("\n".join([f"{PLACES},category,Referrals_rate", *lines]) + "\n", encoding="utf-8")
    warehouse.load(council, path, authority=None, as_at=date(2024, 10, 31))
    yield
    shutil.rmtree(council / "warehouse" / "E92000001")
    compare._compared.cache_clear()


def test_without_statistics_the_page_says_that_none_are_loaded(signed_in):
    page = signed_in("director").get("/indicators/FD05/").content.decode()
    assert "Not loaded: this home holds no published statistics of this indicator." in page
    answer = signed_in("director").get("/indicators/FD05/compare/")
    assert answer.status_code == 200
    assert "Not loaded" in answer.content.decode()


def test_an_indicator_of_which_nothing_is_published_says_so(signed_in):
    page = signed_in("director").get("/indicators/AL01/").content.decode()
    assert "No published statistic is linked to this indicator" in page
    assert signed_in("director").get("/indicators/AL01/compare/").status_code == 404


def test_england_stands_beside_the_indicator_with_its_file_and_day(signed_in, statistics):
    page = signed_in("director").get("/indicators/FD05/").content.decode()
    assert "553.7" in page
    assert "c1.csv, published 31 October 2024" in page
    assert "not in the published file" in page, "the drawn council has no row"


def test_the_compare_page_has_bars_a_table_and_the_chosen_period(signed_in, statistics):
    client = signed_in("director")
    page = client.get("/indicators/FD05/compare/?year=2018").content.decode()
    assert "<svg" in page
    assert "559.6" in page
    assert "553.7" not in page
    assert '<option value="2018" selected>' in page
    assert client.get("/indicators/FD05/compare/?model=1999").status_code == 400


def test_the_file_names_the_release_on_every_line(signed_in, statistics):
    answer = signed_in("director").get("/indicators/FD05/compare.csv")
    lines = answer.content.decode("utf-8-sig").split("\r\n")
    assert lines[0].startswith("indicator,part,who,area,name,period,value,unit,status,note,file,published")
    assert lines[2].startswith("FD05,,England,E92000001,England,2019,553.7,")
    assert all(line.endswith("c1.csv,2024-10-31") for line in lines[1:] if line)
