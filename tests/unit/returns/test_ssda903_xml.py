"""The looked-after children return in one XML file, however its elements lie inside each other."""

from __future__ import annotations

import pytest

from foothold.returns import PROFILES
from foothold.returns.ssda903.modules import modules
from foothold.returns.ssda903.sample import SAMPLE

SECRET = "Q-secret-value"
HEADER = "<SEX>2</SEX><DOB>04/05/2012</DOB><ETHNIC>WBRI</ETHNIC><UPN>UN1</UPN><MOTHER/><MC_DOB/>"
EPISODE = "<DECOM>03/06/2019</DECOM><RNE>S</RNE><LS>V2</LS><CIN>N1</CIN><PLACE>U4</PLACE>"


@pytest.fixture
def read(reader):
    def read(content, **options):
        result = reader.read(reader.extract({"r.xml": content}) / "r.xml", **options)
        assert result.rows_in == result.rows_imported + result.rows_set_aside
        assert SECRET not in " ".join(problem.text for problem in result.problems)
        return result

    return read


def rules(result):
    return {problem.rule for problem in result.problems}


def test_all_modules_become_what_they_become_as_csv(reader, tmp_path, rows):
    together = reader.read(PROFILES["ssda903-zip"].write_sample(tmp_path / "zip"))
    result = reader.read(PROFILES["ssda903-xml"].write_sample(tmp_path / "xml"))
    assert (result.profile, result.feed, result.outcome, result.problems) == (
        *("ssda903-xml", "ssda903"),
        *("imported", ()),
    )
    assert (result.rows_in, result.tables) == (sum(map(len, SAMPLE.values())), together.tables)
    for table in together.tables:
        assert sorted(map(str, rows(result, table))) == sorted(map(str, rows(together, table)))


@pytest.mark.parametrize(
    "content",
    [
        f"<EXPSSDA903>\n<CHILD>\n<H>\n<CHILDID>1</CHILDID>{HEADER}</H>\n<E>\n{EPISODE}</E>\n</CHILD>\n</EXPSSDA903>",
        f"<x:R xmlns:x='urn:x'>\n<x:CHILD>\n<x:CHILD>1</x:CHILD>{HEADER}\n<e>\n{EPISODE}</e>\n</x:CHILD>\n</x:R>",
        f"<R>\n<hs>\n<h>\n<CHILD>1</CHILD>{HEADER}</h>\n</hs>\n<es>\n<e>\n<CHILD>1</CHILD>{EPISODE}</e>\n</es>\n</R>",
        f"<R>\n<C>\n<EPISODES>\n<EPISODE>\n{EPISODE}</EPISODE>\n</EPISODES>\n<H>\n<CHILD>1</CHILD>{HEADER}</H>\n</C></R>",
        f"<R>\n<CHILD>1</CHILD>{HEADER}{EPISODE}</R>",
    ],
    ids=["by child", "in a namespace", "by module", "identifier last", "flat"],
)
def test_any_nesting(read, rows, content):
    result = read(content)
    assert (result.profile, result.rows_in, result.rows_set_aside) == ("ssda903-xml", 2, 0)
    assert [(p["person_id"], p["sex"], str(p["dob"])) for p in rows(result, "person")] == [("1", "F", "2012-05-04")]
    assert [(e["person_id"], e["cla_episode_start_reason"]) for e in rows(result, "cla_episodes")] == [("1", "S")]


def test_records_of_two_children_are_not_mixed(read, rows):
    children = "".join(
        f"<CHILD>\n<CHILDID>{number}</CHILDID>\n<REVIEWS>\n<REVIEW>0{number}/07/2019</REVIEW><REVIEW_CODE>PN1"
        f"</REVIEW_CODE>\n<REVIEW>1{number}/12/2019</REVIEW><REVIEW_CODE>PN2</REVIEW_CODE></REVIEWS>\n</CHILD>\n"
        for number in (1, 2)
    )
    found = rows(read(f"<R>{children}</R>"), "cla_reviews")
    assert {(row["cla_id"][0], str(row["cla_review_date"]), row["cla_review_participation"]) for row in found} == {
        ("1", "2019-07-01", "PN1"),
        ("1", "2019-12-11", "PN2"),
        ("2", "2019-07-02", "PN1"),
        ("2", "2019-12-12", "PN2"),
    }


