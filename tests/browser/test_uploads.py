"""An analyst uploads an Annex A workbook and sees the figure change, with and without scripts."""

import os
import subprocess
import sys
from datetime import date

import pytest

from foothold.returns.annex_a.sample import SAMPLE, write_workbook

pytestmark = pytest.mark.browser

STANDARDS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
TOO_WIDE = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
PASSWORD = "one fine day in autumn"
PREPARE = """
import sys
from datetime import date
from pathlib import Path
from foothold_web import setting_up
home = Path(sys.argv[1])
setting_up.use(home)
setting_up.migrate()
from foothold import warehouse
from foothold_web.accounts.models import Membership, User
from foothold_web.cases import identities
council = "E99000001"
warehouse.load(home, Path(sys.argv[2]), authority=council, as_at=date(2019, 10, 14), keep_identities=identities.keep)
user = User.objects.create_user("performance_analyst", password=sys.argv[3])
Membership.objects.create(user=user, role="performance_analyst", authority=council, valid_from=date(2019, 1, 1))
"""
NEW_CASE = {
    **{"child_id": "000104", "gender": "Male", "ethnicity": "WBRI", "dob": date(2014, 3, 2), "age": 5},
    **{"referral_date": date(2019, 10, 21), "source": "Schools", "nfa": "No", "referrals_in_year": 1},
    **{"team": "North Duty and Assessment 1", "worker": "Unallocated"},
}


@pytest.fixture(scope="module")
def service(tmp_path_factory, serving):
    """A service of this journey's own: what it loads would change the figures of the others."""
    home, handed_over = tmp_path_factory.mktemp("home"), tmp_path_factory.mktemp("handed-over")
    first = write_workbook(handed_over / "october.xlsx", SAMPLE)
    environment = {**os.environ, "FOOTHOLD_HOME": str(home)}
    prepare = [sys.executable, "-c", PREPARE, str(home), str(first), PASSWORD]
    subprocess.run(prepare, check=True, env=environment)
    with serving(home, environment) as address:
        yield address


def barriers(page):
    """What axe finds, and how far the page is too wide, on a screen and on a phone."""
    from axe_playwright_python.sync_playwright import Axe

    found = []
    for width in (320, 1280):
        page.set_viewport_size({"width": width, "height": 900})
        answer = Axe().run(page, options={"runOnly": {"type": "tag", "values": STANDARDS}})
        found += [(one["id"], one["nodes"][0]["html"][:200]) for one in answer.response["violations"]]
        assert page.evaluate(TOO_WIDE) <= 0
    return found


def wait_for(page, title):
    """Look again, as the page asks, until its title says so."""
    for _ in range(120):
        if page.get_by_role("heading", level=1).inner_text() == title:
            return
        page.wait_for_timeout(1000)
        page.reload()
    raise AssertionError(page.get_by_role("main").inner_text())


@pytest.mark.parametrize(
    ("scripts", "day", "expected"),
    [(False, date(2019, 10, 28), 2), (True, date(2019, 11, 4), 3)],
    ids=["plain", "scripts"],
)
def test_an_analyst_uploads_a_workbook_and_sees_the_figure_change(visit, tmp_path, scripts, day, expected):
    cases = [{**NEW_CASE, "child_id": f"00010{number}"} for number in range(4, expected + 3)]
    workbook = write_workbook(tmp_path / f"week {day}.xlsx", {**SAMPLE, 3: [*SAMPLE[3], *cases]})
    page = visit("performance_analyst", scripts=scripts)
    # What looks for barriers is a script itself.
    barriers_of = barriers if scripts else lambda _: []
    page.get_by_role("link", name="Loads").click()
    page.get_by_role("link", name="Upload a return").click()
    page.get_by_role("button", name="Check the return").click()
    assert page.get_by_role("link", name="Choose the file of the return").is_visible()
    assert barriers_of(page) == []
    page.get_by_label("Return").set_input_files(workbook)
    page.get_by_label("Day on which the extract was taken").fill(f"{day:%d/%m/%Y}")
    page.get_by_role("button", name="Check the return").click()
    wait_for(page, "Checked, waiting for a decision")
    assert barriers_of(page) == []
    page.get_by_role("button", name="Load it").click()
    wait_for(page, "Ready")
    assert barriers_of(page) == []
    page.goto("/indicators/AL01/")
    assert page.locator(".foothold-headline").get_by_role("link", name=str(expected), exact=True).is_visible()
    page.get_by_role("link", name="Why did this figure change?").click()
    assert barriers_of(page) == []
    assert [said for said in page.complaints if "status of 40" not in said] == []
