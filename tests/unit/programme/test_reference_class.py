"""The outside view on drawn cases, and on the trusts that were really set up."""

from datetime import date, timedelta
from pathlib import Path

import numpy as np
import pytest

from foothold.programme.reference_class import TRUSTS, Case, outside_view, read_cases
from foothold.terms.errors import Refused

START = date(2015, 1, 1)


def case(area: str, days: int, *, live: bool = True) -> Case:
    return Case(area, START, START + timedelta(days=days), live)


FOUR = [case("A", 300), case("B", 400), case("C", 500), case("D", 600)]
LATER = START + timedelta(days=3000)


def test_empirical_quantiles_are_those_of_the_cases() -> None:
    found = outside_view(FOUR, decided=LATER, as_known=LATER)
    assert found["empirical"]["P50"] == {"days": 450.0, "date": (LATER + timedelta(days=450)).isoformat()}


def test_the_predictive_allows_for_few_cases() -> None:
    found = outside_view(FOUR, decided=LATER, as_known=LATER)["log_normal"]
    logs = np.log([300, 400, 500, 600])
    assert found["P50"]["days"] == pytest.approx(np.exp(logs.mean()))
    # Student's t with 3 degrees of freedom has its 0.9 quantile at 1.637744.
    assert found["P90"]["days"] == pytest.approx(
        np.exp(logs.mean() + 1.637744 * logs.std(ddof=1) * np.sqrt(1.25)), rel=1e-5
    )


def test_a_dropped_case_counts_as_at_least_so_long() -> None:
    curve = outside_view([*FOUR, case("E", 450, live=False)], decided=LATER, as_known=LATER)["kaplan_meier"]
    # At 400 days four of five remain at risk; E leaves the risk set before 500 without an end.
    assert [(step["days"], step["at_risk"]) for step in curve] == [(300, 5), (400, 4), (500, 2), (600, 1)]
    assert [step["still_not_live"] for step in curve] == pytest.approx([4 / 5, 3 / 5, 3 / 10, 0])


def test_nothing_is_used_that_was_not_known_yet() -> None:
    day = START + timedelta(days=550)
    found = outside_view([*FOUR, Case("F", day, None, False)], decided=day, as_known=day)
    assert [(entry["area"], entry["days"], entry["live"]) for entry in found["cases"]] == [
        ("A", 300, True),
        ("B", 400, True),
        ("C", 500, True),
        ("D", 550, False),
    ]


def test_too_few_cases_are_refused() -> None:
    with pytest.raises(Refused, match="Only 1 cases were live"):
        outside_view(FOUR, decided=START, as_known=START + timedelta(days=350))


def test_two_cases_are_enough_to_say_how_little_they_tell() -> None:
    found = outside_view(FOUR, decided=START, as_known=START + timedelta(days=450))
    # Student's t with 1 degree of freedom has its 0.8 quantile at tan(0.3 pi).
    logs = np.log([300, 400])
    wide = logs.mean() + np.tan(0.3 * np.pi) * logs.std(ddof=1) * np.sqrt(1.5)
    assert found["log_normal"]["P80"]["days"] == pytest.approx(np.exp(wide))
    assert found["leave_one_out"]["cases"] == []


def test_cases_that_all_took_as_long_leave_no_doubt_about_a_day() -> None:
    same = [case(area, 400) for area in "ABC"]
    chances = [
        outside_view(same, decided=LATER, as_known=LATER, by=LATER + timedelta(days=days))["probability_by"][
            "log_normal"
        ]
        for days in (399, 400)
    ]
    assert chances == [0, 1]


def test_how_many_were_dropped_is_said_beside_how_long_the_others_took() -> None:
    cases = [*FOUR, case("E", 450, live=False)]
    assert outside_view(cases, decided=LATER, as_known=LATER)["dropped"] == {"cases": 1, "of": 5, "probability": 0.2}
    before = outside_view(cases, decided=LATER, as_known=START + timedelta(days=449))["dropped"]
    assert before == {"cases": 0, "of": 2, "probability": 0}


def test_one_of_ten_real_programmes_was_dropped() -> None:
    day = date(2026, 1, 1)
    assert outside_view(read_cases(TRUSTS), decided=day, as_known=day)["dropped"]["probability"] == 0.1


def test_what_was_known_of_real_trusts_on_14_may_2019() -> None:
    day = date(2019, 5, 14)
    found = outside_view(read_cases(TRUSTS), decided=day, as_known=day, by=date(2020, 7, 1))
    assert (found["empirical"]["P50"]["date"], found["empirical"]["P80"]["date"]) == ("2020-08-24", "2020-11-06")
    assert found["probability_by"]["empirical"] == pytest.approx(1 / 6)
    assert sum(entry["live"] for entry in found["cases"]) == 6


def test_leaving_one_out_shows_how_well_the_method_does() -> None:
    day = date(2026, 1, 1)
    back_test = outside_view(read_cases(TRUSTS), decided=day, as_known=day)["leave_one_out"]
    assert (len(back_test["cases"]), back_test["within_p80"]) == (9, 8)


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("area,decision_date\nA,2015-01-01\n", "lacks the columns go_live_or_end, status"),
        ("area,decision_date,go_live_or_end,status\nA,2015,2016-01-01,live\n", "row 2: a date cannot be read"),
        ("area,decision_date,go_live_or_end,status\nA\n", "row 2: a date cannot be read"),
        ("area,decision_date,go_live_or_end,status\nA,2015-01-01,,live\n", "row 2: it is live, but its day is blank"),
        ("area,decision_date,go_live_or_end,status\n", "or has no rows"),
        ("area,decision_date,go_live_or_end,status\n\udcff,,,\n", "cannot be read as a CSV file in UTF-8"),
        ("area,decision_date,go_live_or_end,status\nA,2016-01-01,2015-01-01,live\n", "row 2: the end does not come"),
    ],
)
def test_a_file_that_cannot_be_used_is_refused_by_row(tmp_path: Path, text: str, named: str) -> None:
    path = tmp_path / "cases.csv"
    path.write_bytes(text.encode(errors="surrogateescape"))
    with pytest.raises(Refused, match=named):
        read_cases(path)


def test_a_file_that_is_not_there_is_refused_by_name(tmp_path: Path) -> None:
    with pytest.raises(Refused, match=r"nowhere\.csv cannot be read"):
        read_cases(tmp_path / "nowhere.csv")
