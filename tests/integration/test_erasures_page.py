"""The page of erasures tells what went and why, what is due and what is held, and names no child."""

import re
import shutil
from datetime import date

import pytest

from foothold import warehouse
from foothold.warehouse import retention
from foothold_web.audit.models import AuditEvent
from small_council import CHILDREN, COUNCIL, EARLIER, NEWEST

GONE, HELD = CHILDREN[:2]
PAGE = "/data/erasures/"


@pytest.fixture
def erased(folder, tmp_path, settings):
    """A copy of the home in which one child was erased and another is held."""
    home = tmp_path / "copy"
    shutil.copytree(folder, home)
    warehouse.erase(home, [GONE], authority=COUNCIL, reason="request 17", by="command line: dana")
    warehouse.hold(home, HELD, authority=COUNCIL, reason="claim 3")
    settings.FOOTHOLD_HOME = home
    return home


def words(page):
    return " ".join(re.sub(r"<[^>]+>", " ", page.content.decode()).split())


def test_an_erasure_is_told_with_its_reason_and_rows_and_without_the_child(signed_in, erased):
    page = signed_in("performance_analyst").get(PAGE)
    (made,) = page.context["made"]
    assert sum(count for _, count in made.by_table) == made.erasure.rows_removed > 0
    told = words(page)
    assert "Erased: 1 child" in told
    assert "Held: 1 child" in told
    for shown in ("request 17", "command line: dana", f"person: {dict(made.by_table)['person']}"):
        assert shown in told
    marks = {made.erasure.mark, *(hold.mark for hold in warehouse.holds(erased, COUNCIL))}
    assert not [secret for secret in (*CHILDREN, *marks, "claim 3") if secret in page.content.decode()]
    assert AuditEvent.objects.filter(action="erasures", who="performance_analyst").exists()


def test_what_is_due_is_what_the_rule_says(signed_in, erased):
    shown = signed_in("director").get(PAGE).context["due"]
    assert [rule.name for rule, _ in shown] == list(retention.rules())
    for rule, found in shown:
        alone = retention.due(erased, COUNCIL, NEWEST, [rule.name])
        assert (alone.children, alone.held, alone.not_known) == (found.children, found.held, found.not_known)


def test_each_rule_sees_who_is_due_and_who_is_held(erased):
    (usual, *_) = retention.due_by_rule(erased, COUNCIL, date(2040, 1, 1))
    assert usual.rules == ("working-copy",)
    assert (usual.known, GONE in usual.children, HELD in usual.children) == (len(CHILDREN) - 1, False, False)
    assert [due.rules for due in retention.due_by_rule(erased, COUNCIL, date(2006, 1, 1))] == [("adoption",)]


@pytest.mark.parametrize(("role", "linked"), [("director", True), ("assistant_director", False)])
def test_loads_lead_to_the_page_for_who_may_open_it(signed_in, role, linked):
    assert (PAGE in signed_in(role).get("/loads/").content.decode()) is linked


def test_a_changed_figure_says_that_records_were_erased(signed_in, folder, erased, settings):
    client = signed_in("director")
    asked = f"/indicators/AL01/changed/?before={EARLIER}&after={NEWEST}"
    erased_on = warehouse.erasures(erased, COUNCIL)[0].at.date()
    assert f"last on {erased_on.day} {erased_on:%B %Y}" in words(client.get(asked))
    settings.FOOTHOLD_HOME = folder
    assert "Records were erased after" not in words(client.get(asked))
