"""What pages show of the small council: every number equals the list behind it, and nobody sees more than is theirs."""

import csv
import io
import re
from dataclasses import replace

import pytest

from foothold import warehouse
from foothold.cli.identities import keeper_of
from foothold.indicators import CATALOGUE, unknown_roles
from foothold.reports.warehouse_evidence import WarehouseEvidence
from foothold_web import setting_up
from foothold_web.accounts.roles import ROLES, Tier
from foothold_web.audit.models import AuditEvent
from foothold_web.cases import identities
from foothold_web.cases.models import Identity
from foothold_web.reporting import pictures
from page_texts import rows, text
from small_council import ARRIVAL, CHILDREN, COUNCIL, DUTY, EARLIER, NEWEST, SAFEGUARDING, SURNAME, UNALLOCATED

HOMES = ("commissioner", "director", "assistant_director", "team_manager", "performance_analyst", "social_worker")
WITH_CASES = [role for role in HOMES if ROLES[role].tier >= Tier.PSEUDONYMS]
LINK = re.compile(r'<a class="govuk-link[^"]*"\s+href="(/indicators/\w+/cases/[^"]*)"\s+data-count="(\d+)"')


def pages_with_figures():
    return ["/", "/indicators/", *(f"/indicators/{name}/" for name in CATALOGUE)]


@pytest.mark.parametrize("role", WITH_CASES)
def test_every_number_opens_a_list_of_that_length(signed_in, role):
    client = signed_in(role)
    links = {
        (address.replace("&amp;", "&"), int(count))
        for page in pages_with_figures()
        for address, count in LINK.findall(text(client.get(page)))
    }
    assert links, "no page shows a number that opens"
    for address, count in links:
        assert rows(text(client.get(address))) == count, address


@pytest.mark.parametrize("role", ["commissioner", "social_worker"])
def test_no_page_names_a_child_to_those_who_may_not_see_names(signed_in, role):
    client = signed_in(role)
    lists = [f"/indicators/{name}/cases/?as_at={ARRIVAL}" for name in CATALOGUE]
    files = [f"/indicators/{name}/cases.csv?as_at={ARRIVAL}" for name in CATALOGUE]
    for page in [*pages_with_figures(), *lists, *files, f"/unallocated/?as_at={ARRIVAL}", "/reports/"]:
        shown = client.get(page).content.decode()
        assert SURNAME not in shown, page
        assert not [child for child in CHILDREN if child in shown], page


def test_the_control_a_director_sees_the_councils_identifiers(signed_in):
    assert "CH7709" in text(signed_in("director").get(f"/unallocated/?as_at={ARRIVAL}"))


def test_pseudonyms_differ_from_one_commissioner_to_another_and_stay_the_same_for_each(client, person):
    seen = []
    for name in ("first", "second", "first"):
        client.force_login(person("commissioner", name=name))
        seen.append(set(re.findall(r"P-[A-Z2-7]{10}", text(client.get(f"/unallocated/?as_at={ARRIVAL}")))))
    assert len(seen[0]) == 10  # five cases and their five children
    assert seen[0] == seen[2]
    assert not seen[0] & seen[1]


@pytest.mark.parametrize("day", UNALLOCATED)
@pytest.mark.parametrize(("role", "teams"), [("director", (DUTY, SAFEGUARDING)), ("team_manager", (SAFEGUARDING,))])
def test_the_unallocated_list_is_as_long_as_the_drawing_says(signed_in, day, role, teams):
    page = text(signed_in(role).get(f"/unallocated/?as_at={day}"))
    assert rows(page) == sum(UNALLOCATED[day][team] for team in teams)


def test_the_longest_wait_is_on_top_and_a_plan_is_named(signed_in):
    page = text(signed_in("director").get(f"/unallocated/?as_at={NEWEST}"))
    days = [int(found) for found in re.findall(r'cell--numeric">(\d+)</td>', page)]
    assert days == [18, 8]
    assert page.count("Child protection plan") == 1


def test_a_manager_does_not_open_another_teams_cases(signed_in):
    client = signed_in("team_manager")
    for page in ("/unallocated/", "/indicators/AL01/cases/", "/indicators/AL01/cases.csv"):
        answer = client.get(f"{page}?as_at={ARRIVAL}&team={DUTY}")
        assert answer.status_code == 403
        assert "another team" in answer.content.decode()
    assert AuditEvent.objects.filter(outcome="refused").count() == 3


