"""Statistics as published, whole files: symbols, breakdowns, and every other form, with figures of public councils.

Figures are from "Children in need 2024" and "Children's social work workforce 2025" (Department for Education),
Ofsted's outcomes as at 31 March 2025 and the statistical neighbour models, all under the Open Government Licence v3.0.
"""

from __future__ import annotations

import json

import pytest

from foothold.returns import PROFILES

PLACES = (
    "time_period,time_identifier,geographic_level,country_code,country_name,region_code,region_name,old_la_code,"
    "new_la_code,la_name"
)
ENGLAND = "2024,Reporting year,National,E92000001,England,,,,,"
NORTH_EAST = "2024,Reporting year,Regional,E92000001,England,E12000001,North East,,,"
HACKNEY = "Reporting year,Local authority,E92000001,England,E13000001,Inner London,204,E09000012,Hackney"


@pytest.fixture
def published(reader):
    def read(name, *lines, **options):
        folder = reader.extract({name: "\ufeff" + "\n".join(lines) + "\n"})
        return reader.read(folder / name, **options)

    return read


def test_each_figure_becomes_a_row_with_its_area_period_and_breakdown(published, rows):
    result = published(
        "c1_referrals_2013_to_2024.csv",
        f"{PLACES},category,Referrals,Referrals_rate",
        f"{ENGLAND},Referrals and Re-referrals,621880,518.3",
        f"{NORTH_EAST},Referrals and Re-referrals,32050,598.8",
        f"2022,{HACKNEY},Referrals and Re-referrals,u,u",
    )
    assert (result.profile, result.feed) == ("benchmark-csv", "published-c1-referrals-2013-to-2024")
    assert (result.rows_in, result.rows_imported, result.not_collected) == (3, 3, {})
    found = rows(result, "published_figures")
    assert len(found) == 6
    assert {
        "release": "c1-referrals-2013-to-2024",
        "area_code": "E12000001",
        "area_level": "Regional",
        "area_name": "North East",
        "old_la_code": None,
        "region_code": "E12000001",
        "period": "2024",
        "period_kind": "Reporting year",
        "filters": '{"category":"Referrals and Re-referrals"}',
        "measure": "Referrals_rate",
        "value": 598.8,
        "symbol": None,
    } in found
    hackney = [row for row in found if row["area_code"] == "E09000012"]
    assert {(row["value"], row["symbol"], row["old_la_code"]) for row in hackney} == {(None, "u", "204")}


@pytest.mark.parametrize("symbol", ["c", "x", "z", "u", "k", "low", "LOW", ":", "-", "."])
def test_a_symbol_is_kept_beside_a_missing_value_and_told_of_once(published, rows, symbol):
    result = published("d.csv", f"{PLACES},CPP_start,CPP_end", f"{ENGLAND},{symbol},{symbol}", f"2023{ENGLAND[4:]},1,0")
    found = {
        row["measure"]: (row["value"], row["symbol"])
        for row in rows(result, "published_figures")
        if row["period"] == "2024"
    }
    assert found == {"CPP_start": (None, symbol.lower()), "CPP_end": (None, symbol.lower())}
    *places, summary = result.problems
    assert [(one.rule, one.row, one.column) for one in places] == [("symbol", 2, "CPP_end"), ("symbol", 2, "CPP_start")]
    assert (summary.rule, summary.effect) == ("symbols-kept", "noted")
    assert summary.text == f"Symbols stand in place of figures and were kept as such, not as zero: {symbol.lower()} 2."


def test_zero_and_blank_are_two_things(published, rows):
    result = published("d.csv", f"{PLACES},CPP_start,CPP_end", f"{ENGLAND},0,", f"2023{ENGLAND[4:]},1,2")
    found = {
        row["measure"]: (row["value"], row["symbol"])
        for row in rows(result, "published_figures")
        if row["period"] == "2024"
    }
    assert found == {"CPP_start": (0.0, None), "CPP_end": (None, None)}


def test_what_is_neither_number_nor_symbol_sets_its_row_aside(published, rows):
    result = published(
        "d.csv", f"{PLACES},CPP_start,CPP_end", f"{ENGLAND},many,2", f"2023{ENGLAND[4:]},1,2", f"2022{ENGLAND[4:]},1,2"
    )
    assert (result.rows_in, result.rows_imported, result.rows_set_aside) == (3, 2, 1)
    assert [(p.rule, p.row, p.column) for p in result.problems] == [("number-invalid", 2, "CPP_start")]
    assert {row["period"] for row in rows(result, "published_figures")} == {"2022", "2023"}


def test_a_row_given_twice_is_one_and_two_that_differ_are_neither(published):
    twice = published("d.csv", f"{PLACES},CPP_start", f"{ENGLAND},5", f"{ENGLAND},5")
    assert (twice.rows_imported, [p.rule for p in twice.problems]) == (1, ["row-duplicate"])
    differing = published("d.csv", f"{PLACES},CPP_start", f"{ENGLAND},5", f"{ENGLAND},6", f"2023{ENGLAND[4:]},7")
    assert (differing.rows_imported, {p.rule for p in differing.problems}) == (1, {"key-duplicate"})


