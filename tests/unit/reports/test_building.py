"""A built report: figures resolved or explained, claims tried, adverse movements found, editions kept apart."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from foothold.reports import BuiltReport, check, diff
from foothold.reports.built import content_identity, from_json, to_json
from foothold.reports.draft import plain
from foothold.terms.errors import Refused

Build = Callable[..., BuiltReport]
JUNE, FEBRUARY = date(2020, 6, 30), date(2020, 2, 20)
SECTIONS = "".join(
    f"\n## {name}\n\nNothing to say here.\n"
    for name in ("Overview", "Service improvement", "Trust", "Reorganisation", "Recommendations", "Next update")
)


def prose(report: BuiltReport) -> str:
    """The report's paragraphs as text."""
    return "\n".join(plain(block.runs) for block in report.blocks if block.kind == "paragraph")


def test_a_figure_without_a_date_has_the_date_of_the_report(report: Build) -> None:
    built = report("On arrival {{ind:AL01@2019-10-14}}, now {{ind:AL01}}.")
    assert prose(built).splitlines()[0] == "On arrival 312, now 0."
    assert [figure.binding for figure in built.figures] == ["ind:AL01@2019-10-14", "ind:AL01@2020-06-30"]


def test_a_zero_does_not_stand_without_whose_zero_it_is(report: Build) -> None:
    built = report("Now {{ind:AL01}}, still {{ind:AL01}}.")
    assert prose(built).splitlines() == ["Now 0, still 0.", "Zero by one of two definitions, shown from 0 on."]
    assert "Zero by" not in prose(report("On arrival {{ind:AL01@2019-10-14}}."))


def test_the_public_edition_hides_small_counts_beside_a_zero(report: Build) -> None:
    assert "shown from 6 on" in prose(report("Now {{ind:AL01}}.", edition="public"))


def test_the_same_figure_stated_twice_is_one_figure(report: Build) -> None:
    built = report("{{ind:AL01}} and {{ind:AL01@2020-06-30}}.")
    assert len(built.figures) == 1
    assert [run.ref for run in built.blocks[0].runs if run.ref] == [1, 1]


@pytest.mark.parametrize(
    ("binding", "words"),
    [
        ("ind:XX99", "not known (there is no indicator XX99)"),
        ("ind:AL01@2020-07-01", "not known (a date after the report's own)"),
        ("ind:AL01 team=T-X", "not known (AL01 has no such team)"),
        ("ind:AS02", "not collected (cin_assessments.assessment_auth_date)"),
        ("fact:nothing_known", "not known (there is no cited fact nothing_known)"),
        ("nonsense", "not known (a binding that cannot be read)"),
    ],
)
def test_a_figure_that_cannot_be_had_says_why_and_fails_the_check(
    report: Build, evidence, binding: str, words: str
) -> None:
    evidence.missing["AS02"] = "cin_assessments.assessment_auth_date"
    built = report(f"It is {{{{{binding}}}}}." + SECTIONS)
    assert f"It is {words}." in prose(built)
    assert check(built).failed


def test_a_fact_cannot_be_stated_before_it_was_published(report: Build) -> None:
    assert prose(report("{{fact:schools_open_2020}}")) == "93.5%"
    early = report("{{fact:schools_open_2020}}", as_at=FEBRUARY)
    assert prose(early) == "not known (not published until 30 June 2020)"


def test_a_cited_fact_says_that_nobody_computed_it(report: Build) -> None:
    (figure,) = report("{{fact:attendance_vulnerable_2020}}").figures
    assert "not computed from the council's data" in figure.words
    assert figure.measured is None


@pytest.mark.parametrize(
    ("claim", "holds"),
    [
        ("AL01 == 0", True),
        ("AL01@2019-10-14 > 300", True),
        ("AL01@2019-10-14 < 300", False),
        ("AL01 != 0", False),
        ("change:CP06@2020-01-31..2020-06-30|numerator == 4 +- 0.1", True),
        ("change:AS02@2020-01-31..2020-06-30 <= -10", True),
        ("FD10 == 60 +- 1", True),
        ("AL02@2020-02-20 > AL02@2019-10-14", True),
        ("level:AL01 < 4", True),
        ("XX99 == 0", None),
        ("AL01@2020-07-01 == 0", None),
    ],
)
def test_claims_are_tried_on_the_data(report: Build, claim: str, holds: bool | None) -> None:
    built = report(f"So it is. {{{{claim: {claim}}}}}" + SECTIONS)
    assert [each.holds for each in built.claims] == [holds]
    assert check(built).failed is (holds is not True)
    assert "So it is." in prose(built)


