"""The first page of each role asks what that person asks on a Monday, and shows no more than the role may see."""

import re
from dataclasses import replace
from datetime import date, timedelta

import pytest

from foothold.indicators import CATALOGUE, Figure, stored
from foothold.terms.figures import FigureStatus
from foothold_web.accounts.roles import ROLES
from foothold_web.accounts.scope import Scope
from foothold_web.reporting import figures, members, movements, pictures
from page_texts import text
from small_council import COUNCIL

QUESTIONS = {
    "commissioner": "Is zero unallocated true",
    "director": "Is any child unallocated",
    "assistant_director": "are the reds seen in person",
    "team_manager": "Who is waiting",
    "performance_analyst": "Did the returns load",
    "trust_programme_manager": "Which dates slipped",
    "social_worker": "How is the service doing?",
    "independent_reviewing_officer": "Which reviews drift",
    "dfe_official": "Is it getting better or worse",
    "lead_member": "Are children safe",
}
SUNDAY = date(2020, 11, 29)


def weeks_of(values, indicator="AL06", counted=40):
    """Weekly figures of an indicator, the newest last."""
    days = [SUNDAY - timedelta(weeks=back) for back in range(len(values))][::-1]
    return [
        Figure(
            indicator, 1, day - timedelta(days=6), day, {}, value * counted / 100, counted, value, FigureStatus.VALUE
        )
        for day, value in zip(days, values, strict=True)
    ]


def test_every_role_has_its_question(signed_in):
    assert set(QUESTIONS) == set(ROLES)
    for role, question in QUESTIONS.items():
        assert question in text(signed_in(role).get("/")), role


@pytest.mark.parametrize("role", [name for name, role in ROLES.items() if role.tier < 3])
def test_who_sees_no_children_finds_no_link_to_a_case(signed_in, role):
    assert "data-count" not in text(signed_in(role).get("/"))


@pytest.mark.parametrize("role", ROLES)
def test_every_link_of_a_home_opens(signed_in, role):
    client = signed_in(role)
    links = set(re.findall(r'href="(/[^"]*)"', text(client.get("/"))))
    for address in links - {"/programme/"}:  # the small council has put in no plan, and the page says so
        if not address.startswith("/static"):
            assert client.get(address.replace("&amp;", "&"), follow=True).status_code == 200, address


def test_a_lead_member_is_told_no_count_of_one_to_five(signed_in):
    given = signed_in("lead_member").get("/").context["answers"]
    assert [one.indicator.id for one in given] == list(members.QUESTIONS)
    for one in given:
        assert one.figure.numerator not in range(1, 6)
        assert one.figure.denominator not in range(1, 6)
    assert FigureStatus.SUPPRESSED in {one.figure.status for one in given}  # else the test is blind
    assert all(one.figure.value is None for one in given if one.figure.status is FigureStatus.SUPPRESSED)


@pytest.mark.parametrize(
    ("counted", "of", "shown"), [(0, 40, True), (5, 40, False), (6, 40, True), (36, 40, False), (34, 40, True)]
)
def test_what_gives_a_small_count_away_is_hidden_too(counted, of, shown):
    (week,) = weeks_of([100 * counted / of], "AL02", of)
    told = figures.as_published(replace(week, numerator=counted))
    assert (told.value is not None) == shown
    assert (told.status is FigureStatus.VALUE) == shown


@pytest.mark.parametrize(
    ("then", "now", "said"),
    [(30, 20, "better"), (20, 30, "worse"), (20, 20.04, "the same")],
)
def test_four_weeks_stand_beside_the_same_four_a_year_before(then, now, said):
    assert members.compared(weeks_of([then] * 40 + [now] * 13), CATALOGUE["AL06"]) == said


def test_a_comparison_that_rests_on_a_small_count_is_not_told():
    told = [figures.as_published(week) for week in weeks_of([2] * 53, "AL02", 100)]
    assert members.compared(told, CATALOGUE["AL02"]) == "not told: small numbers"
    assert members.compared(told[:0], CATALOGUE["AL02"]) == "not known"


def test_a_movement_is_unusual_when_hardly_any_before_was_as_large():
    quiet = [20, 21] * 30
    assert movements.of(CATALOGUE["AL06"], weeks_of([*quiet, 20, 30])).unusual is True
    assert movements.of(CATALOGUE["AL06"], weeks_of([*[20, 40, 60, 80, 10] * 12, 50, 70])).unusual is False
    assert movements.of(CATALOGUE["AL06"], weeks_of([20, 20, 20, 20, 20, 30])).unusual is None


def test_what_rests_on_the_newest_state_is_left_out_of_what_changed():
    weeks = weeks_of([50.0, 55.0, 60.0, 65.0, 70.0, 90.0], "CL05")
    plain = replace(CATALOGUE["CL05"], newest_only=False)
    assert movements.of(plain, weeks)
    assert movements.of(CATALOGUE["CL05"], weeks) is None


def test_no_movement_is_told_of_few_or_where_nothing_moved():
    assert movements.of(CATALOGUE["AL06"], weeks_of([20] * 6)) is None
    assert movements.of(CATALOGUE["AL06"], weeks_of([20] * 5 + [50], counted=9)) is None
    settling = next(one for one in CATALOGUE.values() if one.settles)
    assert movements.of(settling, weeks_of([20] * 5 + [50], settling.id)) is None


def test_unusual_movements_come_first_and_then_the_largest():
    found = [
        movements.of(CATALOGUE["AL06"], weeks_of(values))
        for values in ([20] * 5 + [21], [20] * 5 + [90], [*[20, 21] * 30, 20, 30], [20] * 6)
    ]
    assert [change.later.value for change in movements.largest(found)] == [30, 90, 21]


def test_movements_are_kept_with_the_gallery(folder):
    kept = pictures.gallery(folder, COUNCIL).changes
    store = stored(folder, COUNCIL)
    assert kept == movements.largest(movements.of(one, store.series(one.id)) for one in CATALOGUE.values())


def test_an_analysts_rows_at_fault_are_those_of_the_list_of_checks(signed_in):
    client = signed_in("performance_analyst")
    answer = client.get("/")
    assert answer.context["faults_total"] == client.get("/data-quality/").context["total"]
    assert "Standard Safeguarding Dataset as at" in text(answer)


def test_the_value_of_a_row_says_what_it_counts(signed_in):
    page = text(signed_in("director").get("/indicators/AL03/cases/"))
    assert re.search(r"<th[^>]*>Days</th>", page)
    assert not re.search(r"<th[^>]*>Value</th>", page)


def test_members_read_the_council_and_not_a_team(folder):
    scope = Scope("member", ROLES["lead_member"], COUNCIL, None)
    assert not scope.sees_children
    assert members.answers(scope)[0].figure == figures.as_published(stored(folder, COUNCIL).newest()["AL01"])
