"""The page that says why a figure changed."""

import pytest

from foothold.indicators import explain
from foothold_web.audit.models import AuditEvent
from small_council import COUNCIL, EARLIER, NEWEST, SAFEGUARDING, SURNAME

ASKED = f"/indicators/AL01/changed/?as_at={NEWEST}&before={EARLIER}&after={NEWEST}"


def test_the_page_adds_up_and_opens_to_the_rows_of_each_term(signed_in, council):
    page = signed_in("director").get(ASKED)
    text = page.content.decode()
    found = explain(council, COUNCIL, "AL01", as_at=NEWEST, known=(EARLIER, NEWEST))
    assert (found.before.value, found.after.value) == (0, 2)
    facts = {term.name: term for term in found.terms}["new facts"]
    assert facts.numerator == 2
    assert {row.unit_id for row in facts.rows if row.after.counted} == {"RCH7705", "RCH7710"}
    assert all(row.unit_id in text for term in found.terms for row in term.rows)
    assert SURNAME not in text
    assert AuditEvent.objects.first().rows == sum(len(term.rows) for term in found.terms)


def test_the_commissioner_sees_the_same_rows_under_pseudonyms(signed_in):
    text = signed_in("commissioner").get(ASKED).content.decode()
    assert "RCH7705" not in text
    assert "CH7705" not in text
    assert "P-" in text


def test_who_does_not_see_cases_sees_the_terms_and_no_row(signed_in):
    client = signed_in("social_worker")
    text = client.get(ASKED).content.decode()
    assert "New facts" in text
    assert "CH77" not in text
    assert "not open to this role" in text
    assert client.get(ASKED.replace("/?", ".csv?")).status_code == 403


def test_who_sees_one_team_sees_the_terms_and_the_rows_of_that_team(signed_in, council):
    client = signed_in("team_manager")
    found = explain(council, COUNCIL, "AL01", as_at=NEWEST, known=(EARLIER, NEWEST))
    rows = [row for term in found.terms for row in term.rows]
    theirs = {row.unit_id for row in rows if row.team == SAFEGUARDING}
    others = {row.unit_id for row in rows} - theirs
    assert len(theirs) == 1
    assert others
    for answer in (client.get(ASKED), client.get(ASKED.replace("/?", ".csv?"))):
        text = answer.content.decode()
        assert all(unit in text for unit in theirs)
        assert not any(unit in text for unit in others)
        assert AuditEvent.objects.first().rows == 1


def test_the_download_holds_every_row(signed_in):
    answer = signed_in("director").get(ASKED.replace("/?", ".csv?"))
    lines = answer.content.decode("utf-8-sig").splitlines()
    assert lines[0] == "term,unit,child,team,date,before,after"
    assert f'new facts,RCH7710,CH7710,{SAFEGUARDING},2019-10-07,"considered, not counted",counted' in lines


@pytest.mark.parametrize(
    "query", ["?before=2020-06-30&after=2020-02-20", "?before=nonsense", "?as_at=31/12/2999", "?before=2019-01-01"]
)
def test_what_cannot_be_compared_is_said_and_the_last_two_returns_are_shown(signed_in, query):
    text = signed_in("director").get(f"/indicators/AL01/changed/{query}").content.decode()
    assert "There is a problem" in text
    assert "as known on 20 February 2020" in text


def test_the_indicator_leads_there(signed_in):
    client = signed_in("director")
    assert "/indicators/AL01/changed/" in client.get("/indicators/AL01/").content.decode()
    assert client.get("/indicators/XX99/changed/").status_code == 404
