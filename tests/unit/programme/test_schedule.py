"""Small networks placed by hand."""

from collections.abc import Callable
from datetime import date

import numpy as np
import pytest

from drawn_programmes import programme, task
from foothold.programme.schedule import on_critical_chain, placement_order
from foothold.programme.simulation import Simulation
from foothold.programme.status import Status
from foothold.terms.errors import Refused

Simulate = Callable[..., Simulation]


def times(simulation: Simulation, *names: str) -> list[float]:
    return [float(simulation.finish(name)[0]) for name in names]


def test_a_task_starts_when_its_last_predecessor_ends(simulate: Simulate) -> None:
    run = simulate(programme(task("A", 3), task("B", 5), task("C", 2, "A", "B")))
    assert times(run, "A", "B", "C") == [3, 5, 7]


def test_a_task_waits_for_its_date(simulate: Simulate) -> None:
    limits = [{"task": "A", "date": "2019-06-10"}]  # five working days after the start
    assert times(simulate(programme(task("A", 3), start_no_earlier_than=limits)), "A") == [8]


def test_only_the_longest_path_is_critical(simulate: Simulate) -> None:
    run = simulate(programme(task("A", 3), task("B", 5), task("C", 2, "A", "B"), task("D", 1)))
    chain = on_critical_chain(run.schedule, "C")
    assert {name for name, hit in chain.items() if hit[0]} == {"B", "C"}


def test_two_equal_paths_are_both_critical(simulate: Simulate) -> None:
    run = simulate(programme(task("A", 5), task("B", 5), task("C", 2, "A", "B")))
    assert all(hit[0] for hit in on_critical_chain(run.schedule, "C").values())


class TestPools:
    def test_one_unit_is_given_by_latest_start_then_name(self, simulate: Simulate) -> None:
        # C must start by day 0 for the plan to hold, A could wait: C goes first although A comes first by name.
        network = programme(
            task("A", 2, resource="LEG"), task("C", 3, resource="LEG"), task("D", 9, "C"), resources={"LEG": 1}
        )
        assert [item.id for item in placement_order(network)] == ["C", "D", "A"]
        assert times(simulate(network), "C", "A") == [3, 5]

    def test_a_gap_is_used_only_when_the_whole_task_fits(self, simulate: Simulate) -> None:
        # LEG is held by L during days 4-8. S (3 days) fits before it, M (5 days) does not.
        network = programme(
            task("P", 4),
            task("L", 4, "P", resource="LEG"),
            task("Z", 20, "L"),
            task("S", 3, resource="LEG"),
            task("M", 5, resource="LEG"),
            resources={"LEG": 1},
        )
        assert [item.id for item in placement_order(network)] == ["P", "L", "Z", "M", "S"]
        assert times(simulate(network), "L", "S", "M") == [8, 3, 13]

    def test_two_units_serve_two_tasks_at_once(self, simulate: Simulate) -> None:
        three = [task(name, 4, resource="HR") for name in "ABC"]
        assert times(simulate(programme(*three, resources={"HR": 2})), "A", "B", "C") == [4, 4, 8]

    def test_who_held_the_pool_is_critical(self, simulate: Simulate) -> None:
        network = programme(task("A", 4, resource="HR"), task("B", 4, resource="HR"), resources={"HR": 1})
        run = simulate(network)
        assert all(hit[0] for hit in on_critical_chain(run.schedule, "B").values())

    def test_switched_off_pools_bind_nobody(self, simulate: Simulate) -> None:
        network = programme(task("A", 4, resource="HR"), task("B", 4, resource="HR"), resources={"HR": 1})
        assert times(simulate(network, resources=False), "A", "B") == [4, 4]

    def test_no_moment_holds_more_tasks_than_the_pool_has_units(self, simulate: Simulate) -> None:
        tasks = [task(f"T{n:02d}", (1, 4, 9), *([f"T{n - 3:02d}"] if n > 2 else []), resource="LEG") for n in range(12)]
        run = simulate(programme(*tasks, resources={"LEG": 2}), iterations=200)
        starts = np.stack([run.schedule.starts[item["id"]] for item in tasks])
        ends = np.stack([run.schedule.finishes[item["id"]] for item in tasks])
        for moment in starts:
            assert ((starts <= moment) & (ends > moment)).sum(axis=0).max() <= 2


class TestPause:
    def test_work_that_ends_after_the_pause_starts_is_later_by_its_length(self, simulate: Simulate) -> None:
        pause = {"prob": 1, "start_wd": [4, 4, 4], "length_wd": [10, 10, 10]}
        run = simulate(programme(task("A", 4), task("B", 1, "A"), pause=pause))
        assert times(run, "A", "B") == [4, 15]

    def test_switched_off_it_stops_nothing(self, simulate: Simulate) -> None:
        pause = {"prob": 1, "start_wd": [4, 4, 4], "length_wd": [10, 10, 10]}
        assert times(simulate(programme(task("A", 9), pause=pause), pause=False), "A") == [9]


class TestStatus:
    def test_finished_tasks_keep_their_day_and_none_starts_before_the_status_date(self, simulate: Simulate) -> None:
        status = Status(date(2019, 6, 17), finished={"A": 9.0})  # ten working days after the start
        assert times(simulate(programme(task("A", 3), task("B", 5, "A")), status=status), "A", "B") == [9, 15]

    def test_a_running_task_lasts_longer_than_it_has_lasted(self, simulate: Simulate) -> None:
        status = Status(date(2019, 6, 17), in_progress={"A": 2.0})
        finish = simulate(programme(task("A", (1, 5, 20))), iterations=4000, status=status).finish("A")
        assert finish.min() >= 10
        # Beyond 8 days the triangle (1, 5, 20) is a falling line: the mean of what is left is 8 + (20 - 8) / 3.
        assert finish.mean() == pytest.approx(2 + 12, abs=0.15)

    def test_a_task_beyond_its_pessimistic_duration_needs_a_new_estimate(self, simulate: Simulate) -> None:
        status = Status(date(2019, 6, 17), in_progress={"A": 2.0})
        with pytest.raises(Refused, match="Task A has run for 8 working days, at or beyond its pessimistic 7"):
            simulate(programme(task("A", (1, 2, 7))), status=status).finish("A")

    def test_a_closed_risk_no_longer_lengthens(self, simulate: Simulate) -> None:
        risk = {"id": "R1", "prob": 1, "tasks": ["A"], "impact": 6}
        network = programme(task("A", 3), risks=[risk])
        closed = Status(date(2019, 6, 3), closed_risks=frozenset({"R1"}))
        assert times(simulate(network), "A") == [9]
        assert times(simulate(network, status=closed), "A") == [3]
