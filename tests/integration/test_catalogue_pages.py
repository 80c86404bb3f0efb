"""The catalogue, an indicator's breakdown and versions, a team's page, and the files of each."""

import csv
import io
import re
from datetime import date

import pytest
from python_calamine import CalamineWorkbook

from foothold.indicators import CATALOGUE, find, not_fed, stored
from foothold.indicators.figures import PLACES
from foothold.indicators.kept_definitions import keep_definitions
from foothold.terms.figures import FigureStatus
from foothold_web.accounts.roles import ROLES, SEE_INDICATORS, Tier
from foothold_web.reporting.teams import Need, need_of
from page_texts import text
from small_council import COUNCIL, DUTY, NEWEST, SAFEGUARDING

LISTED = re.compile(r'<span class="foothold-id">(\w+)</span>')
LINK = re.compile(r'href="(/indicators/\w+/cases/[^"]*)"\s+data-count="(\d+)"')
SEES_FIGURES = [name for name, role in ROLES.items() if SEE_INDICATORS in role.permissions]


def listed(client, query=""):
    return LISTED.findall(text(client.get(f"/indicators/{query}")))


def sheets(answer):
    assert answer.status_code == 200
    book = CalamineWorkbook.from_filelike(io.BytesIO(answer.content))
    return {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}


def records(rows):
    return [dict(zip(rows[0], row, strict=True)) for row in rows[1:]]


@pytest.mark.parametrize("role", SEES_FIGURES)
def test_the_catalogue_lists_everything_and_what_nothing_can_feed_to_every_role(signed_in, role):
    assert listed(signed_in(role)) == [*CATALOGUE, *(one.id for one in not_fed())]


def test_words_are_looked_for_in_name_question_and_definition(signed_in):
    client = signed_in("commissioner")
    assert "AL01" in listed(client, "?q=UNALLOCATED+cases")
    assert "AL01" in listed(client, "?q=worker+who+may+hold")  # words of its definition alone
    assert "AL01" in listed(client, "?q=al01&status=value")
    assert "No indicator fits" in text(client.get("/indicators/?q=zebra"))


@pytest.mark.parametrize(
    ("query", "fits"),
    [
        ("family=WF", lambda one: one.id.startswith("WF")),
        ("kind=snapshot", lambda one: one.kind == "snapshot"),
        ("polarity=none", lambda one: one.polarity is None),
        ("polarity=low&kind=flow", lambda one: one.polarity == "low" and one.kind == "flow"),
    ],
)
def test_a_filter_leaves_what_fits_and_nothing_else(signed_in, query, fits):
    found = listed(signed_in("director"), f"?{query}")
    assert [one for one in found if one in CATALOGUE] == [one.id for one in CATALOGUE.values() if fits(one)]


def test_the_status_tells_what_was_not_collected_from_what_nothing_can_feed(signed_in, folder):
    client = signed_in("performance_analyst")
    absent = {
        name for name, figure in stored(folder, COUNCIL).newest().items() if figure.status is FigureStatus.NOT_COLLECTED
    }
    assert set(listed(client, "?status=not_collected")) == absent
    assert set(listed(client, "?status=not_fed")) == {one.id for one in not_fed()}
    assert set(listed(client, "?status=nonsense")) == {*CATALOGUE, *(one.id for one in not_fed())}


def test_a_search_is_written_back_without_becoming_markup(signed_in):
    page = text(signed_in("director").get("/indicators/?q=%3Cscript%3Ealert(1)%3C/script%3E"))
    assert "<script>alert" not in page
    assert "&lt;script&gt;" in page


@pytest.mark.parametrize("role", [role for role in ROLES if ROLES[role].tier >= Tier.PSEUDONYMS])
def test_each_part_of_a_breakdown_opens_as_many_cases_as_it_counts(signed_in, role):
    client = signed_in(role)
    for name, by in (("AL01", "locality"), ("AL01", "team"), ("FD05", "team"), ("FD10", "service_area")):
        if by not in find(name).slices:
            continue
        page = text(client.get(f"/indicators/{name}/?by={by}")).split('id="broken-down"')[1]
        for address, count in LINK.findall(page.split("</table>")[0]):
            rows = text(client.get(address.replace("&amp;", "&"))).split("<tbody")[1].count("<tr")
            assert rows == int(count), address


