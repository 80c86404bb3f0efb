"""How long the whole first journey takes, and how long a page takes at the server.

Run apart from everything else: `python -m benchmarks.journey`. The time to the served page is measured from the moment
`foothold demo` starts to the first answered request, with the packages already installed. The page is asked for over
HTTP by a signed-in person, so the time holds sign-in checks, the scope rule, the audit entry and the template.
"""

from __future__ import annotations

import http.cookiejar
import os
import re
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.parse
import urllib.request
from pathlib import Path

ADDRESS = "http://127.0.0.1:8731"
LIMIT_TO_SERVED_PAGE_S = 180
LIMIT_PAGE_MS = 300
PAGES = ("/", "/indicators/", "/indicators/AL01/", "/indicators/AS02/", "/indicators/AL01/cases?as_at=2019-10-14")
REQUESTS_PER_PAGE = 15


def main() -> None:
    """Run the demo in a new home, wait for the first page, then time each page."""
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder) / "home"
        started = time.perf_counter()
        process = _serve(home)
        try:
            _wait_until_served(process)
            seconds = time.perf_counter() - started
            print(f"demo to served page: {seconds:.0f} s (limit {LIMIT_TO_SERVED_PAGE_S} s)")
            _time_pages(_signed_in(home))
        finally:
            process.terminate()
            process.wait(timeout=20)


def _serve(home: Path) -> subprocess.Popen[bytes]:
    command = Path(sys.executable).parent / "foothold"
    return subprocess.Popen(
        [str(command), "--home", str(home), "demo", "--bind", ADDRESS.removeprefix("http://")],
        env=os.environ | {"NO_COLOR": "1"},
        stdout=subprocess.DEVNULL,
    )


def _wait_until_served(process: subprocess.Popen[bytes]) -> None:
    while process.poll() is None:
        try:
            urllib.request.urlopen(ADDRESS, timeout=5).close()
        except (urllib.error.URLError, ConnectionError):
            time.sleep(0.2)
        else:
            return
    raise SystemExit("the demo stopped before it served a page")


def _signed_in(home: Path) -> urllib.request.OpenerDirector:
    """An HTTP client signed in as the director, with the password the demo printed for this home."""
    lines = (home / "sign-in.txt").read_text().splitlines()
    username, password = next(re.split(r"\s+", line.strip())[:2] for line in lines if line.startswith("director"))
    client = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar()))
    with client.open(ADDRESS) as form:
        page, address = form.read().decode(), form.geturl()
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)
    if token is None:
        raise SystemExit("the sign-in page has no form")
    fields = {"csrfmiddlewaretoken": token.group(1), "login": username, "username": username, "password": password}
    client.open(urllib.request.Request(address, urllib.parse.urlencode(fields).encode(), {"Referer": address})).close()
    return client


def _time_pages(client: urllib.request.OpenerDirector) -> None:
    for path in PAGES:
        times = sorted(_one_request(client, path) for _ in range(REQUESTS_PER_PAGE))
        median, worst = statistics.median(times), times[-1]
        print(f"{path}: median {median:.0f} ms, slowest {worst:.0f} ms (limit {LIMIT_PAGE_MS} ms)")


def _one_request(client: urllib.request.OpenerDirector, path: str) -> float:
    started = time.perf_counter()
    with client.open(ADDRESS + path) as answer:
        answer.read()
    return (time.perf_counter() - started) * 1000


if __name__ == "__main__":
    main()
