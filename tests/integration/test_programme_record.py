"""The programme's record: who writes it, that gates keep their rule, that nothing that was said is lost."""

from datetime import date
from html import unescape

import pytest

from foothold.terms.errors import Refused
from foothold_web.accounts.models import Membership
from foothold_web.accounts.scope import OutOfScope, scope_of
from foothold_web.audit.models import AuditEvent
from foothold_web.programme import actions, models
from foothold_web.programme.demonstration import put_record
from foothold_web.programme.registers import LISTED, REGISTERS
from small_council import COUNCIL

DAY = date(2020, 6, 30)
DECISION = {"kind": "decision", "question": "Who signs?", "owner": "Board", "due": "31/07/2020"}
MONEY = {"name": "Set-up", "budget": 1_530_000, "spent": 0, "forecast": 1_600_000, "as_at": DAY, "source": "Grant"}


@pytest.fixture
def runner(person):
    return scope_of(person("trust_programme_manager"), date.today())


@pytest.fixture
def decider(person):
    return scope_of(person("commissioner"), date.today())


def gate_with(runner, *criteria):
    gate = actions.add(REGISTERS["gates"], {"name": "Ready", "due": DAY}, by=runner)
    for text, weight, state in criteria:
        values = {"text": text, "weight": weight, "owner": "Board", "due": DAY, "state": state, "evidence": "seen"}
        actions.add(REGISTERS["criteria"], values, by=runner, gate=gate)
    return gate


def test_a_form_adds_an_entry_with_its_history_and_an_audit_event(signed_in):
    client = signed_in("trust_programme_manager")
    answer = client.post("/programme/record/decisions/add/", DECISION)
    assert answer.status_code == 302
    one = models.Decision.objects.get()
    assert (one.authority, one.question, one.due) == (COUNCIL, "Who signs?", date(2020, 7, 31))
    assert models.Change.objects.filter(register="decisions", field="question", after="Who signs?").exists()
    assert AuditEvent.objects.filter(action="programme.decisions", who="trust_programme_manager").exists()
    assert "Who signs?" in client.get("/programme/record/decisions/").content.decode()


def test_a_change_keeps_what_stood_before(signed_in, runner):
    one = actions.add(REGISTERS["money"], MONEY, by=runner)
    client = signed_in("trust_programme_manager")
    filled = {name: str(value) for name, value in MONEY.items()} | {"spent": "250000", "as_at": "31/07/2020"}
    assert client.post(f"/programme/record/money/{one.pk}/change/", filled).status_code == 302
    changes = {each.field: (each.before, each.after) for each in models.Change.objects.exclude(before="")}
    assert changes == {"spent": ("0", "250000"), "as_at": ("2020-06-30", "2020-07-31")}
    html = client.get(f"/programme/record/money/{one.pk}/").content.decode()
    assert "250000" in html
    assert "250,000</dd>" in html
    assert "31 July 2020</dd>" in html
    assert "30 June 2020</td>" in html


@pytest.mark.parametrize(
    ("register", "values", "complaint"),
    [
        ("decisions", DECISION | {"due": "soon"}, "Enter a date"),
        ("decisions", DECISION | {"decided_on": "01/07/2020"}, "Say what came of it"),
        ("measures", {"name": "M", "indicator": "ZZ99", "relation": "at most", "target": "0"}, "no indicator ZZ99"),
        ("appointments", {"post": "Chair", "state": "missing", "since": "01/07/2020"}, "Select a valid choice"),
    ],
)
def test_a_form_that_makes_no_sense_says_so_and_keeps_nothing(signed_in, register, values, complaint):
    answer = signed_in("trust_programme_manager").post(f"/programme/record/{register}/add/", values)
    assert answer.status_code == 200
    assert complaint in answer.content.decode()
    assert not models.Change.objects.exists()


def test_a_judgement_is_on_its_own_scale_and_is_never_changed(signed_in, decider):
    client = signed_in("commissioner")
    said = {"scale": "three steps", "judgement": "amber/red", "judged_on": "30/06/2020"}
    said |= {"reviewer": "Gateway", "evidence": "Seen"}
    assert (
        "On this scale the steps are: green, amber, red" in client.post("/programme/confidence/", said).content.decode()
    )
    assert client.post("/programme/confidence/", said | {"judgement": "amber"}).status_code == 302
    one = models.DeliveryConfidence.objects.get()
    with pytest.raises(Refused, match="kept as it was made"):
        actions.change(REGISTERS["confidence"], one, {"judgement": "green"}, by=decider)


