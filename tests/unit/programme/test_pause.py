"""A pause seen from a status date: not begun, running, over."""

from collections.abc import Callable
from datetime import date

import pytest

from drawn_programmes import programme, task
from foothold.programme.network import Programme
from foothold.programme.simulation import Simulation
from foothold.programme.status import PauseSoFar, Status
from foothold.terms.errors import Refused

Simulate = Callable[..., Simulation]
MANY = 20_000


def paused(start: tuple[float, float, float], length: tuple[float, float, float], prob: float = 1.0) -> Programme:
    return programme(task("A", 20), task("B", 10, "A"), pause={"prob": prob, "start_wd": start, "length_wd": length})


def status(pause: PauseSoFar | None = None) -> Status:
    """Ten working days after the start; A began at 0."""
    return Status(date(2019, 6, 17), in_progress={"A": 0.0}, pause=pause)


def test_a_pause_that_would_have_begun_before_the_status_date_did_not_happen(simulate: Simulate) -> None:
    run = simulate(paused((2, 2, 2), (5, 5, 5)), status=status())
    assert run.finish("B")[0] == 30


def test_what_remains_of_the_chance_of_a_pause_is_by_bayes(simulate: Simulate) -> None:
    # Uniform enough: a triangle on 0 to 20 with its mode at 10 has half its mass before now.
    run = simulate(paused((0, 10, 20), (5, 5, 5), prob=0.6), iterations=MANY, status=status())
    share = (run.finish("B") == 35).mean()
    assert share == pytest.approx(0.6 * 0.5 / (1 - 0.6 * 0.5), abs=4 * (0.25 / MANY) ** 0.5)


def test_a_pause_that_runs_lasts_longer_than_it_has_and_stops_the_running_work(simulate: Simulate) -> None:
    # A worked 6 days before the pause began and has 14 left; the pause of 9 has 5 left: 10 + 5 + 14 + 10.
    run = simulate(paused((0, 10, 20), (9, 9, 9)), status=status(PauseSoFar(began=6)))
    assert run.finish("B")[0] == 39


def test_a_pause_that_is_over_is_in_the_actual_times_and_comes_no_more(simulate: Simulate) -> None:
    run = simulate(paused((12, 12, 12), (9, 9, 9)), status=status(PauseSoFar(began=6, ended=9)))
    assert run.finish("B")[0] == 33


def test_a_pause_beyond_its_pessimistic_length_asks_for_a_new_estimate(simulate: Simulate) -> None:
    run = simulate(paused((0, 5, 9), (1, 2, 3)), status=status(PauseSoFar(began=6)))
    with pytest.raises(Refused, match="pause has lasted 4"):
        run.finish("B")


def test_a_finished_task_keeps_its_actual_whatever_the_pause(simulate: Simulate) -> None:
    done = Status(date(2019, 6, 17), finished={"A": 10.0})
    run = simulate(paused((10, 10, 10), (5, 5, 5)), status=done)
    assert run.finish("A")[0] == 10
    assert run.finish("B")[0] == 25
