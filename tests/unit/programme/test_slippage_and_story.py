"""Whose tasks slip, the twelve months, and the story told with nothing but what was known on the day."""

from datetime import date

import pytest

from drawn_programmes import programme, task
from foothold.programme.ledger import Issued
from foothold.programme.reference_class import TRUSTS, read_cases
from foothold.programme.slippage import owners_record
from foothold.programme.status import Status
from foothold.programme.story import story
from foothold.programme.twelve_months import twelve_month_check


class TestSlippage:
    NETWORK = programme(
        task("A", (5, 10, 30), workstream="HR"),
        task("B", (5, 10, 30), "A", workstream="Finance"),
        task("C", (5, 10, 60), "A", workstream="HR", owner="Head of ICT"),
        owners={"HR": "Head of workforce"},
    )

    def test_an_owner_answers_for_their_own_span_and_not_for_a_delay_handed_to_them(self) -> None:
        status = Status(date(2019, 7, 29), finished={"A": 25.0, "B": 35.0})
        found = {one.owner: one for one in owners_record(self.NETWORK, status)}
        assert found["Head of workforce"].factor == pytest.approx(2.5)
        assert found["Head of workforce"].slips
        assert found["Finance"].factor == pytest.approx(1.0)
        assert not found["Finance"].slips

    def test_running_past_its_likeliest_is_slipping_before_anything_has_finished(self) -> None:
        status = Status(date(2019, 7, 29), finished={"A": 10.0}, in_progress={"C": 25.0})
        found = owners_record(self.NETWORK, status)
        assert (found[0].owner, found[0].overrunning, found[0].factor) == ("Head of ICT", ("C",), None)

    def test_without_a_status_nobody_slips(self) -> None:
        assert not any(one.slips for one in owners_record(self.NETWORK, None))


class TestTwelveMonths:
    def test_dates_carry_the_warning_that_is_theirs(self) -> None:
        dates = {"soon": date(2020, 3, 1), "fast": date(2020, 6, 1), "usual": date(2021, 4, 1)}
        found = twelve_month_check(date(2019, 5, 14), dates, read_cases(TRUSTS), date(2019, 5, 14))
        assert found["live"] == 6
        assert found["fastest_days"] == 394  # Sunderland
        assert [one["warning"] for one in found["dates"]] == [
            "Under twelve months",
            "Faster than any trust known then",
            "",
        ]

    def test_a_trust_that_came_later_is_not_known_yet(self) -> None:
        early = twelve_month_check(date(2014, 7, 15), {}, read_cases(TRUSTS), date(2014, 7, 15))
        assert (early["live"], early["fastest_days"]) == (0, None)


def test_the_story_knows_only_what_was_said_and_live_by_the_day() -> None:
    quantiles = {f"P{level:02d}": {"date": "2020-10-12"} for level in range(5, 100, 5)}
    document = {"quantiles": quantiles, "by": {"2020-11-01": {"probability": 0.8}}, "inputs_sha256": "x"}
    reports = [
        {"report": "2019-05-14", "forecast": "2020-07-01", "source": "Announcement"},
        {"report": "2020-06-30", "forecast": "2021-04-01", "source": "Later"},
    ]
    issued = Issued(date(2019, 5, 15), "X2", document, "0" * 64)
    (told,) = story([issued], reports, "2020-11-01", read_cases(TRUSTS), decided=date(2019, 5, 14))
    assert told["said"] == {
        "reported": "2019-05-14",
        "date": "2020-07-01",
        "source": "Announcement",
        "error_days": 123,
    }
    assert told["outside"]["live"] == 6
    # The six trusts then live: P50 24 August 2020, P80 6 November 2020 (published figures).
    assert told["outside"]["empirical"]["P50"] == "2020-08-24"
    assert told["outside"]["empirical"]["P80"] == "2020-11-06"
    assert told["score"]["brier"] == pytest.approx(0.8**2)
    (open_still,) = story([issued], reports, None, read_cases(TRUSTS), decided=date(2019, 5, 14))
    assert open_still["score"] is None
