"""Each rule of a text return, with what the user is told."""

from __future__ import annotations

import json
from datetime import date

import pytest

from foothold.returns import PROFILES
from foothold.tables import TABLES

HEADINGS = ["cine_referral_id", "cine_person_id", "cine_referral_date", "cine_referral_nfa", "cine_close_date"]
GOOD = ["R1", "C1", "2019-10-01", "N", ""]
PROFESSIONALS = [
    "prof_professional_id",
    "prof_professional_name",
    "prof_full_time_equivalency",
    "prof_professional_caseload",
]


def episodes(reader, *rows):
    """An extract whose only object is cin_episodes."""
    return reader.ssd({"ssd_cin_episodes.csv": [HEADINGS, *rows]})


def told(result, rule):
    return [(p.row, p.column, p.text, p.effect) for p in result.problems if p.rule == rule]


def counts(result):
    assert result.rows_in == result.rows_imported + result.rows_set_aside
    return result.rows_in, result.rows_imported, result.rows_set_aside


def test_a_clean_extract_is_imported_whole_under_the_declared_types(reader, rows):
    result = episodes(reader, GOOD, ["R2", "C2", "07/10/2019", "yes", "2019-11-01 00:00:00"])
    assert (result.outcome, result.profile, result.feed, result.complete) == ("imported", "ssd-folder", "ssd", True)
    assert counts(result) == (2, 2, 0)
    assert {problem.rule for problem in result.problems} == {"column-absent"}
    assert list(rows(result, "cin_episodes")[0]) == [c.name for c in TABLES["cin_episodes"].stored_columns]
    second = rows(result, "cin_episodes")[1]
    assert (second["referral_date"], second["referral_nfa"], second["close_date"]) == (
        date(2019, 10, 7),
        "Y",
        date(2019, 11, 1),
    )


def test_identifiers_are_kept_as_they_were_typed(reader, rows):
    result = episodes(reader, ["00012", "1E5", "2019-10-01", "N", ""], ["12", "NA", "2019-10-01", "N", ""])
    assert [(row["referral_id"], row["person_id"]) for row in rows(result, "cin_episodes")] == [
        ("00012", "1E5"),
        ("12", "NA"),
    ]


@pytest.mark.parametrize(
    "text", ["31/02/2019", "2019-02-30", "04/25/2019", "43739", "2019", "01-10-2019", "1/1/19", "0019-10-01", "soon"]
)
def test_what_is_not_a_date_sets_the_row_aside(reader, text):
    result = episodes(reader, GOOD, ["R2", "C2", text, "N", ""])
    assert counts(result) == (2, 1, 1)
    assert told(result, "date-invalid") == [
        (3, "cine_referral_date", "Row 3, cine_referral_date: not a date. Use dd/mm/yyyy or yyyy-mm-dd.", "set_aside")
    ]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("03/04/2015", date(2015, 4, 3)),
        ("3/4/2015", date(2015, 4, 3)),
        ("03/04/2015 00:00", date(2015, 4, 3)),
        ("2015-04-03T10:20:30.5Z", date(2015, 4, 3)),
        ("1901-01-01", date(1901, 1, 1)),
        ("29/02/2020", date(2020, 2, 29)),
    ],
)
def test_days_come_before_months_and_times_of_day_fall_away(reader, rows, text, day):
    result = episodes(reader, ["R2", "C2", text, "N", ""])
    assert rows(result, "cin_episodes")[0]["referral_date"] == day


def test_a_flag_that_is_neither_yes_nor_no_sets_the_row_aside(reader):
    result = episodes(reader, GOOD, ["R2", "C2", "2019-10-01", "perhaps", ""])
    assert counts(result) == (2, 1, 1)
    assert told(result, "flag-invalid") == [
        (
            3,
            "cine_referral_nfa",
            "Row 3, cine_referral_nfa: neither yes nor no. Use Y, N or leave it blank.",
            "set_aside",
        )
    ]


def test_numbers_are_converted_or_told(reader, rows):
    good = ["W1", "A Name", ".6", "12.0"]
    result = reader.ssd(
        {
            "professionals.csv": [PROFESSIONALS, good, ["W2", "A Name", "0,6", "1"], ["W3", "A Name", "1", "1.5"]],
            "ssd_cin_episodes.csv": [HEADINGS, GOOD],
        }
    )
    assert counts(result) == (4, 2, 2)
    kept = rows(result, "professionals")[0]
    assert (kept["full_time_equivalency"], kept["professional_caseload"]) == (0.6, 12)
    assert [text for _, _, text, _ in told(result, "number-invalid")] == [
        "Row 3, prof_full_time_equivalency: not a number. Use digits and a point, such as 0.6."
    ]
    assert [text for _, _, text, _ in told(result, "integer-invalid")] == [
        "Row 4, prof_professional_caseload: not a whole number. Use digits only, such as 12."
    ]