def test_a_manager_sees_other_teams_numbers_without_a_way_into_them(signed_in):
    page = text(signed_in("team_manager").get(f"/indicators/AL01/?as_at={ARRIVAL}"))
    opened = [address for address, _ in LINK.findall(page)]
    assert opened
    assert all(f"team={SAFEGUARDING}" in address for address in opened)


def test_a_role_in_another_council_opens_nothing_of_this_one(signed_in):
    client = signed_in("director", authority="E99000099")
    assert "Nothing has been loaded" in text(client.get("/"))
    for page in ("/indicators/AL01/", "/unallocated/", f"/loads/{COUNCIL}-0001/", "/reports/2020-06-30/"):
        assert client.get(page).status_code in (400, 404)


def test_names_are_shown_only_with_a_purpose_which_is_on_record(signed_in):
    client = signed_in("director")
    page = f"/unallocated/?as_at={ARRIVAL}"
    assert SURNAME not in text(client.get(page))
    assert SURNAME not in text(client.post(page, {"purpose": ""}))
    assert text(client.post(page, {"purpose": "Overseeing the case"})).count(SURNAME) == 5
    event = AuditEvent.objects.first()
    assert (event.purpose, event.rows) == ("Overseeing the case", 5)


def test_a_commissioner_cannot_ask_for_names(signed_in):
    client = signed_in("commissioner")
    answer = client.post(f"/unallocated/?as_at={ARRIVAL}", {"purpose": "Overseeing the case"})
    assert answer.status_code == 403
    assert SURNAME not in answer.content.decode()


def test_names_lie_encrypted_and_each_child_once(folder):
    kept = Identity.objects.filter(authority=COUNCIL, table="person")
    assert kept.count() == len(CHILDREN)
    assert not any(SURNAME.encode() in bytes(identity.sealed) for identity in kept)


def test_a_download_holds_the_rows_of_the_page_and_is_on_record(signed_in):
    answer = signed_in("director").get(f"/indicators/AL01/cases.csv?as_at={ARRIVAL}")
    listed = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert len(listed) == 5
    assert SURNAME not in answer.content.decode()
    assert (AuditEvent.objects.first().action, AuditEvent.objects.first().rows) == ("cases_csv", 5)


def test_what_was_not_collected_names_the_field_and_is_not_a_zero(signed_in):
    client = signed_in("performance_analyst")
    page = text(client.get("/indicators/WF03/"))
    assert "foothold-figure--not_collected" in page
    assert "posts." in page
    assert "Agency rate" in text(client.get("/")).split("Not collected")[1]


def test_a_figure_of_another_day_is_that_days(signed_in):
    page = text(signed_in("commissioner").get(f"/indicators/AL01/?as_at={ARRIVAL}"))
    assert 'data-count="5">5</a>' in page
    assert "As at" in page
    assert "14 October 2019" in page


def test_a_page_of_a_past_day_draws_what_the_report_of_that_day_draws(signed_in, folder):
    page = text(signed_in("commissioner").get("/indicators/AL01/", {"as_at": EARLIER.isoformat()}))
    with warehouse.open(folder, COUNCIL, as_known=EARLIER) as snapshot:
        drawn = WarehouseEvidence(snapshot, EARLIER, None).chart("AL01", EARLIER)
    assert "on 16 Feb 2020." in drawn.sentence
    assert f'<figcaption class="govuk-body">{drawn.sentence}</figcaption>' in page
    newest_first = re.findall(r'<th scope="row" class="govuk-table__header">(\d+ \w{3} \d{4})</th>', page)
    assert newest_first == [row[0] for row in reversed(drawn.rows)]


@pytest.mark.parametrize("drawing", ["course", "spread"])
def test_a_phone_fetches_the_drawing_of_a_past_day(signed_in, drawing):
    client = signed_in("commissioner")
    page = text(client.get("/indicators/AL06/", {"as_at": EARLIER.isoformat()}))
    address = f"/indicators/AL06/{drawing}.svg?as_at={EARLIER}"
    assert f'src="{address}"' in page
    answer = client.get(address)
    assert answer["Content-Type"] == "image/svg+xml"
    assert answer.content.startswith(b"<svg")
    assert AuditEvent.objects.first().target == address


