"""The comparison with published statistics on pages: beside an indicator, on its own page, as a file."""

from datetime import date

import pytest

from foothold import warehouse
from foothold_web.reporting import compare
from published_rows import PLACES, row
from small_council import COUNCIL

WHAT = "Referrals and Re-referrals"


@pytest.fixture
def publish(council, tmp_path):
    """Load published files into the home; afterwards it has none again."""
    import shutil

    def load(name, headings, lines):
        path = tmp_path / name
        path.write_text("\n".join([headings, *lines]) + "\n", encoding="utf-8")
        warehouse.load(council, path, authority=None, as_at=date(2024, 10, 31))

    yield load
    shutil.rmtree(council / "warehouse" / "E92000001")
    compare._compared.cache_clear()


@pytest.fixture
def statistics(publish):
    """England's referrals."""
    lines = [row(2018, "England", WHAT, 559.6), row(2019, "England", WHAT, 553.7), row(2019, "Lincolnshire", WHAT, "c")]
    publish("c1.csv", f"{PLACES},category,Referrals_rate", lines)


@pytest.fixture
def everything(publish):
    """The council itself, its region and two neighbours, one of which is withheld."""
    own = f"Local authority,E92000001,England,E12000004,East Midlands,999,{COUNCIL},Exampleshire"
    lines = [
        row(2019, "England", WHAT, 22.6),
        row(2019, "East Midlands", WHAT, 24.3),
        row(2019, "Nottinghamshire", WHAT, 20.1),
        row(2019, "Lincolnshire", WHAT, "c"),
        *(f"{year},Reporting year,{own},{WHAT},{figure}" for year, figure in ((2018, 25), (2019, 30))),
    ]
    publish("c1.csv", f"{PLACES},category,Re_referrals_percent", lines)
    publish(
        "neighbours.csv",
        "model,la_code,la_name,rank,neighbour_code,neighbour_name,closeness",
        ["2025-05,999,Exampleshire,1,891,,Very close", "2025-05,999,Exampleshire,2,925,,Close"],
    )


def test_region_neighbours_rank_and_change_stand_on_the_page(signed_in, everything):
    page = " ".join(signed_in("director").get("/indicators/FD06/compare/").content.decode().split())
    assert "East Midlands</th>" in page
    assert "Nottinghamshire</th>" in page
    assert "20.1 and 20.1" in page, "the mean and the median of the one neighbour with a figure"
    assert "suppressed: too few children to publish" in page
    assert "2 of 2 councils with a figure, 1 more withheld; 1 is the lowest, which is good" in page
    assert "2018 to 2019: +5 percentage points (+20%), from 25.0" in page
    assert "Low (Data dictionary of the Local Authority Interactive Tool, DfE)" in page


def test_the_inset_says_rank_and_median(signed_in, everything):
    page = " ".join(signed_in("director").get("/indicators/FD06/").content.decode().split())
    assert "Statistical neighbours, median of 1 (2025 model)" in page
    assert "Rank 2 of 2 councils with a figure, quintile 3 (1 is the lowest, which is good; 1 withheld)" in page


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


def test_a_file_with_the_columns_but_not_the_part_of_a_mix_is_as_good_as_none(signed_in, publish):
    publish("c1.csv", f"{PLACES},category,Individual,Referrals", [row(2019, "England", WHAT, 10, 20)])
    person = signed_in("director")
    assert "Not loaded" in person.get("/indicators/FD09/").content.decode()
    assert "Not loaded" in person.get("/indicators/FD09/compare/").content.decode()