def test_an_adverse_movement_that_the_draft_leaves_out_is_listed_to_its_author(report: Build) -> None:
    silent, frank = report("All is well."), report("In time: {{ind:AS02}}.")
    assert [moved.indicator for moved in silent.unmentioned] == ["AS02"]
    assert silent.adverse[0].words == "AS02 Assessments in time: 80.0% on 30 March 2020, 70.0% on 30 June 2020"
    assert [moved.indicator for moved in frank.adverse] == ["AS02"]
    assert frank.unmentioned == ()
    assert not check(report("All is well." + SECTIONS)).failed


def test_adverse_is_measured_from_the_report_before(report: Build) -> None:
    first = report("Held: {{ind:AL02}}.", as_at=date(2019, 12, 31))
    later = report("Nothing.", as_at=FEBRUARY, previous=first)
    assert later.adverse_since == date(2019, 12, 31)
    assert [moved.indicator for moved in later.unmentioned] == ["AL02"]


def test_adverse_movements_beyond_chance_come_first_and_the_largest_first(report: Build, evidence: Any) -> None:
    start, now = date(2019, 9, 1), JUNE
    evidence.counts |= {
        "AS02": {start: (80, 100), now: (75, 100)},  # once in three times by chance
        "AL02": {start: (40, 2000), now: (80, 2000)},
        "AL01": {start: (300, 2000), now: (500, 2000)},
        "AL04": {start: (6, None), now: (5, None)},  # weeks: nobody is counted
    }
    moved = report("All is well.").unmentioned
    assert [(each.indicator, each.beyond_chance) for each in moved] == [
        ("AL01", True),
        ("AL02", True),
        ("AL04", None),
        ("AS02", False),
    ]
    told = check(report("All is well." + SECTIONS))
    assert told.findings[-4].why.endswith("500 on 30 June 2020: more than chance alone would move it")
    assert told.findings[-1].why.endswith("75.0% on 30 June 2020: chance alone may move it so far")
    warned = report("All is well.").warnings
    assert [one.split(":")[1].split()[0] for one in warned if one.startswith("adverse movement not")] == [
        "AL01",
        "AL02",
        "AL04",
    ]
    assert warned[-1].startswith("adverse movements not mentioned that chance alone may make: 1 ")
    assert told.verdict.endswith("adverse movement not mentioned: 4, 2 of them by more than chance alone")


def test_what_looks_the_same_is_no_movement(report: Build, evidence: Any) -> None:
    evidence.counts["AS02"] = {date(2019, 9, 1): (80_001, 100_000), JUNE: (79_999, 100_000)}
    assert report("All is well.").adverse == ()


def test_an_indicator_that_reads_low_at_first_is_compared_when_it_has_settled(report: Build, evidence: Any) -> None:
    evidence.settling["AS02"] = 40
    assert report("All is well.").adverse == ()
    evidence.settling["AS02"] = 10
    (moved,) = report("All is well.").adverse
    assert (moved.earlier_as_at, moved.later_as_at) == (date(2020, 3, 20), date(2020, 6, 20))
    assert ("AS02", None, date(2020, 6, 20)) in evidence.prepared


def test_what_rests_on_the_newest_state_is_never_a_movement(report: Build, evidence: Any) -> None:
    (moved,) = report("All is well.").adverse
    evidence.of_newest_state.add(moved.indicator)
    assert report("All is well.").adverse == ()


def test_a_report_built_before_chance_was_told_keeps_its_identity(report: Build) -> None:
    built = report("All is well.")
    (moved,) = built.adverse
    before = replace(built, adverse=(replace(moved, beyond_chance=None),)).frozen()
    assert "beyond_chance" not in to_json(before)
    assert content_identity(from_json(to_json(before))) == before.identity
    assert from_json(to_json(built)) == built


def test_numbers_that_nothing_stands_behind_are_listed_with_their_line(report: Build) -> None:
    (unbound,) = report("There are 300 cases.").unbound
    assert (unbound.line, unbound.number, unbound.sentence) == (5, "300", "There are 300 cases.")