def test_a_row_without_identifier_or_start_is_set_aside(reader):
    result = episodes(reader, GOOD, [" ", "C2", "2019-10-01", "N", ""], ["R3", "C3", "", "N", ""])
    assert counts(result) == (3, 1, 2)
    assert told(result, "key-missing")[0][2] == (
        "Row 3, cine_referral_id: blank, and the row cannot be identified without it. Fill it in."
    )
    assert told(result, "required-missing")[0][2] == (
        "Row 4, cine_referral_date: blank, and the record cannot be placed without it. Fill it in."
    )


def test_ragged_rows_are_set_aside_with_their_numbers(reader):
    text = (
        ",".join(HEADINGS) + "\nR1,C1,2019-10-01,N,\nR2,C2,2019-10-01\nR3,C3,2019-10-01,N,,extra\nR4,C4,2019-10-02,N,\n"
    )
    result = reader.ssd({"ssd_cin_episodes.csv": text})
    assert counts(result) == (4, 2, 2)
    assert [(row, text) for row, _, text, _ in told(result, "row-ragged")] == [
        (3, "Row 3: 3 fields where the heading has 5. Put quotation marks round a text that holds a comma."),
        (4, "Row 4: 6 fields where the heading has 5. Put quotation marks round a text that holds a comma."),
    ]


def test_an_exact_copy_is_set_aside_and_the_first_stays(reader):
    result = episodes(reader, GOOD, ["R2", "C2", "2019-10-01", "N", ""], GOOD)
    assert counts(result) == (3, 2, 1)
    assert told(result, "row-duplicate") == [
        (4, "cine_referral_id", "Row 4, cine_referral_id: an exact copy of row 2. Remove it.", "set_aside")
    ]


def test_of_two_different_rows_of_one_identifier_neither_is_taken(reader):
    result = episodes(reader, GOOD, ["R2", "C2", "2019-10-01", "N", ""], ["R1", "C1", "2019-10-02", "N", ""])
    assert counts(result) == (3, 1, 2)
    remedy = "but not the same cine_referral_date. Keep the row that is right."
    assert [text for _, _, text, _ in told(result, "key-duplicate")] == [
        f"Row 2, cine_referral_id: the same identifier as row 4, {remedy}",
        f"Row 4, cine_referral_id: the same identifier as row 2, {remedy}",
    ]


def test_all_missing_columns_are_named_at_once(reader):
    result = reader.ssd(
        {"ssd_cin_episodes.csv": [["cine_referral_nfa", "cine_person_id", "cine_referral_id"], ["N", "C", "R"]]}
    )
    assert (result.outcome, counts(result)) == ("refused", (0, 0, 0))
    assert told(result, "column-missing") == [
        (
            None,
            "cine_referral_date",
            "cine_referral_date: missing column: cine_referral_date. Add what is missing and export the file again.",
            "refused",
        )
    ]
    result = reader.ssd({"ssd_cin_episodes.csv": [["cine_referral_nfa", "cine_referral_id"], ["N", "R"]]})
    (refusal,) = (problem for problem in result.problems if problem.rule == "column-missing")
    assert "missing column: cine_person_id, cine_referral_date." in refusal.text


def test_columns_that_are_absent_are_named_once_for_each_file(reader):
    result = episodes(reader, GOOD, ["R2", "C2", "2019-10-02", "", ""])
    (note,) = (problem for problem in result.problems if problem.rule == "column-absent")
    assert (note.file, note.row, note.effect) == ("ssd_cin_episodes.csv", None, "noted")
    assert "cine_close_reason" in note.text
    assert "cine_referral_nfa" not in note.text


def test_a_column_that_is_not_needed_may_be_absent_and_is_not_collected(reader):
    result = episodes(reader, GOOD)
    assert "close_reason" in result.not_collected["cin_episodes"]
    assert "referral_date" not in result.not_collected["cin_episodes"]
    assert set(result.not_collected["contacts"]) == {c.name for c in TABLES["contacts"].stored_columns}