def test_a_breakdown_adds_up_to_the_figure(signed_in):
    page = text(signed_in("director").get(f"/indicators/AL01/?by=locality&as_at={NEWEST}"))
    parts = page.split('id="broken-down"')[1].split("</table>")[0]
    (whole,) = re.findall(r'foothold-headline">.*?data-count="(\d+)"', page, re.DOTALL)[:1]
    assert sum(int(count) for _, count in LINK.findall(parts)) == int(whole)


def test_a_manager_opens_no_part_of_another_slice_than_the_own_team(signed_in):
    client = signed_in("team_manager")
    page = text(client.get("/indicators/AL01/?by=locality")).split('id="broken-down"')[1].split("</table>")[0]
    assert not LINK.findall(page)


def test_who_sees_no_cases_sees_no_part_that_could_be_one_child(signed_in):
    page = text(signed_in("social_worker").get("/indicators/AL03/?by=need"))
    offered = set(re.findall(r'<option value="(\w+)"', page.split('id="broken-down"')[1]))
    assert offered <= set(PLACES)
    assert "need" in find("AL03").slices


def test_one_version_is_said_to_be_the_only_one(signed_in):
    assert "There is one version" in text(signed_in("director").get("/indicators/AL01/"))


def test_an_earlier_version_stands_beside_the_present_one_with_its_figure(signed_in, folder):
    indicator = find("AL01")
    kept = folder / "definitions" / f"AL01-{indicator.hash[:16]}.sql"
    ledger = folder / "figures" / COUNCIL / "definitions.json"
    before = ledger.read_text()
    earlier = folder / "definitions" / f"AL01-{'0' * 16}.sql"
    earlier.write_text(kept.read_text().replace("numerator: ", "numerator: formerly, ", 1))
    ledger.write_text(before.replace('"AL01": [', f'"AL01": [["2019-01-01", "{"0" * 64}"],', 1))
    try:
        page = text(signed_in("director").get("/indicators/AL01/"))
    finally:
        ledger.write_text(before)
        earlier.unlink()
    assert "There is one version" not in page
    assert "formerly, " in page
    table = page.split("Two versions of the definition")[1].split("</table>")[0]
    figures = re.findall(r"<td[^>]*>([^<]*)</td>", table.split("Figure")[1])[:2]
    assert figures[0] == figures[1]  # the rule did not change, only its words
    assert page.count("Show the earlier SQL for") == 2


@pytest.mark.parametrize("role", ["director", "performance_analyst"])
def test_what_foothold_gave_up_stands_beside_the_present_definition_with_its_day(signed_in, role):
    page = text(signed_in(role).get("/indicators/AL04/"))
    assert "Version 1 was Foothold's definition until 22 November 2026." in page.replace("&#x27;", "'")
    assert "No figure of this council was kept under it." in page
    assert "Two versions of the definition" in page
    assert page.count("Show the earlier SQL for") == 2


def test_definitions_kept_twice_stay_one_version(folder):
    ledger = folder / "figures" / COUNCIL / "definitions.json"
    before = ledger.read_text()
    keep_definitions(folder, COUNCIL, date.fromisoformat(str(NEWEST)), CATALOGUE.values())
    assert ledger.read_text() == before


@pytest.mark.parametrize("role", SEES_FIGURES)
def test_a_team_page_shows_every_indicator_that_has_teams(signed_in, role):
    page = text(signed_in(role).get(f"/teams/{SAFEGUARDING}/"))
    having = {one.id for one in CATALOGUE.values() if "team" in one.slices and one.measure != "mix"}
    assert set(LISTED.findall(page)) <= having
    assert "AL01" in LISTED.findall(page)
    assert bool(LINK.findall(page)) == (ROLES[role].tier >= Tier.PSEUDONYMS)