def test_open_data_of_which_columns_were_cut_off_is_read_by_time_and_level(published, rows):
    result = published(
        "cut.csv",
        "time_period,geographic_level,new_la_code,la_name,referrals",
        "2021,National,,,597760",
        "2021,Local authority,E10000021,Northamptonshire,c",
    )
    assert [(row["area_code"], row["value"], row["symbol"]) for row in rows(result, "published_figures")] == [
        ("E92000001", 597760, None),
        ("E10000021", None, "c"),
    ]


def test_statistics_of_no_known_form_are_refused_with_the_columns_they_need(published):
    result = published("d.csv", "year,council,referrals", "2021,Exampleshire,5", profile="benchmark-csv")
    assert [p.rule for p in result.problems] == ["statistics-unknown"]
    assert "at least time_period and geographic_level" in result.problems[0].text


def test_rows_of_one_period_are_told_apart_by_their_breakdown_and_day(published, rows):
    result = published(
        "attendance.csv",
        f"{PLACES},date,phase,response_rate",
        "2020,Week 37,National,E92000001,England,,,,,,2020/09/09,All state-funded schools,71",
        "2020,Week 37,National,E92000001,England,,,,,,2020/09/09,Further education,60",
        "2020,Week 37,National,E92000001,England,,,,,,2020/09/10,All state-funded schools,73",
    )
    found = rows(result, "published_figures")
    assert {row["filters"] for row in found} == {
        '{"date":"2020/09/09","phase":"All state-funded schools"}',
        '{"date":"2020/09/09","phase":"Further education"}',
        '{"date":"2020/09/10","phase":"All state-funded schools"}',
    }
    assert {row["measure"] for row in found} == {"response_rate"}


def test_councils_that_report_as_one_keep_their_joint_code(published, rows):
    trust = "E12000004,East Midlands,940 / 941,E06000061 / E06000062,North Northamptonshire / West Northamptonshire"
    result = published(
        "csww.csv", f"{PLACES},vacancy_rate_fte", f"2025,Reporting year,Local authority,E92000001,England,{trust},25.9"
    )
    (row,) = rows(result, "published_figures")
    assert (row["area_code"], row["old_la_code"], row["value"]) == ("E06000061 / E06000062", "940 / 941", 25.9)


def test_published_populations_are_kept_for_every_area(published, rows):
    result = published(
        "population.csv",
        f"{PLACES},age_group,population_estimate",
        f"{ENGLAND},Children aged 0 to 17 years,12183016",
        f"2024,{HACKNEY},Children aged 0 to 17 years,x",
        f"2023,{HACKNEY},Children aged 0 to 17 years,{'9' * 38}",  # no number of children
    )
    assert result.rows_imported == 3
    found = rows(result, "area_populations")
    assert {(row["area_code"], row["mid_year"], row["population"]) for row in found} == {
        ("E92000001", 2024, 12183016),
        ("E09000012", 2024, None),
    }


def test_a_file_of_nothing_but_breakdowns_is_refused_and_does_not_stop_the_reader(published):
    names = [f"breakdown {n}" for n in range(70)]
    result = published(
        "d.csv", f"{PLACES},{','.join(names)},CPP_start", f"{ENGLAND},{','.join('all' for _ in names)},1"
    )
    assert [p.rule for p in result.problems] == ["statistics-unknown"]


def test_a_heading_twice_is_refused(published):
    result = published("d.csv", f"{PLACES},CPP_start,cpp_start", f"{ENGLAND},1,2")
    assert [p.rule for p in result.problems] == ["column-duplicate"]


def test_under_a_councils_code_only_the_population_is_taken(published):
    result = published("d.csv", f"{PLACES},CPP_start", f"{ENGLAND},1", authority="E09000012")
    assert result.outcome == "refused"
    assert "Load it without --authority" in result.problems[0].text


def test_the_interactive_tools_figures_take_their_measure_from_the_row(reader, tmp_path, rows):
    result = reader.read(PROFILES["benchmark-parquet"].write_sample(tmp_path))
    (row,) = rows(result, "published_figures")
    assert (row["measure"], row["period"], row["area_code"], row["value"]) == ("CIN", "2020", "899", 315.8)


NEIGHBOURS_2021 = "LA num,LA Name,LA number,GOInd,GOReg," + ",".join(f"SN{n},SNP" for n in range(1, 11)) + ","