def test_columns_and_files_that_are_not_known_are_noted(reader):
    result = reader.ssd({"ssd_cin_episodes.csv": [[*HEADINGS, "colour"], [*GOOD, "red"]], "notes.csv": "a,b\n1,2\n"})
    assert counts(result) == (1, 1, 0)
    assert told(result, "column-unknown")[0][1:] == (
        "colour",
        "colour: not a column of this format; it was not read.",
        "noted",
    )
    assert [p.file for p in result.problems if p.rule == "file-unknown"] == ["notes.csv"]


def test_a_column_given_twice_is_refused(reader):
    result = reader.ssd({"ssd_cin_episodes.csv": [[*HEADINGS, "CINE Referral Date"], [*GOOD, "2019-10-02"]]})
    assert result.outcome == "refused"
    assert told(result, "column-duplicate")[0][1:3] == (
        "CINE Referral Date",
        "Row 1, CINE Referral Date: the column appears twice. Remove one of them.",
    )


def test_headings_may_be_spelled_in_any_case_and_with_spaces(reader, rows):
    result = reader.ssd(
        {"CIN_Episodes.CSV": [["Referral ID", "CINE Person-Id", " cine_REFERRAL_date "], ["R", "C", "1/2/2019"]]}
    )
    assert counts(result) == (1, 1, 0)
    assert rows(result, "cin_episodes")[0]["referral_date"] == date(2019, 2, 1)


def test_rows_above_the_headings_blank_rows_and_totals_are_no_records(reader):
    text = "Extract of the county\n\n" + ",".join(HEADINGS) + "\n\nR1,C1,2019-10-01,N,\n,,,,\n,Total,,,\n"
    result = reader.ssd({"ssd_cin_episodes.csv": text})
    assert counts(result) == (2, 1, 1)
    assert told(result, "title-row")[0][2] == "2 rows above the headings were skipped."
    assert told(result, "blank-row")[0][2] == "2 blank rows were skipped."
    says = "Row 7: a row of totals among the records, and not a record. Remove it."
    assert told(result, "totals-row")[0][:3] == (7, "", says)


def test_row_numbers_count_from_the_top_of_the_file(reader):
    text = "Extract\n" + ",".join(HEADINGS) + "\nR1,C1,2019-10-01,N,\n\nR2,C2,never,N,\n"
    assert told(reader.ssd({"ssd_cin_episodes.csv": text}), "date-invalid")[0][0] == 5


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_other_forms_of_unicode_are_read(reader, rows, encoding):
    text = ",".join(PROFESSIONALS) + "\nW1,Zoë Ω,1,2\n"
    result = reader.ssd({"professionals.csv": text.encode(encoding)})
    assert rows(result, "identities/professionals") == [{"professional_id": "W1", "professional_name": "Zoë Ω"}]


def test_windows_text_is_read_with_a_note(reader, rows):
    text = ",".join(PROFESSIONALS) + "\nW1,Zoë O\u2019Neil,1,2\n"
    result = reader.ssd({"professionals.csv": text.encode("cp1252")})
    assert rows(result, "identities/professionals")[0]["professional_name"] == "Zoë O\u2019Neil"
    assert told(result, "encoding")[0][2] == (
        "The file is encoded as Windows-1252. It was read; next time save it as CSV UTF-8."
    )


@pytest.mark.parametrize(
    ("data", "looks"),
    [
        (",".join(HEADINGS).encode("utf-16-le") + b"\n\x00", "UTF-16 without a byte order mark"),
        (",".join([*HEADINGS, "x" * 200]).encode("cp500"), "an unknown encoding"),
        (b"%PDF-1.7 cine_referral_id", "a PDF document, not text"),
    ],
)
def test_what_is_not_text_we_know_is_refused_with_the_encoding(reader, data, looks):
    result = reader.ssd(
        {"ssd_cin_episodes.csv": data, "ssd_professionals.csv": [PROFESSIONALS, ["W", "A Name", "1", "1"]]}
    )
    assert result.outcome == "refused"
    text = told(result, "encoding-unreadable")[0][2]
    assert "not encoded as UTF-8" in text
    assert "In Excel choose Save As, CSV UTF-8" in text
    assert looks in text or "EBCDIC" in text


def test_an_open_quotation_mark_is_refused_at_its_row(reader):
    text = ",".join(HEADINGS) + '\nR1,C1,2019-10-01,N,\nR2,"C2,2019-10-01,N,\nR3,C3,2019-10-01,N,\n'
    result = reader.ssd({"ssd_cin_episodes.csv": text})
    assert (result.outcome, counts(result)) == ("refused", (0, 0, 0))
    assert told(result, "quote-open")[0][0] == 3


