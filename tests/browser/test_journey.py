"""A commissioner's journey through the service in a real browser, with and without scripts, and every page's access."""

import pytest

from foothold.indicators import CATALOGUE
from foothold_web.accounts.roles import ROLES
from small_council import ARRIVAL, DUTY, SAFEGUARDING, SURNAME, UNALLOCATED

pytestmark = pytest.mark.browser

STANDARDS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
PAGES = {
    "commissioner": [
        *("/", "/indicators/", "/indicators/AL01/", "/indicators/AL06/", "/indicators/WF03/"),
        *("/indicators/?q=plan&family=CP&status=value", "/indicators/AL03/?by=need", "/teams/", f"/teams/{DUTY}/"),
        *("/indicators/AL01/?as_at=nonsense", f"/indicators/AL01/cases/?as_at={ARRIVAL}"),
        *(f"/unallocated/?as_at={ARRIVAL}", "/reports/", "/reports/2020-06-30/"),
        *("/reports/2020-06-30/read/", "/reports/2020-02-20/to/2020-06-30/", "/nothing/here/", "/audit/"),
        *("/programme/", "/programme/plan/", "/programme/options/"),
        *("/indicators/wall/", "/states/", "/circumstances/", "/indicators/AL01/baseline/"),
        *(f"/unallocated/definitions/?as_at={ARRIVAL}", f"/flow/unallocated/?start={ARRIVAL}&end=2020-06-30"),
    ],
    "director": ["/", "/audit/", f"/unallocated/?as_at={ARRIVAL}"],
    "assistant_director": ["/", "/flow/unallocated/", "/recording/"],
    "team_manager": ["/", f"/indicators/AL01/?as_at={ARRIVAL}", f"/teams/{SAFEGUARDING}/"],
    "performance_analyst": ["/", "/loads/", "/loads/E99000001-0001/"],
    "trust_programme_manager": [
        *("/", "/programme/ask/?task=X2&day=01/04/2021&other=C7&other_day=01/12/2020", "/programme/ask/?task=X2"),
        *("/programme/story/", "/programme/workstreams/", "/programme/options/summary/", "/programme/record/"),
        *("/programme/gates/2/", "/programme/record/decisions/", "/programme/record/measures/"),
        *("/programme/record/money/1/", "/programme/record/decisions/add/"),
    ],
    "social_worker": ["/"],
    "independent_reviewing_officer": ["/", "/indicators/CC10/", "/indicators/CP14/?by=team"],
    "dfe_official": ["/", "/programme/", "/reports/2020-06-30/", "/reports/2020-06-30/read/", "/indicators/wall/"],
    "lead_member": ["/", "/indicators/"],
}
DETAILS = "document.querySelectorAll('details').forEach(one => one.open = true)"
TOO_WIDE = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
STICKING_OUT = """
[...document.querySelectorAll('body *')]
    .filter(one => !one.closest('[role=region]'))
    .filter(one => one.getBoundingClientRect().left + one.scrollWidth > document.documentElement.clientWidth + 1)
    .map(one => one.outerHTML.slice(0, 80))
"""


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_the_commissioner_opens_the_cases_of_october_and_downloads_the_june_report(visit, scripts):
    page = visit("commissioner", scripts=scripts)
    page.get_by_role("link", name="Unallocated cases", exact=True).first.click()
    page.get_by_role("link", name="AL01, which says what unallocated means").click()
    page.get_by_label("Show as at").fill("14/10/2019")
    page.locator("form").filter(has_text="Show as at").get_by_role("button", name="Show").click()
    expected = sum(UNALLOCATED[ARRIVAL].values())
    page.locator(".foothold-headline").get_by_role("link", name=str(expected), exact=True).click()
    assert page.get_by_role("heading", level=1).inner_text() == f"{expected} cases"
    assert page.locator("tbody tr").count() == expected
    assert SURNAME not in page.content()
    page.get_by_role("link", name="Reports").click()
    with page.expect_download() as download:
        page.get_by_role("link", name="Download the report of 30 June 2020 (PDF)").click()
    assert download.value.path().read_bytes().startswith(b"%PDF-")
    assert page.complaints == []


