"""From which day a record tells all, by format and by content, and that no figure is given before it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from foothold import warehouse
from foothold.indicators import cases, figures_at
from foothold.terms.errors import Refused
from foothold.warehouse.coverage import begins

AUTHORITY = "E99000001"
OLD_AND_OPEN = {"referral_id": "R1", "person_id": "P1", "referral_date": "2012-05-01"}
CLOSED = {"referral_id": "R2", "person_id": "P2", "referral_date": "2018-01-02", "close_date": "2018-04-09"}
ALLOCATED = {"involvements_id": "I", "referral_id": "R1", "person_id": "P1", "professional_id": "W"}


@pytest.mark.parametrize(
    ("feed", "tables", "first"),
    [
        ("ssd", {"cin_episodes": [OLD_AND_OPEN, CLOSED]}, date(2018, 4, 9)),
        ("ssd", {"cin_episodes": [OLD_AND_OPEN]}, date(2012, 5, 1)),
        ("ssd", {"department": [{"team_id": "T"}]}, None),
        ("annex-a", {"cin_episodes": [OLD_AND_OPEN, CLOSED]}, date(2019, 4, 30)),
        ("cin-census", {"cin_episodes": [OLD_AND_OPEN, CLOSED]}, date(2018, 4, 1)),
        ("cin-census", {"cin_episodes": [OLD_AND_OPEN]}, date(2019, 4, 1)),
        ("workforce", {"department": [{"team_id": "T"}]}, date(2018, 11, 1)),
        ("population", {}, None),
    ],
)
def test_each_feed_begins_as_its_format_and_content_show(
    hand_over: Callable, feed: str, tables: dict, first: date | None
) -> None:
    assert hand_over("2019-10-31", tables, feed=feed).covers_from == first


def test_somebody_who_knows_better_says_so_and_it_is_kept(hand_over: Callable, home: Path) -> None:
    said = hand_over("2019-10-31", {"cin_episodes": [CLOSED]}, covers_from=date(2015, 1, 1))
    assert said.covers_from == date(2015, 1, 1)
    assert [load.covers_from for load in warehouse.loads(home)] == [date(2015, 1, 1)]
    with warehouse.open(home, AUTHORITY) as snapshot:
        assert snapshot.covers_from == date(2015, 1, 1)


def test_the_newest_extract_counts_and_windows_reach_back_while_they_overlap(hand_over: Callable) -> None:
    load = hand_over("2019-10-31", {"cin_episodes": [CLOSED]}, feed="annex-a")

    def window(as_at: date, covers: date) -> warehouse.Load:
        return replace(load, as_at=as_at, covers_from=covers)

    far = window(date(2018, 1, 31), date(2017, 7, 31))
    near = window(date(2019, 4, 29), date(2018, 10, 29))
    assert begins([near, load], complete=True) == date(2019, 4, 30)
    assert begins([near, load], complete=False) == date(2018, 10, 29)
    assert begins([far, load], complete=False) == date(2019, 4, 30)
    assert begins([far, near, load], complete=False) == date(2018, 10, 29)
    assert begins([], complete=False) is None


def test_no_figure_and_no_list_before_the_record_begins(hand_over: Callable, home: Path) -> None:
    hand_over("2019-10-31", {"cin_episodes": [OLD_AND_OPEN, CLOSED], "involvements": [ALLOCATED], "professionals": []})
    with warehouse.open(home, AUTHORITY) as snapshot:
        (early,), (flow,) = (figures_at(snapshot, ["FD05"], day) for day in (date(2018, 4, 8), date(2019, 4, 8)))
        assert (early.numerator, flow.numerator) == (None, 0)
        assert early.missing == "the record begins on 2018-04-09"
        with pytest.raises(Refused, match=r"FD05 from 2018-04-08 on .* the record begins on 2018-04-09"):
            cases(snapshot, "FD05", date(2019, 4, 7))
        assert len(cases(snapshot, "FD05", date(2019, 4, 8)).rows) == 0