def test_a_value_may_run_over_lines_between_quotation_marks(reader, rows):
    text = ",".join([*HEADINGS, "cine_close_reason"]) + '\nR1,C1,2019-10-01,N,,"two\nlines"\nR2,C2,never,N,,RC1\n'
    result = reader.ssd({"ssd_cin_episodes.csv": text})
    assert rows(result, "cin_episodes")[0]["close_reason"] == "two\nlines"
    assert told(result, "date-invalid")[0][0] == 3


def test_a_file_that_was_cut_off_is_refused(reader):
    text = ",".join(HEADINGS) + "\nR1,C1,2019-10-01,N,\nR2,C2,2019-1"
    result = reader.ssd({"ssd_cin_episodes.csv": text})
    assert told(result, "file-truncated") == [
        (3, "", "Row 3: the file ends in the middle of a record, so it was cut off. Export it again.", "refused")
    ]


def test_an_empty_file_is_refused_and_headings_alone_are_an_empty_object(reader):
    assert told(reader.ssd({"ssd_cin_episodes.csv": b"", "ssd_professionals.csv": [PROFESSIONALS]}), "file-empty")
    result = reader.ssd({"ssd_cin_episodes.csv": [HEADINGS, GOOD], "ssd_professionals.csv": [PROFESSIONALS]})
    assert result.tables == {"cin_episodes": 1, "professionals": 0}


def test_links_folders_and_empty_files_are_told_with_what_to_do(reader):
    folder = reader.extract({"ssd_cin_episodes.csv": [HEADINGS, GOOD], "notes.csv": b"", "read me.txt": "x"})
    (folder / "inside").mkdir()
    (folder / "ssd_person.csv").symlink_to(folder / "ssd_cin_episodes.csv")
    result = reader.read(folder)
    assert (result.outcome, set(result.tables)) == ("imported", {"cin_episodes"})
    about = {problem.file: (problem.rule, problem.text) for problem in result.problems if problem.row is None}
    assert {file: rule for file, (rule, _) in about.items() if file != "ssd_cin_episodes.csv"} == {
        "inside": "folder-inside",
        "notes.csv": "file-blank",
        "read me.txt": "file-unknown",
        "ssd_person.csv": "link-skipped",
    }
    assert "Put the file itself in its place" in about["ssd_person.csv"][1]


def test_a_folder_of_links_and_empty_files_alone_is_refused_with_each_of_them(reader):
    folder = reader.extract({"ssd_person.csv": b""})
    (folder / "ssd_cin_episodes.csv").symlink_to(folder / "ssd_person.csv")
    result = reader.read(folder)
    assert [(p.file, p.rule) for p in result.problems][:2] == [
        ("ssd_cin_episodes.csv", "link-skipped"),
        ("ssd_person.csv", "file-blank"),
    ]
    assert result.problems[-1].rule == "format-unknown"


def test_an_extract_of_which_no_row_can_be_read_is_refused(reader):
    result = episodes(reader, ["R1", "C1", "never", "N", ""])
    assert (result.outcome, counts(result)) == ("refused", (1, 0, 1))
    assert result.problems[-1].rule == "rows-all-aside"


def test_a_nul_character_sets_the_row_aside(reader):
    text = ",".join(HEADINGS) + "\nR1,C1,2019-10-01,N,\nR\x002,C2,2019-10-01,N,\n"
    result = reader.ssd({"ssd_cin_episodes.csv": text})
    assert counts(result) == (2, 1, 1)
    assert told(result, "nul-byte")[0][2] == "Row 3: holds a NUL character, a sign of damage. Export the file again."


def test_invisible_characters_around_identifiers_are_taken_off_with_a_note(reader, rows):
    result = episodes(reader, ["\u200bR1", "C1\u00a0", "2019-10-01", "N", ""], [" R2", "C2", "2019-10-01", "N", ""])
    assert [(r["referral_id"], r["person_id"]) for r in rows(result, "cin_episodes")] == [("R1", "C1"), ("R2", "C2")]
    assert {(row, column) for row, column, _, _ in told(result, "spaces-stripped")} == {
        (2, "cine_referral_id"),
        (2, "cine_person_id"),
        (3, "cine_referral_id"),
    }


def test_names_keep_joiners_and_emoji_and_accents_are_brought_together(reader, rows):
    family = "\U0001f468\u200d\U0001f469\u200d\U0001f467"
    result = reader.ssd(
        {
            "professionals.csv": [
                PROFESSIONALS,
                ["W1", f"\u0646\u200c\u0646 {family}", "1", "2"],
                ["W2", "Zoe\u0308", "1", "1"],
            ]
        }
    )
    names = [row["professional_name"] for row in rows(result, "identities/professionals")]
    assert names == [f"\u0646\u200c\u0646 {family}", "Zoë"]