def test_there_is_no_other_drawing(signed_in):
    assert signed_in("commissioner").get("/indicators/AL06/portrait.svg").status_code == 404


@pytest.mark.parametrize("asked", ["31/02/2020", "yesterday", "2031-01-01"])
def test_a_day_that_cannot_be_asked_about_is_refused_in_words(signed_in, asked):
    page = text(signed_in("commissioner").get("/indicators/AL01/", {"as_at": asked}))
    assert "There is a problem" in page
    assert "30 June 2020" in page


def test_an_indicator_without_official_polarity_has_no_colour(signed_in):
    page = text(signed_in("commissioner").get("/indicators/"))
    states = dict(re.findall(r'indicators/(\w+)/">.*?govuk-tag govuk-tag--(\w+)', page, re.DOTALL))
    assert states["AL01"] == states["CP06"] == "grey"


def test_loads_tell_rows_read_kept_and_set_aside(signed_in, folder):
    client = signed_in("performance_analyst")
    newest = warehouse.loads(folder, COUNCIL)[-1]
    page = text(client.get(f"/loads/{newest.load_id}/"))
    assert f"{newest.rows_in} rows read: {newest.rows_imported} kept, {newest.rows_set_aside} set aside" in page
    assert client.get(f"/loads/{newest.load_id}/problems.csv").headers["Content-Type"].startswith("text/csv")


@pytest.mark.parametrize(("form", "beginning"), [("html", b"<!DOCTYPE html>"), ("pdf", b"%PDF-")])
def test_a_report_can_be_kept(signed_in, form, beginning):
    answer = signed_in("commissioner").get(f"/reports/2020-06-30/report.{form}")
    assert answer.content.lstrip().lower().startswith(beginning.lower())
    assert "attachment" in answer.headers["Content-Disposition"]


def test_a_report_says_what_its_figures_are_bound_to_and_what_changed(signed_in):
    client = signed_in("commissioner")
    assert "ind:AL01@2020-06-30" in text(client.get("/reports/2020-06-30/"))
    assert "Unallocated cases" in text(client.get("/reports/2020-02-20/to/2020-06-30/"))


def test_a_fault_shows_a_reference_and_nothing_else(signed_in, monkeypatch, caplog, client):
    client = signed_in("director")
    client.raise_request_exception = False

    def broken(*_):
        raise ValueError(f"child CH7709 {SURNAME}")

    monkeypatch.setattr("foothold_web.reporting.homes.figures.gallery", broken)
    answer = client.get("/")
    reference = re.search(r"reference (\w{8})", answer.content.decode())
    assert answer.status_code == 500
    assert reference
    assert reference.group(1) in caplog.text
    assert SURNAME not in answer.content.decode() + caplog.text


def test_the_command_line_keeps_names_where_the_service_has_a_database_and_only_there(tmp_path, monkeypatch):
    monkeypatch.delenv("DATABASE_URL", raising=False)
    assert keeper_of(tmp_path) is None
    monkeypatch.setattr(setting_up, "has_database", lambda home: True)
    monkeypatch.setattr(setting_up, "use", lambda home: None)
    assert keeper_of(tmp_path) is identities.keep


def test_an_analyst_reads_which_roles_nobody_has_mapped(signed_in, folder, monkeypatch):
    drawn = replace(pictures.gallery(folder, COUNCIL), unknown_roles=[("job_title", "Duty wizard", 1145)])
    monkeypatch.setattr(pictures, "gallery", lambda *_: drawn)
    page = " ".join(text(signed_in("performance_analyst").get("/")).split("Roles nobody has mapped")[1].split())
    assert "Job title <code>Duty wizard</code>: 1,145 involvements" in page


def test_roles_nobody_has_mapped_are_those_of_the_newest_load(folder):
    with warehouse.open(folder, COUNCIL) as snapshot:
        found = [(role.field, role.text, role.involvements) for role in unknown_roles(snapshot)]
    assert pictures.gallery(folder, COUNCIL).unknown_roles == found