class TestGate:
    def test_a_critical_criterion_that_is_not_met_stops_it(self, runner, decider):
        gate = gate_with(runner, ("Contract signed", "critical", "open"))
        for decision in (models.PASSED, models.CONDITIONS):
            with pytest.raises(Refused, match="Critical and not met: Contract signed"):
                actions.decide(gate, decision, "because", by=decider, on=DAY)
        actions.decide(gate, models.HELD, "not signed", by=decider, on=DAY)
        assert models.Gate.objects.get().decision == models.HELD

    def test_an_important_one_is_a_condition_and_what_follows_is_listed_and_signed(self, runner, decider):
        gate = gate_with(runner, ("A", "critical", "met"), ("B", "important", "not met"), ("C", "can follow", "open"))
        with pytest.raises(Refused, match="Important and not met: B"):
            actions.decide(gate, models.PASSED, "because", by=decider, on=DAY)
        actions.decide(gate, models.CONDITIONS, "B by August", by=decider, on=DAY)
        held = models.Gate.objects.get()
        assert (held.left_for_later, held.decided_by, held.decided_on) == (["B", "C"], "commissioner", DAY)

    def test_a_gate_that_was_passed_stays_as_it_was_judged(self, runner, decider):
        gate = gate_with(runner, ("A", "critical", "met"))
        actions.decide(gate, models.PASSED, "all met", by=decider, on=DAY)
        criterion = models.GateCriterion.objects.get()
        with pytest.raises(Refused, match="has been passed"):
            actions.change(REGISTERS["criteria"], criterion, {"state": "not met"}, by=runner)
        with pytest.raises(Refused, match="has been passed"):
            actions.decide(gate, models.HELD, "no", by=decider, on=DAY)

    def test_a_gate_without_criteria_cannot_be_passed(self, runner, decider):
        with pytest.raises(Refused, match="has no criteria"):
            actions.decide(gate_with(runner), models.PASSED, "because", by=decider, on=DAY)

    def test_who_runs_the_programme_does_not_decide_its_gates_and_the_other_way_round(self, runner, decider):
        gate = gate_with(runner, ("A", "critical", "met"))
        with pytest.raises(OutOfScope):
            actions.decide(gate, models.PASSED, "because", by=runner, on=DAY)
        with pytest.raises(OutOfScope):
            actions.add(REGISTERS["money"], MONEY, by=decider)
        assert not models.MoneyLine.objects.exists()

    def test_the_page_decides_without_scripts_and_says_what_is_wrong(self, signed_in, runner):
        gate = gate_with(runner, ("Contract signed", "critical", "open"))
        client = signed_in("commissioner")
        said = {"decision": models.PASSED, "reason": "because"}
        answer = client.post(f"/programme/gates/{gate.pk}/decide/", said)
        assert "Critical and not met: Contract signed" in answer.content.decode()
        assert client.post(f"/programme/gates/{gate.pk}/decide/", said | {"decision": models.HELD}).status_code == 302
        assert "Not passed" in client.get(f"/programme/gates/{gate.pk}/").content.decode()


def test_another_councils_record_is_not_found(signed_in, runner):
    one = actions.add(REGISTERS["money"], MONEY, by=runner)
    client = signed_in("director", name="elsewhere", authority="E99000002")
    assert client.get(f"/programme/record/money/{one.pk}/").status_code == 404
    assert "Set-up" not in client.get("/programme/record/money/").content.decode()


def test_the_record_of_the_demonstration_is_put_in_once_and_every_page_of_it_opens(signed_in):
    assert put_record(COUNCIL) > 30
    assert put_record(COUNCIL) == 0
    client = signed_in("trust_programme_manager")
    overview = client.get("/programme/record/").content.decode()
    for shown in ("Safe and effective", "2 of 5", "£3,030,000", "amber"):
        assert shown in overview
    for name in LISTED:
        html = unescape(client.get(f"/programme/record/{name}/").content.decode())
        one = REGISTERS[name].model.objects.first()
        assert str(one) in html
        assert client.get(f"/programme/record/{name}/{one.pk}/").status_code == 200
    assert "No case without a social worker" in client.get("/programme/record/measures/").content.decode()
    assert "Which dates slipped" in client.get("/").content.decode()


def test_a_role_ends_with_its_membership(signed_in, runner):
    client = signed_in("trust_programme_manager")
    Membership.objects.all().delete()
    assert client.post("/programme/record/decisions/add/", DECISION).status_code == 403
    assert not models.Decision.objects.exists()
