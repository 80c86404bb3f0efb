"""Forecasts against moments and probabilities that are known exactly."""

from collections.abc import Callable
from datetime import date

import numpy as np
import pytest
from scipy.special import betaincinv

from drawn_programmes import programme, task
from foothold.programme.draws import Distribution, Shape
from foothold.programme.forecast import Questions, forecast
from foothold.programme.network import ThreePoint
from foothold.programme.questions import Deadline, parse_condition
from foothold.programme.simulation import Assumptions, Simulation
from foothold.terms.errors import Refused

Simulate = Callable[..., Simulation]
MANY = 20_000


@pytest.mark.parametrize(
    ("shape", "mean", "variance"),
    [
        # Triangular (10, 20, 60): mean 30, variance (100 + 400 + 3600 - 200 - 600 - 1200) / 18.
        (Shape(Distribution.TRIANGULAR), 30.0, 2100 / 18),
        # PERT: mean (10 + 80 + 60) / 6, variance (mean - 10)(60 - mean) / 7.
        (Shape(Distribution.PERT), 25.0, 15 * 35 / 7),
        (Shape(Distribution.PERT, weight=2), (10 + 40 + 60) / 4, 17.5 * 32.5 / 5),
    ],
)
def test_durations_have_the_moments_of_their_shape(
    simulate: Simulate, shape: Shape, mean: float, variance: float
) -> None:
    drawn = simulate(programme(task("A", (10, 20, 60))), iterations=MANY, shape=shape).finish("A")
    assert drawn.mean() == pytest.approx(mean, abs=4 * np.sqrt(variance / MANY))
    assert drawn.var() == pytest.approx(variance, rel=0.05)


@pytest.mark.parametrize("distribution", list(Distribution))
def test_a_quantile_and_its_probability_undo_each_other(distribution: Distribution) -> None:
    shape, points = Shape(distribution), ThreePoint(3, 5, 14)
    for probability in (0.01, 0.2, 0.5, 0.9, 0.99):
        value = float(shape.quantile(points, np.array([probability]))[0])
        assert shape.probability(points, value) == pytest.approx(probability, abs=1e-6)  # read off a table


@pytest.mark.parametrize("likely", [0.0, 0.2, 5.0, 9.9, 10.0])
@pytest.mark.parametrize("weight", [1.0, 4.0, 10.0])
def test_quantiles_are_those_of_the_beta_distribution(likely: float, weight: float) -> None:
    shares = np.array([1e-6, 0.001, 0.05, 0.5, 0.8, 0.999, 1 - 1e-6])
    quantiles = Shape(weight=weight).quantile(ThreePoint(0, likely, 10), shares)
    exact = 10 * betaincinv(1 + weight * likely / 10, 1 + weight * (10 - likely) / 10, shares)
    assert quantiles == pytest.approx(exact, abs=10 / 50_000)


def test_correlation_is_what_was_asked_for(simulate: Simulate) -> None:
    between = {"rho_between_workstreams": 0.2, "rho_within_workstream": 0.6}
    tasks = [task(name, (10, 20, 30), workstream=stream) for name, stream in (("A", "HR"), ("B", "HR"), ("C", "FIN"))]
    run = simulate(programme(*tasks, correlation=between), iterations=MANY)
    ranks = [run.finish(name).argsort().argsort() for name in "ABC"]
    found = np.asarray(np.corrcoef(ranks))
    # The rank correlation of a Gaussian copula is (6 / pi) asin(rho / 2), whatever the durations' shapes.
    assert found[0, 1] == pytest.approx(6 / np.pi * np.arcsin(0.3), abs=0.02)
    assert found[0, 2] == pytest.approx(6 / np.pi * np.arcsin(0.1), abs=0.02)


def test_a_risk_occurs_once_and_lengthens_each_task_it_names(simulate: Simulate) -> None:
    risk = {"id": "R1", "prob": 0.3, "tasks": ["A", "B"], "impact": [2, 3, 10]}
    run = simulate(programme(task("A", 1), task("B", 1), risks=[risk]), iterations=MANY)
    longer_a, longer_b = run.finish("A") > 1, run.finish("B") > 1
    assert (longer_a == longer_b).all()
    assert longer_a.mean() == pytest.approx(0.3, abs=0.015)
    assert (run.finish("A")[longer_a] != run.finish("B")[longer_a]).all()
    assert (run.finish("A")[longer_a] - 1).mean() == pytest.approx(5, abs=0.15)


def test_switching_a_risk_off_leaves_every_other_draw_untouched(simulate: Simulate) -> None:
    risks = [{"id": name, "prob": 0.5, "tasks": ["A"], "impact": [1, 2, 9]} for name in ("R1", "R2")]
    network = programme(task("A", (1, 2, 9)), risks=risks)
    both = simulate(network, iterations=500)
    without = simulate(network, iterations=500, excluded_risks=frozenset({"R1"}))
    assert both.finish("A") - both.impacts["R1"]["A"] == pytest.approx(without.finish("A"))
    assert both.finish_without("R1", "A") == pytest.approx(without.finish("A"))


def test_tasks_after_a_spared_one_are_placed_anew_and_no_others(simulate: Simulate) -> None:
    tasks = [task("A", (3, 5, 14)), task("B", (3, 5, 14), "A"), task("C", (3, 5, 14)), task("D", 2, "B", "C")]
    hit = {"id": "R1", "prob": 0.5, "tasks": ["B"], "impact": [5, 10, 30]}
    network = programme(*tasks, risks=[hit, hit | {"id": "R2", "tasks": ["A", "C"]}])
    both, without = (simulate(network, iterations=500, excluded_risks=frozenset(left)) for left in ((), ("R1",)))
    for name in "ABCD":
        assert both.finish_without("R1", name) == pytest.approx(without.finish(name))