def test_a_record_of_no_child_is_set_aside_with_its_line(read):
    result = read(f"<R>\n<a>\n<CHILD>1</CHILD>\n<e>\n{EPISODE}</e></a>\n<e>\n{EPISODE}</e>\n<CHILD>2</CHILD></R>")
    assert (result.rows_in, result.rows_set_aside) == (2, 0)
    result = read(
        f"<R>\n<a>\n<CHILD>1</CHILD></a>\n<a>\n<CHILD>2</CHILD></a>\n<e>\n{EPISODE}</e></R>", profile="ssda903-xml"
    )
    (problem,) = (problem for problem in result.problems if problem.effect == "set_aside")
    assert (result.rows_in, problem.rule, problem.row, problem.column) == (1, "key-missing", 6, "CHILD")


def test_a_wrong_date_is_told_by_line_and_column(read):
    bad = EPISODE.replace("03/06/2019", SECRET)
    result = read(f"<R>\n<C>\n<CHILD>1</CHILD>\n<E>\n{EPISODE}</E>\n<E>\n{bad}</E>\n</C></R>")
    (problem,) = result.problems
    assert (problem.rule, problem.row, problem.column, result.rows_set_aside) == ("date-invalid", 6, "DECOM", 1)


def test_elements_of_no_module_and_repeated_ones_are_told_of(read):
    twice = f"<R>\n<C>\n<CHILD>1</CHILD>{HEADER}<ETHNIC>AOTH</ETHNIC><Shoe>9</Shoe></C></R>"
    assert {(problem.rule, problem.column) for problem in read(twice).problems} == {
        ("element-repeated", "ETHNIC"),
        ("element-unknown", "Shoe"),
    }


@pytest.mark.parametrize(
    ("content", "rule", "row"),
    [
        ("<?xml version='1.0'?>\n<!DOCTYPE R>\n<R><CHILD>1</CHILD></R>", "xml-doctype", 2),
        ("<R><C>" + "<d>" * 100_000, "xml-deep", 1),
        (f"<R>\n<C>\n<CHILD>1</CHILD>{HEADER}", "file-truncated", 3),
        ("<R><Other>1</Other></R>", "format-wrong", None),
    ],
)
def test_what_is_refused(read, content, rule, row):
    result = read(content, profile="ssda903-xml")
    assert (result.outcome, result.rows_in) == ("refused", 0)
    assert [(problem.rule, problem.row) for problem in result.problems if problem.effect == "refused"] == [(rule, row)]


def test_a_column_that_no_record_has_is_not_collected(read):
    result = read(f"<R>\n<C>\n<CHILD>1</CHILD>{EPISODE}</C></R>")
    assert "cla_placement_urn" in result.not_collected["cla_placement"]
    assert {"dob"} <= set(result.not_collected["person"])
    assert len(modules()["episodes"]) == 13


def test_a_code_of_other_years_is_kept_and_told_with_its_years(read, rows):
    old = EPISODE.replace("U4", "H5").replace("03/06", "04/06")
    new = EPISODE.replace("U4", "Z11").replace("03/06", "05/06")
    newer = EPISODE.replace("U4", "Z12").replace("03/06", "06/06")
    told = "".join(f"<E>\n{one}</E>\n" for one in (old, new, newer))
    result = read(f"<R>\n<C>\n<CHILD>1</CHILD>\n{told}</C></R>")
    (problem,) = result.problems
    assert (problem.rule, problem.row, problem.column, problem.effect) == ("code-other-year", 4, "PLACE", "noted")
    assert "2017 to 2024, and this return is of 2027" in problem.text
    assert result.rows_set_aside == 0
    assert "H5" in {row["cla_placement_type"] for row in rows(result, "cla_placement")}
