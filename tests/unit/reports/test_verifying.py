"""Verification: the same data give the same figures, and anything else is named."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

from foothold.reports import BuiltReport, read, write
from foothold.reports.verifying import _file_parts, verify_with

Build = Callable[..., BuiltReport]
BODY = (
    "Now {{ind:AL01}}, then {{ind:AL01@2019-10-14}}, {{level:AL01}}, {{fact:schools_open_2020}}, {{ind:XX99}}.\n\n"
    "{{chart:AL01}}\n"
)


def outcomes(report: BuiltReport, evidence) -> dict[str, str]:
    """Each part that is not the same, with what was found."""
    return {part.what: part.found for part in verify_with(report, evidence) if part.outcome != "same"}


def test_the_same_evidence_gives_the_same_report(report: Build, evidence) -> None:
    assert outcomes(report(BODY), evidence) == {}


def test_a_figure_that_moved_is_named_with_both_values(report: Build, evidence) -> None:
    built = report(BODY)
    evidence.counts["AL01"][date(2019, 10, 14)] = (315, 2000)
    assert outcomes(built, evidence) == {"ind:AL01@2019-10-14": "315"}


def test_another_snapshot_is_named_even_where_no_figure_moved(report: Build, evidence) -> None:
    built = report(BODY)
    assert outcomes(built, replace(evidence, identity="e" * 64)) == {"snapshot": "e" * 64}


def test_a_changed_definition_is_said_to_be_the_reason(report: Build, evidence, monkeypatch) -> None:
    built = report("Now {{ind:AL01}}.")
    known = evidence.definition
    monkeypatch.setattr(type(evidence), "definition", lambda self, name: replace(known(name), hash="new"))
    assert outcomes(built, evidence) == {"ind:AL01@2020-06-30": "0 (the definition has changed)"}


def test_a_chart_that_would_be_drawn_otherwise_is_named(report: Build, evidence, monkeypatch) -> None:
    built = report(BODY)
    drawn = type(evidence).chart
    for change in ({"rows": ()}, {"sentence": "Up again."}):
        monkeypatch.setattr(type(evidence), "chart", lambda *asked, change=change: drawn(*asked)._replace(**change))
        assert list(outcomes(built, evidence)) == ["chart:AL01@2020-06-30"]


def test_a_file_that_was_altered_is_found_out(report: Build, tmp_path: Path) -> None:
    path = tmp_path / "r.html"
    write(report(BODY), path)
    assert [part.outcome for part in _file_parts(path, read(path))] == ["same", "same"]
    text = path.read_text()
    path.write_text(text.replace("then <span", "then, they say, <span", 1))
    assert [part.outcome for part in _file_parts(path, read(path))] == ["same", "different"]
    path.write_text(text.replace('"numerator":312', '"numerator":12'))
    assert [part.outcome for part in _file_parts(path, read(path))] == ["different", "different"]
