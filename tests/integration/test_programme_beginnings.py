"""The programme's pages over a home that holds little yet, over a service that goes back, and over two programmes."""

import json
from datetime import date

import pytest

from foothold.demo.programme import write_programme
from foothold.programme.draws import Chance, Distribution, Shape
from foothold.programme.forecast import Questions, forecast
from foothold.programme.ledger import freeze
from foothold.programme.network import read_programme
from foothold.programme.simulation import Assumptions, Simulation
from foothold.programme.templates import write_template
from small_council import COUNCIL

PAGES = ("", "plan/", "workstreams/", "story/", "ask/", "record/", "options/")


def emptied(folder):
    for path in sorted(folder.rglob("*"), reverse=True):
        path.rmdir() if path.is_dir() else path.unlink()


def issue(folder, day, milestone=None, **assumed):
    plan = read_programme(folder / "plan.json")
    simulation = Simulation(plan, Chance(1, 200), Assumptions(**assumed))
    document = forecast(simulation, Questions(milestone or plan.go_live.id, snap="first-of-month"))
    return freeze(folder / "forecasts", document, day)


@pytest.fixture
def begun(council):
    """A home with a plan from a template and one forecast: no dates that matter, no dates given, no options."""
    folder = council / "programme"

    def begin(kind):
        folder.mkdir(exist_ok=True)
        write_template(kind, date(2025, 1, 28), COUNCIL, folder / "plan.json")
        issue(folder, date(2025, 1, 28), shape=Shape(Distribution.TRIANGULAR), correlation=False)
        return folder

    yield begin
    emptied(folder)


@pytest.fixture
def linked(council):
    """Exampleshire's programme with a forecast of the linked programme issued after all others."""
    folder = council / "programme"
    write_programme(council)
    issue(folder, date(2020, 7, 15), "L10")
    yield folder
    emptied(folder)


@pytest.mark.parametrize("kind", ["trust", "wind-up"])
def test_every_page_opens_over_a_plan_with_one_forecast_and_says_what_is_not_there(begun, signed_in, kind):
    begun(kind)
    client = signed_in("commissioner")
    pages = {page: client.get(f"/programme/{page}") for page in PAGES}
    assert {page: answer.status_code for page, answer in pages.items()} == dict.fromkeys(PAGES, 200)
    html = pages[""].content.decode()
    assert "No date that matters stands in the plan" in html
    assert "No date has been written down yet" in html
    assert "Nobody had given a date" in pages["story/"].content.decode()
    assert "No options have been weighed" in pages["options/"].content.decode()
    assert client.get("/").status_code == 200


def test_a_service_that_goes_back_is_not_measured_by_trusts_that_were_set_up(begun, signed_in):
    begun("wind-up")
    client = signed_in("trust_programme_manager")
    html = client.get("/programme/").content.decode()
    assert "When the service is back with the council" in html
    assert "says nothing about how long it takes to go back" in html
    assert "trusts were live" not in html
    assert "trusts live then" not in client.get("/programme/story/").content.decode()
    assert "Setting up a trust takes" not in client.get("/programme/record/").content.decode()


def test_a_page_says_which_distributions_a_forecast_was_drawn_from_and_what_was_left_out(begun, signed_in):
    begun("trust")
    html = signed_in("director").get("/programme/").content.decode()
    assert "Durations follow triangular distributions. Left out: correlation." in " ".join(html.split())


def test_a_forecast_of_the_linked_programme_stands_beside_the_first_day_and_is_not_scored_by_it(linked, signed_in):
    client = signed_in("commissioner")
    html = " ".join(client.get("/programme/").content.decode().split())
    assert "Forecast issued on 30 June 2020 for Cutover and first day" in html
    assert "Safe and legal on the first day signed off, forecast of 15 July 2020" in html
    assert html.count("Brier score") == 2  # the explanation and the heading of its column
    assert client.get("/programme/story/").content.decode().count("On 15 July 2020") == 0
    address = next(
        part for part in html.split("Forecasts of other milestones")[1].split('"') if "/programme/forecasts/" in part
    )
    assert "Not known yet" in client.get(address).content.decode()


def test_options_in_their_shorter_form_are_shown(linked, signed_in):
    short = {
        "criteria": {"Safety": 60, "Speed": 40},
        "options": {"Trust": {"Safety": 90, "Speed": 30}, "BAU": {"Safety": 10, "Speed": 50}},
        "csf_floor": 20,
    }
    (linked / "options.json").write_text(json.dumps(short))
    html = signed_in("director").get("/programme/options/").content.decode()
    assert "Trust leads" in html
    assert "Safety: 90" in html