def test_the_2021_neighbours_keep_order_and_closeness_though_the_heading_is_repeated(published, rows):
    nearest = "941,Very Close,891,Close," + ",".join("860,Close" for _ in range(7)) + ",-,-,"
    result = published(
        "New_Statistical_Neighbour_Groupings_April_2021.csv",
        NEIGHBOURS_2021,
        f"940,North Northamptonshire,940,1,East Midlands,{nearest}",
        ",Old SNs:," + "," * 23,
    )
    assert (result.rows_in, result.rows_set_aside) == (2, 1)
    found = rows(result, "statistical_neighbours")
    assert [(row["model"], row["rank"], row["neighbour_code"], row["closeness"]) for row in found[:2]] == [
        ("2021", 1, "941", "Very Close"),
        ("2021", 2, "891", "Close"),
    ] or len(found) == 9
    assert len(found) == 9, "a dash is no neighbour"


OUTCOMES = (
    "Local authority area code,Local authority name,Ofsted region,Inspection date,Publication date,"
    "Overall effectiveness,The impact of leaders on social work practice with children and families"
)


def test_ofsted_outcomes_keep_both_dates(published, rows):
    result = published(
        "la_latest_judgement.csv",
        OUTCOMES,
        "E10000021,Northamptonshire,East Midlands,2019-06-17,2019-07-29,Inadequate,Inadequate",
    )
    (row,) = rows(result, "ofsted_judgements")
    assert (row["inspection_date"].isoformat(), row["publication_date"].isoformat()) == ("2019-06-17", "2019-07-29")
    assert (row["area_code"], row["overall"], row["leaders"]) == ("E10000021", "Inadequate", "Inadequate")
    assert row["listed_in"] == "la-latest-judgement"


def test_the_workbook_of_outcomes_is_read_in_the_open_document_format(reader, tmp_path, rows):
    result = reader.read(PROFILES["benchmark-ods"].write_sample(tmp_path))
    (row,) = rows(result, "ofsted_judgements")
    assert (row["listed_in"], row["area_name"], row["overall"]) == (
        "ILACS_inspection_history",
        "Exampleshire",
        "Inadequate",
    )


def test_an_open_document_spreadsheet_that_unpacks_to_a_giant_table_is_refused(reader, tmp_path):
    import zipfile

    sample = PROFILES["benchmark-ods"].write_sample(tmp_path)
    with zipfile.ZipFile(sample) as package:
        content = package.read("content.xml").decode()
    giant = content.replace("<table:table-row>", '<table:table-row table:number-rows-repeated="9000000">', 1)
    with zipfile.ZipFile(sample, "w") as package:
        package.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        package.writestr("content.xml", giant)
    result = reader.read(sample)
    assert (result.outcome, [p.rule for p in result.problems]) == ("refused", ["cell-far"])


def test_bank_holidays_keep_their_division(reader, tmp_path, rows):
    result = reader.read(PROFILES["benchmark-json"].write_sample(tmp_path))
    (row,) = rows(result, "bank_holidays")
    assert (row["division"], row["holiday"].isoformat(), row["title"]) == (
        "england-and-wales",
        "2020-04-10",
        "Good Friday",
    )


EVENT = {"title": "Good Friday", "date": "2020-04-10"}


@pytest.mark.parametrize(
    "document",
    [
        [{"la_code": "E09000012", "note": "no figure"}],
        {"england-and-wales": {"events": [EVENT]}, "scotland": {"events": 7}},
        {"england-and-wales": {"events": [EVENT, None]}},
        {"england-and-wales": {"events": [EVENT]}, "scotland": None},
        [EVENT, 7],
    ],
)
def test_json_of_another_shape_is_refused(reader, document):
    folder = reader.extract({"other.json": json.dumps(document)})
    result = reader.read(folder / "other.json", profile="benchmark-json")
    assert [p.rule for p in result.problems] == ["statistics-unknown"]


@pytest.mark.parametrize(
    ("whole", "broken"), [("Good Friday", r"Good \ud800"), ('"notes"', r'"unread \ud800": "", "notes"')]
)
def test_half_a_character_in_json_is_told_as_one_that_was_lost(reader, tmp_path, rows, whole, broken):
    sample = PROFILES["benchmark-json"].write_sample(tmp_path)
    text = sample.read_text(encoding="utf-8")
    assert whole in text
    sample.write_text(text.replace(whole, broken), encoding="utf-8")
    result = reader.read(sample)
    assert "encoding-damage" in [problem.rule for problem in result.problems]
    assert len(rows(result, "bank_holidays")) == 1


def test_an_authority_links_to_its_codes_its_region_and_what_replaced_it(published, rows):
    result = published(
        "uk_local_authorities_past_current.csv",
        "local-authority-code,official-name,nice-name,gss-code,start-date,end-date,replaced-by,nation,region,"
        "local-authority-type",
        'NTH,Northamptonshire Council,Northamptonshire,E10000021,,2021-04-01,"NNT,WNT",England,East Midlands,CTY',
    )
    found = {(row["to_scheme"], row["to_code"]) for row in rows(result, "area_links")}
    assert found == {
        ("gss", "E10000021"),
        ("region", "East Midlands"),
        ("type", "CTY"),
        ("replaced-by", "NNT"),
        ("replaced-by", "WNT"),
    }