def test_an_unknown_risk_cannot_be_excluded(simulate: Simulate) -> None:
    with pytest.raises(Refused, match="no risk R9"):
        simulate(programme(task("A", 1)), excluded_risks=frozenset({"R9"}))


class TestDocument:
    def test_a_certain_plan_has_one_date(self, simulate: Simulate) -> None:
        run = simulate(programme(task("A", 3), task("B", 2, "A", milestone="Go-live")), iterations=50)
        found = forecast(run, Questions("B"))
        assert {entry["date"] for entry in found["quantiles"].values()} == {"2019-06-07"}
        assert (found["mean"], found["sd"]) == (5, 0)
        assert {entry["id"]: entry["criticality"] for entry in found["tasks"]} == {"A": 1, "B": 1}

    def test_by_is_before_the_start_of_the_day(self, simulate: Simulate) -> None:
        run = simulate(programme(task("A", 5)), iterations=10)  # ends on Friday 7 June 2019
        questions = Questions("A", by=[Deadline("A", date(2019, 6, 7)), Deadline("A", date(2019, 6, 8))])
        assert [entry["probability"] for entry in forecast(run, questions)["by"].values()] == [0, 1]

    def test_conditions_change_the_chance_as_they_must(self, simulate: Simulate) -> None:
        # A is uniform enough: B always takes 10 days more, so "B within 30" is "A within 20".
        network = programme(task("A", (10, 20, 30)), task("B", 10, "A"))
        run = simulate(network, iterations=MANY)
        day = network.calendar.date_of(31)
        given = [parse_condition(text, network) for text in ("A<=20", "A<=9", "A=20")]
        found = forecast(run, Questions("B", by=[Deadline("B", day)], given=given))
        early, none, on_the_day = found["given"]
        assert early["by"][day.isoformat()]["probability"] == 1
        assert early["support"] == pytest.approx(MANY / 2, abs=300)
        assert none == "no support"
        # A triangle's density at its mode 20 is 1/10: one day before it holds 10 % less half a step.
        assert on_the_day["support"] == pytest.approx(MANY * 0.095, abs=200)

    def test_joint_is_never_the_product(self, simulate: Simulate) -> None:
        network = programme(task("A", (10, 20, 30)), task("B", 10, "A"))
        both = [parse_condition(text, network) for text in ("A<=20", "B<=30")]
        found = forecast(simulate(network, iterations=MANY), Questions("B", joint=[both]))
        assert found["joint"][0]["probability"] == pytest.approx(0.5, abs=0.015)

    def test_snapped_dates_are_first_days_of_months_and_sum_to_one(self, simulate: Simulate) -> None:
        run = simulate(programme(task("A", (10, 40, 90))), iterations=2000)
        snapped = forecast(run, Questions("A", snap="first-of-month"))["snapped"]
        assert all(entry["date"].endswith("-01") for entry in snapped)
        assert sum(entry["probability"] for entry in snapped) == pytest.approx(1)

    @pytest.mark.parametrize(
        "assumed",
        [
            Assumptions(),
            Assumptions(Shape(Distribution.TRIANGULAR), risks=False, pause=False),
            Assumptions(Shape(weight=0.0), correlation=False, excluded_risks=frozenset({"R1"})),
        ],
    )
    def test_it_states_its_assumptions_so_that_the_same_simulation_can_be_made_again(
        self, simulate: Simulate, assumed: Assumptions
    ) -> None:
        risk = {"id": "R1", "prob": 0.5, "tasks": ["A"], "impact": 3}
        run = simulate(programme(task("A", (1, 2, 9)), risks=[risk]), **vars(assumed))
        document = forecast(run, Questions("A"))
        assert Assumptions.stated(document) == assumed
        assert document["assumptions"]["status_date"] is None

    def test_one_issued_before_assumptions_were_stated_was_made_with_those_that_go_without_saying(self) -> None:
        assert Assumptions.stated({"seed": 1}) == Assumptions()

    def test_the_same_seed_gives_the_same_document(self, simulate: Simulate) -> None:
        network = programme(task("A", (1, 5, 20)), task("B", (1, 5, 20), "A"))
        first, second, other = (
            forecast(simulate(network, iterations=300, seed=seed), Questions("B")) for seed in (7, 7, 8)
        )
        assert first == second
        assert first["mean"] != other["mean"]

    def test_the_standard_error_is_the_spread_of_repeated_forecasts(self, simulate: Simulate) -> None:
        network = programme(task("A", (10, 20, 60)))
        found = [forecast(simulate(network, iterations=400, seed=seed), Questions("A")) for seed in range(60)]
        p80 = [entry["quantiles"]["P80"] for entry in found]
        spread = np.std([entry["t"] for entry in p80])
        assert np.mean([entry["standard_error"] for entry in p80]) == pytest.approx(spread, rel=0.3)


@pytest.mark.parametrize("text", ["A", "A<20", "A<=soon", "<=20", "Z<=20"])
def test_a_condition_that_cannot_be_read_is_refused(text: str) -> None:
    with pytest.raises(Refused):
        parse_condition(text, programme(task("A", 1)))