def test_a_value_longer_than_a_cell_is_set_aside(reader):
    result = reader.ssd(
        {"ssd_cin_episodes.csv": [[*HEADINGS, "cine_close_reason"], [*GOOD, "x" * 40_000], ["R2", *GOOD[1:], "RC1"]]}
    )
    assert counts(result) == (2, 1, 1)
    assert told(result, "value-too-long")[0][:2] == (2, "cine_close_reason")


def test_other_delimiters_are_read_with_a_note(reader):
    text = ";".join(HEADINGS) + "\nR1;C1;2019-10-01;N;\n"
    result = reader.ssd({"ssd_cin_episodes.csv": text})
    assert counts(result) == (1, 1, 0)
    assert told(result, "delimiter")[0][2] == "Fields are separated by semicolons and not by commas; it was read so."


def test_names_and_postcodes_never_reach_the_tables_or_the_rows_set_aside(reader, rows):
    person = ["pers_person_id", "pers_forename", "pers_surname", "pers_dob"]
    address = ["addr_table_id", "addr_person_id", "addr_address_postcode", "addr_address_start_date"]
    result = reader.ssd(
        {
            "ssd_person.csv": [person, ["C1", "Canary", "Bird", "2012-01-01"], ["C2", "Canary", "Bird", "never"]],
            "ssd_address.csv": [address, ["A1", "C1", "nn1  1aa", ""], ["A2", "C1", "canary", ""]],
        }
    )
    assert rows(result, "identities/person")[0]["surname"] == "Bird"
    assert [row["address_postcode_district"] for row in rows(result, "address")] == ["NN1", None]
    aside = rows(result, "set_aside")
    assert [(r["file"], r["row"], r["rule"]) for r in aside] == [("ssd_person.csv", 3, "date-invalid")]
    assert json.loads(aside[0]["record"]) == {"pers_person_id": "C2", "pers_dob": "never"}
    everything = json.dumps([rows(result, t) for t in ("person", "address", "set_aside")], default=str)
    assert "anary" not in everything
    assert "1AA" not in everything.upper()


def test_a_folder_without_any_known_file_is_not_recognised(reader):
    result = reader.ssd({"notes.csv": "a,b\n1,2\n"})
    assert (result.outcome, result.profile) == ("refused", "")
    assert result.problems[0].text.startswith("The format was not recognised: ")
    assert result.problems[0].text.endswith(f" Known formats: {', '.join(PROFILES)}.")
    named = reader.read(reader.extract({"notes.csv": "a,b\n1,2\n"}), profile="ssd-folder")
    assert [p.rule for p in named.problems] == ["file-unknown", "folder-unknown"]


def test_many_breaches_of_one_rule_are_counted_and_the_first_named(reader):
    result = episodes(reader, GOOD, *([f"X{n}", "C", "never", "N", ""] for n in range(50)))
    shown = told(result, "date-invalid")
    assert len(shown) == 21
    assert shown[-1][2] == "cine_referral_date: 30 more rows with the problem date-invalid (50 in all)."
    assert counts(result) == (51, 1, 50)


def test_sources_are_fingerprinted_in_order_of_name(reader):
    result = reader.ssd({"ssd_professionals.csv": [PROFESSIONALS], "ssd_cin_episodes.csv": [HEADINGS, GOOD]})
    assert [source.name for source in result.sources] == ["ssd_cin_episodes.csv", "ssd_professionals.csv"]
    assert all(len(source.sha256) == 64 for source in result.sources)


def test_the_records_of_rows_set_aside_are_handed_over_where_they_can_be_told(reader, rows):
    result = episodes(
        reader,
        GOOD,
        ["R2", "C2", "31/02/2019", "N", ""],  # no such date
        ["R3", "C3", "2019-10-01", "N", ""],  # twice, and not the same
        ["R3", "C3", "2019-10-02", "N", ""],
        ["", "C4", "2019-10-01", "N", ""],  # nobody can tell which
        [" R5", "C5", "2019-10-01"],  # too short
        ["R1", "C1", "2019-10-01", "N", ""],  # an exact copy
    )
    assert counts(result) == (7, 1, 6)
    told = {row["referral_id"] for row in rows(result, "set_aside_keys/cin_episodes")}
    assert told == {"R1", "R2", "R3", "R5"}


def test_a_clean_extract_hands_over_no_records_set_aside(reader):
    assert not (episodes(reader, GOOD).folder / "set_aside_keys").exists()
