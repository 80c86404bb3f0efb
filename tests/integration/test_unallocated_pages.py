"""Pages of definitions and flows: every number equals its list, and nobody sees more than is theirs."""

import re
from datetime import date

import pytest

from foothold_web.audit.models import AuditEvent
from page_texts import rows, text
from small_council import ARRIVAL, CHILDREN, DUTY, NEWEST, SAFEGUARDING, UNALLOCATED

COUNT = re.compile(r'<a class="govuk-link"\s+href="([^"]*definitions/(\w+)/cases/[^"]*)"\s+data-count="(\d+)"')
SPAN = f"start={ARRIVAL}&end={NEWEST}"
CELL = re.compile(r'href="(/flow/unallocated/moves/[^"]*movement=(\w+)[^"]*)">(\d+)<')


@pytest.mark.parametrize("role", ["commissioner", "director", "team_manager"])
def test_every_definitions_number_opens_a_list_of_that_length(signed_in, role):
    client = signed_in(role)
    found = COUNT.findall(text(client.get(f"/unallocated/definitions/?as_at={ARRIVAL}")))
    assert [name for _, name, _ in found][:1] == ["nominal"]
    expected = UNALLOCATED[ARRIVAL][SAFEGUARDING] if role == "team_manager" else sum(UNALLOCATED[ARRIVAL].values())
    assert int(found[0][2]) == expected
    for address, _, count in found:
        assert rows(text(client.get(address.replace("&amp;", "&")))) == int(count)


def test_a_role_without_cases_sees_the_numbers_only(signed_in):
    html = text(signed_in("social_worker").get(f"/unallocated/definitions/?as_at={ARRIVAL}"))
    assert str(sum(UNALLOCATED[ARRIVAL].values())) in html
    assert COUNT.findall(html) == []
    assert CELL.findall(text(signed_in("social_worker").get(f"/flow/unallocated/?{SPAN}"))) == []


def test_what_no_return_tells_is_not_collected(signed_in):
    html = text(signed_in("commissioner").get("/unallocated/definitions/"))
    assert "not collected: no return Foothold reads says who is absent on a day" in html
    assert "not collected: posts.professional_id" in html
    assert "Counted without U4, U5, U7" in html


def test_the_flow_begins_with_the_programme_unless_somebody_asks(signed_in):
    client = signed_in("commissioner")
    asked, unasked = (text(client.get(f"/flow/unallocated/{query}")) for query in (f"?{SPAN}", ""))
    assert CELL.findall(unasked) == CELL.findall(asked)
    assert 'value="14/10/2019"' in unasked


def test_the_weeks_open_to_their_moves(signed_in):
    client = signed_in("commissioner")
    html = text(client.get(f"/flow/unallocated/?{SPAN}"))
    cells = CELL.findall(html)
    assert {name for _, name, _ in cells} == {"allocated", "arrived", "reopened"}
    allocated = [(address, number) for address, name, number in cells if name == "allocated"]
    for address, number in allocated:
        assert rows(text(client.get(address.replace("&amp;", "&")))) == int(number)
    came_since = 1  # a child referred on a Monday in March and given a worker the next day
    assert sum(int(number) for _, number in allocated) == sum(UNALLOCATED[ARRIVAL].values()) + came_since
    assert "how 5 became 2" in html
    assert "does not reconcile" not in html


def test_a_team_manager_sees_the_moves_of_the_team(signed_in):
    client = signed_in("team_manager")
    address = f"/flow/unallocated/moves/?from={ARRIVAL}&to={NEWEST}&movement=allocated"
    assert rows(text(client.get(address))) == UNALLOCATED[ARRIVAL][SAFEGUARDING]
    assert client.get(f"/flow/plans/moves/?from={ARRIVAL}&to={NEWEST}").status_code == 400
    assert CELL.findall(text(client.get(f"/flow/unallocated/?{SPAN}"))) == []


def test_a_commissioner_sees_pseudonyms_and_the_look_is_on_record(signed_in):
    client = signed_in("commissioner")
    for address in (
        f"/unallocated/definitions/nominal/cases/?as_at={ARRIVAL}",
        f"/flow/unallocated/moves/?from={ARRIVAL}&to={NEWEST}",
    ):
        html = text(client.get(address))
        assert not any(child in html for child in CHILDREN)
        event = AuditEvent.objects.first()
        assert (event.target, event.rows) == (address, rows(html))


def test_the_weeks_and_the_parts_of_weeks_add_up_to_the_whole(signed_in):
    answer = signed_in("commissioner").get("/flow/unallocated/?start=16/10/2019&end=30/06/2020")
    rows, whole = answer.context["rows"], answer.context["whole"]
    assert [(row.period.start, row.period.as_at) for row in rows if row.is_part] == [
        (date(2020, 6, 29), date(2020, 6, 30)),
        (date(2019, 10, 17), date(2019, 10, 20)),
    ]
    assert (rows[-1].opening, rows[0].closing) == (whole.opening, whole.closing)
    by_week = zip(*([number for number, _ in row.cells] for row in rows), strict=True)
    assert [sum(numbers) for numbers in by_week] == [number for number, _ in whole.cells]
    assert "part of a week, from 17 Oct" in text(answer)


def test_days_within_one_week_are_one_part_of_it(signed_in):
    answer = signed_in("commissioner").get("/flow/unallocated/?start=15/06/2020&end=18/06/2020")
    (row,) = answer.context["rows"]
    assert (row.period.start, row.period.as_at, row.is_part) == (date(2020, 6, 16), date(2020, 6, 18), True)


def test_the_file_has_the_columns_of_the_command_line(signed_in):
    answer = signed_in("director").get(f"/flow/unallocated/flow.csv?{SPAN}")
    lines = answer.content.decode("utf-8-sig").splitlines()
    assert lines[0] == (
        "week_ending,opening,arrived,reopened,transferred_in,allocated,closed,stepped_down,transferred_out,redefined,"
        "corrected,closing,unexplained"
    )
    assert lines[-1].startswith("2020-06-28,")


@pytest.mark.parametrize("stock", ["assessments", "plans"])
def test_other_stocks_have_a_page(signed_in, stock):
    assert "Week by week" in text(signed_in("commissioner").get(f"/flow/{stock}/?{SPAN}"))


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("/flow/unallocated/?start=nonsense&end=2020-06-30", "Enter a date"),
        ("/flow/unallocated/?start=2020-06-30&end=2020-06-30", "must be earlier than the second"),
        ("/flow/unallocated/?start=2020-06-01&end=2021-06-30", "newest return is as at 30 June 2020"),
        ("/flow/unallocated/?start=2010-06-01&end=2020-06-30", "at most three years apart"),
    ],
)
def test_a_span_that_cannot_be_shown_says_why(signed_in, address, said):
    assert said in text(signed_in("commissioner").get(address))


@pytest.mark.parametrize("address", ["/flow/nothing/", "/flow/nothing/moves/", "/unallocated/definitions/x/cases/"])
def test_what_does_not_exist_is_not_found(signed_in, address):
    assert signed_in("commissioner").get(address).status_code == 404


def test_a_team_at_zero_still_says_whose_zero(signed_in):
    html = text(signed_in("team_manager", team=DUTY).get("/unallocated/definitions/?as_at=2020-02-20"))
    assert "Zero by the nominal definition" in html