def test_the_public_edition_holds_no_small_count_anywhere(report: Build) -> None:
    body = (
        "Held {{ind:AL02}}, {{ind:AL02|numerator}}, {{change:AL02@2020-02-20..2020-06-30}}. "
        "{{claim: AL02|numerator == 3}}\n\n{{chart:AL01}}\n"
    )
    public, minister = report(body, edition="public"), report(body)
    assert prose(public) == "Held c, c, c."
    assert "Held 0.1%, 3," in prose(minister)
    assert minister.charts[0].svg
    assert (public.charts[0].svg, public.charts[0].rows) == ("", ())
    assert [(claim.holds, claim.written) for claim in public.claims] == [
        (True, "a claim about a count that this edition hides")
    ]
    frozen = to_json(public)
    assert '"numerator":3' not in frozen
    assert "AL02|numerator == 3" not in frozen


def test_the_public_edition_takes_nothing_from_another(report: Build) -> None:
    with pytest.raises(Refused, match="Name the public edition of it"):
        report("Text.", edition="public", previous=report("Text.", as_at=FEBRUARY))
    assert report("Text.", edition="public", previous=report("Text.", as_at=FEBRUARY, edition="public")).previous


def test_the_public_edition_names_a_level_without_its_counts(report: Build) -> None:
    (public,) = report("{{level:AL01}}", edition="public").figures
    assert (public.display, public.words) == (
        "Unallocated cases: tentative, not yet embedded.",
        "in the other editions",
    )
    assert report("{{level:AL01}}").figures[0].display == "Zero for 6 weeks: tentative, not yet embedded."


def test_recommendations_have_one_of_five_statuses(report: Build) -> None:
    table = "## Recommendations\n\n| Number | Recommendation | Status |\n|---|---|---|\n| 1 | Keep it up | {} |\n"
    assert report(table.format("partly met")).recommendations[0].status == "partly met"
    with pytest.raises(Refused, match="recommendation 1 has the status going well"):
        report(table.format("going well"))


def test_a_section_that_is_missing_is_a_problem(report: Build) -> None:
    assert "no section on trust" in report("## Overview\n\nText.\n").problems
    assert report(SECTIONS).problems == ()


def test_editions_and_dates_that_make_no_sense_are_refused(report: Build) -> None:
    with pytest.raises(Refused, match="There is no edition secret"):
        report("Text.", edition="secret")
    with pytest.raises(Refused, match="not before"):
        report("Text.", as_at=FEBRUARY, previous=report("Text."))


def test_what_changed_is_said_by_kind(report: Build) -> None:
    recommended = "\n\n| Number | Recommendation | Status |\n|---|---|---|\n| 1 | Keep it up | {} |\n"
    body = "Held {{{{ind:AL02}}}}, date {{{{fact:{}}}}}. {{{{claim: {}}}}} Nothing else can be said of this today."
    earlier = report(body.format("trust_first_plan", "AL01 == 0") + recommended.format("new"), as_at=FEBRUARY)
    later = report(body.format("trust_latest", "AL04 > 6") + recommended.format("met"), previous=earlier)
    lines = {(line.kind, line.earlier, line.later) for line in diff(earlier, later).lines}
    assert ("figure moved", "2.2% on 20 February 2020", "0.1% on 30 June 2020 (better)") in lines
    assert ("fact moved", "July 2020", "1 April 2021") in lines
    assert ("claim dropped", "holds", "not in the report") in lines
    assert ("claim new", "not in the report", "holds") in lines
    assert ("recommendation", "new", "met") in lines
    assert ("adverse, not mentioned", "80.0%", "70.0%") in lines
    repeated = [line.subject for line in diff(earlier, later).lines if line.kind == "statement repeated"]
    assert repeated == ["Nothing else can be said of this today."]
    assert {line.kind for line in later.changes} == {"figure moved", "fact moved", "recommendation"}


def test_a_figure_of_one_date_that_is_stated_differently_is_restated(report: Build, evidence) -> None:
    earlier = report("Then {{ind:AL01@2019-10-14}}.", as_at=FEBRUARY)
    evidence.counts["AL01"][date(2019, 10, 14)] = (315, 2000)
    later = report("Then {{ind:AL01@2019-10-14}}.")
    lines = [(line.kind, line.earlier, line.later) for line in diff(earlier, later).lines]
    assert ("figure restated", "312", "315") in lines


def test_every_unsliced_figure_is_asked_for_ahead(report: Build, evidence) -> None:
    report("{{ind:AL01}} {{change:CP06@2020-01-31..2020-05-31}} {{ind:AL01 team=T-N-DA}} {{ind:XX99}}")
    asked = {(indicator, as_at) for indicator, _, as_at in evidence.prepared}
    assert {("AL01", JUNE), ("CP06", date(2020, 1, 31)), ("CP06", date(2020, 5, 31))} <= asked
    assert "XX99" not in {indicator for indicator, _ in asked}