def test_a_manager_finds_the_teams_cases_on_the_home_page(visit):
    page = visit("team_manager")
    page.get_by_role("link", name="All 1 unallocated case of the team").click()
    assert page.locator("tbody tr").count() == 1
    page.goto(f"/unallocated/?as_at={ARRIVAL}&team={DUTY}")
    assert page.get_by_role("heading", level=1).inner_text() == "You cannot open this page"
    page.goto(f"/unallocated/?as_at={ARRIVAL}&team={SAFEGUARDING}")
    assert page.locator("tbody tr").count() == UNALLOCATED[ARRIVAL][SAFEGUARDING]


def test_a_reviewing_officer_reads_how_reviews_stand_and_no_case(visit):
    page = visit("independent_reviewing_officer")
    page.get_by_role("link", name="Reviews of looked-after children in time").first.click()
    assert page.get_by_role("heading", level=1).inner_text() == CATALOGUE["CC10"].title
    page.goto("/indicators/CC10/cases/")
    assert page.get_by_role("heading", level=1).inner_text() == "You cannot open this page"


def test_a_dfe_official_reads_the_report_and_when_the_trust_will_be_ready(visit):
    page = visit("dfe_official")
    page.get_by_role("link", name="Reports").first.click()
    with page.expect_download() as download:
        page.get_by_role("link", name="Download the report of 30 June 2020 (PDF)").click()
    assert download.value.path().read_bytes().startswith(b"%PDF-")
    page.get_by_role("link", name="Programme").first.click()
    assert page.get_by_role("heading", level=1).is_visible()
    page.goto(f"/unallocated/?as_at={ARRIVAL}")
    assert page.get_by_role("heading", level=1).inner_text() == "You cannot open this page"


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_a_lead_member_reads_one_page_and_opens_no_other(visit, scripts):
    page = visit("lead_member", scripts=scripts)
    assert page.get_by_role("heading", level=1).inner_text() == "Are children safe, and is it better than before?"
    page.get_by_text("How to read this page").click()
    assert page.get_by_text("Counts of 1 to 5 are hidden").is_visible()
    assert page.locator("main a").count() == 0
    page.goto("/indicators/")
    assert page.get_by_role("heading", level=1).inner_text() == "You cannot open this page"


def test_every_role_is_looked_at():
    assert set(PAGES) == set(ROLES)


@pytest.mark.parametrize("role", PAGES)
def test_no_page_has_a_barrier_or_scrolls_sideways(visit, role):
    from axe_playwright_python.sync_playwright import Axe

    page, axe = visit(role), Axe()
    for address in PAGES[role]:
        for width in (1280, 320):
            page.set_viewport_size({"width": width, "height": 900})
            page.goto(address)
            page.evaluate(DETAILS)
            found = axe.run(page, options={"runOnly": {"type": "tag", "values": STANDARDS}})
            barriers = [(one["id"], one["nodes"][0]["html"][:200]) for one in found.response["violations"]]
            assert barriers == [], f"{address} at {width}"
            assert page.evaluate(TOO_WIDE) <= 0, f"{address} scrolls sideways at {width}: {page.evaluate(STICKING_OUT)}"
    assert [said for said in page.complaints if "status of 40" not in said] == []


def test_the_page_that_signs_in_has_no_barrier(service, chromium):
    from axe_playwright_python.sync_playwright import Axe

    page = chromium.new_page(base_url=service)
    page.goto("/sign-in/")
    page.get_by_role("button", name="Sign in").click()
    assert page.get_by_role("alert").is_visible()
    found = Axe().run(page, options={"runOnly": {"type": "tag", "values": STANDARDS}})
    assert [one["id"] for one in found.response["violations"]] == []
    page.close()
