"""The real server in a process of its own, serving the small council, and a browser in front of it."""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from contextlib import contextmanager
from pathlib import Path

import pytest

PREPARE = """
import sys
from datetime import date
from pathlib import Path
from foothold_web import setting_up
home, handed_over = Path(sys.argv[1]), Path(sys.argv[2])
setting_up.use(home)
setting_up.migrate()
import small_council
from foothold import reports, warehouse
from foothold.demo.programme import write_programme
from foothold_web.accounts.models import Membership, User
from foothold_web.cases import identities
from foothold_web.programme.demonstration import put_record
from foothold_web.reporting import published
council = small_council.COUNCIL
write_programme(home)
put_record(council)
for day in (small_council.EARLIER, small_council.NEWEST):
    extract = small_council.write_extract(handed_over, day)
    warehouse.load(home, extract, authority=council, as_at=day, keep_identities=identities.keep)
for draft, day in (("february-2020", small_council.EARLIER), ("june-2020", small_council.NEWEST)):
    built = reports.build(draft, home=home, authority=council, as_at=day)
    for kind in published.KINDS:
        reports.write(built, published.path_of(home, council, day, kind))
for role, team in (("commissioner", ""), ("director", ""), ("team_manager", small_council.SAFEGUARDING),
                   ("assistant_director", ""), ("performance_analyst", ""), ("trust_programme_manager", ""),
                   ("social_worker", ""), ("independent_reviewing_officer", ""), ("dfe_official", ""),
                   ("lead_member", "")):
    user = User.objects.create_user(role, password=sys.argv[3], first_name=role)
    Membership.objects.create(user=user, role=role, authority=council, team=team, valid_from=date(2019, 1, 1))
"""
PASSWORD = "one fine day in autumn"
ARGUMENTS = [
    *("--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
]
STARTS_WITHIN = 180  # seconds; computing the figures comes before serving


@pytest.fixture(scope="session")
def serving():
    """Start `foothold serve` on a home that is ready; gives a context whose value is the address."""

    @contextmanager
    def start(home, environment):
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            bind = f"127.0.0.1:{free.getsockname()[1]}"
        serve = [str(Path(sys.executable).with_name("foothold")), "--home", str(home), "serve", "--bind", bind]
        with subprocess.Popen(serve, env=environment, stderr=subprocess.DEVNULL) as process:
            try:
                _wait_until_it_answers(f"http://{bind}/sign-in/", process)
                yield f"http://{bind}"
            finally:
                process.terminate()

    return start


@pytest.fixture(scope="session")
def service(tmp_path_factory, serving):
    """The address of a running `foothold serve`."""
    home = tmp_path_factory.mktemp("home")
    path = [str(Path(__file__).parents[1]), *os.environ.get("PYTHONPATH", "").split(os.pathsep)]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(path), "FOOTHOLD_HOME": str(home)}
    handed_over = tmp_path_factory.mktemp("handed-over")
    prepare = [sys.executable, "-c", PREPARE, str(home), str(handed_over), PASSWORD]
    subprocess.run(prepare, check=True, env=environment)
    with serving(home, environment) as address:
        yield address


def _wait_until_it_answers(address, process):
    end = time.monotonic() + STARTS_WITHIN
    while time.monotonic() < end and process.poll() is None:
        try:
            urllib.request.urlopen(address)  # noqa: S310
            return
        except urllib.error.URLError:
            time.sleep(0.3)
    raise AssertionError("the server did not start")


@pytest.fixture(scope="session")
def chromium():
    """A browser, or a skipped test where there is none."""
    from playwright.sync_api import sync_playwright

    path = os.environ.get("CHROMIUM") or shutil.which("chromium")
    if not path:
        pytest.skip("Chromium is not installed: apt-get install chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture
def visit(service, chromium):
    """Open the service in a fresh browser window, signed in in a role; collects what the browser complains about."""
    contexts = []

    def open_as(role, *, width=1280, scripts=True):
        context = chromium.new_context(
            viewport={"width": width, "height": 900}, java_script_enabled=scripts, base_url=service, locale="en-GB"
        )
        contexts.append(context)
        page = context.new_page()
        page.complaints = []
        page.on("console", lambda said: said.type in ("error", "warning") and page.complaints.append(said.text))
        page.on("request", lambda asked: asked.url.startswith(service) or page.complaints.append(asked.url))
        page.goto("/")
        page.get_by_label("User name").fill(role)
        page.get_by_label("Password").fill(PASSWORD)
        page.get_by_role("button", name="Sign in").click()
        page.get_by_role("heading", level=1).wait_for()
        return page

    yield open_as
    for context in contexts:
        context.close()