def test_every_number_of_a_team_page_opens_a_list_of_that_length(signed_in):
    client = signed_in("team_manager")
    for address, count in set(LINK.findall(text(client.get(f"/teams/{SAFEGUARDING}/")))):
        rows = text(client.get(address.replace("&amp;", "&"))).split("<tbody")[1].count("<tr")
        assert rows == int(count), address


def test_a_manager_sees_the_own_team_and_no_other(signed_in):
    client = signed_in("team_manager")
    assert client.get("/teams/").headers["Location"] == f"/teams/{SAFEGUARDING}/"
    for address in (f"/teams/{DUTY}/", f"/teams/{DUTY}/figures.csv", f"/teams/{DUTY}/figures.ods"):
        assert client.get(address).status_code == 403, address


def test_a_director_chooses_among_all_teams(signed_in):
    client = signed_in("director")
    page = text(client.get("/teams/"))
    assert f'href="/teams/{DUTY}/"' in page
    assert f'href="/teams/{SAFEGUARDING}/"' in page
    assert client.get("/teams/T-NOWHERE/").status_code == 404


def test_what_misses_its_target_comes_first(folder):
    store = stored(folder, COUNCIL)
    al01, own = find("AL01"), store.of_team(SAFEGUARDING)["AL01"]
    assert own.value
    need, distance = need_of(al01, own, store.newest()["AL01"])
    assert (need, distance) == (Need.MISSED, 1.0)  # the target is none


@pytest.mark.parametrize("role", SEES_FIGURES)
@pytest.mark.parametrize("page", ["/indicators/figures", "/indicators/AL01/figures", f"/teams/{SAFEGUARDING}/figures"])
def test_files_hold_figures_definitions_freshness_and_symbols(signed_in, role, page):
    client = signed_in(role)
    found = sheets(client.get(f"{page}.ods"))
    assert list(found) == ["Figures", "Definitions", "Freshness", "Symbols"]
    figures = records(found["Figures"])
    assert {one["indicator"] for one in figures} == {one["indicator"] for one in records(found["Definitions"])}
    assert all(isinstance(one["value"], float | int) == (one["status"] == "value") for one in figures)
    assert all(one["computed_at"] and one["loaded_on"] for one in figures)
    lines = list(csv.DictReader(io.StringIO(client.get(f"{page}.csv").content.decode("utf-8-sig"))))
    assert len(lines) == len(figures)
    assert all(line["counted"] for line in lines)
    assert client.get(f"{page}.exe").status_code == 404


def test_a_file_holds_the_figures_of_its_page(signed_in):
    client = signed_in("director")
    names = [one["indicator"] for one in records(sheets(client.get("/indicators/figures.ods?family=AL"))["Figures"])]
    assert names == [name for name in CATALOGUE if name.startswith("AL")]
    slices = {one["slice"] for one in records(sheets(client.get("/indicators/AL03/figures.ods"))["Figures"])}
    assert slices == {"", *find("AL03").slices}


def test_a_mix_shows_its_parts_as_bars_on_every_width(signed_in):
    client = signed_in("director")
    page = text(client.get("/indicators/AL01/"))
    assert "What it is made of" not in page
    assert client.get("/indicators/AL01/mix.svg").status_code == 404
    shown = "What it is made of" in text(client.get("/indicators/FD09/"))
    assert shown == (client.get("/indicators/FD09/mix.svg").status_code == 200)


def test_an_indicator_of_the_newest_state_says_that_its_course_is_none(signed_in):
    page = text(signed_in("performance_analyst").get("/indicators/CL05/"))
    assert "CL05 rests on the newest state of each young person: figures of days before 30 June 2020" in page
    assert "rests on the newest state" not in text(signed_in("performance_analyst").get("/indicators/AL01/"))
