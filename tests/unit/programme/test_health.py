"""Faults of a schedule found before anything is simulated."""

import pytest

from drawn_programmes import programme, task
from foothold.programme.health import schedule_health

FIRST = task("A", (1, 2, 3), milestone="Decision")
LAST = task("Z", (1, 2, 3), "A", milestone="Go-live")


def found(*tasks, **more):
    return [(one["check"], one["task"]) for one in schedule_health(programme(*tasks, **more))]


def test_a_plan_that_holds_together_has_a_clean_bill():
    assert found(FIRST, task("B", (5, 8, 20), "A"), task("Z", (1, 2, 3), "B", milestone="Go-live")) == []


@pytest.mark.parametrize(
    ("faulty", "check"),
    [
        (task("B", (5, 8, 20), "A"), "open end"),
        (task("B", 5, "A", milestone="Held"), "no range"),
        (task("B", (1, 2, 9), "A", milestone="Held"), "wide range"),
        (task("B", (80, 91, 120), "A", milestone="Held"), "long task"),
    ],
)
def test_a_fault_is_named_with_its_task(faulty, check):
    assert found(FIRST, faulty, LAST) == [(check, "B")]


def test_a_task_that_waits_for_nothing_is_an_open_start():
    last = task("Z", (1, 2, 3), "A", "B", milestone="Go-live")
    assert found(FIRST, task("B", (5, 8, 20)), last) == [("open start", "B")]


def test_a_date_before_which_a_task_may_not_start_is_named_with_the_date():
    limits = [{"task": "Z", "date": "2019-06-15"}]  # a Saturday
    (finding,) = schedule_health(programme(FIRST, LAST, start_no_earlier_than=limits))
    assert (finding["check"], finding["task"]) == ("start constraint", "Z")
    assert "2019-06-17" in finding["finding"]
