"""A return handed over in the browser: checked, confirmed, loaded, and gone from the upload area afterwards."""

import shutil
import zipfile
from datetime import timedelta
from threading import Thread

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from foothold import warehouse
from foothold_web import checkup
from foothold_web.accounts.roles import LOAD_RETURNS, ROLES
from foothold_web.audit.models import AuditEvent
from foothold_web.uploads import area, desk, models, work
from foothold_web.uploads.models import Upload
from small_council import COUNCIL, NEWEST, SURNAME, write_extract

LATER = NEWEST + timedelta(days=30)


@pytest.fixture
def home(council, settings, tmp_path):
    """A home of this test's own, because what is uploaded is loaded into it."""
    shutil.copytree(council, tmp_path / "home")
    settings.FOOTHOLD_HOME = tmp_path / "home"
    return tmp_path / "home"


@pytest.fixture
def at_once(monkeypatch, home, django_capture_on_commit_callbacks):
    """Do the work of the other process here and now: it would see another database."""
    monkeypatch.setattr(desk, "start", lambda home, token: work.do(home, token))
    return django_capture_on_commit_callbacks


@pytest.fixture
def extract(tmp_path):
    """The files of an extract taken a month after the newest."""
    return sorted(write_extract(tmp_path, LATER).iterdir())


def posted(paths, **others):
    files = [SimpleUploadedFile(path.name, path.read_bytes()) for path in paths]
    return {"returned": files, "as_at": LATER.strftime("%d/%m/%Y"), "authority": COUNCIL, "profile": "", **others}


def upload(client, at_once, paths, **others):
    with at_once(execute=True):
        answer = client.post("/data/upload/", posted(paths, **others))
    assert answer.status_code == 302, answer.content.decode()
    return answer.headers["Location"]


def decide(client, at_once, address, **answers):
    with at_once(execute=True):
        return client.post(address, answers)


def test_an_extract_is_checked_then_loaded_and_its_files_are_gone(signed_in, at_once, home, extract):
    client = signed_in("performance_analyst")
    before = len(warehouse.loads(home, COUNCIL))
    address = upload(client, at_once, extract)
    page = client.get(address).content.decode()
    assert "Checked, waiting for a decision" in page
    assert "Nothing has to be confirmed" in page
    assert len(warehouse.loads(home, COUNCIL)) == before
    decide(client, at_once, address, decision="load")
    newest = warehouse.loads(home, COUNCIL)[-1]
    assert (newest.as_at, newest.by) == (LATER, "performance_analyst")
    page = client.get(address).content.decode()
    assert f"/loads/{newest.load_id}/" in page
    assert newest.identities_kept
    assert SURNAME not in page
    assert area.tokens(home) == []
    assert f"{LATER:%d/%m/%Y}" in client.get("/indicators/AL01/").content.decode()
    load = AuditEvent.objects.get(action="load")
    assert (load.who, load.role, load.target) == (
        "performance_analyst",
        "performance_analyst",
        f"{newest.load_id} loaded",
    )
    assert load.rows == newest.rows_in


def test_a_zip_of_the_extract_is_the_same_return(signed_in, at_once, home, extract, tmp_path):
    packed = tmp_path / "extract.zip"
    with zipfile.ZipFile(packed, "w") as archive:
        for path in extract:
            archive.write(path, path.name)
    client = signed_in("performance_analyst")
    page = client.get(upload(client, at_once, [packed])).content.decode()
    assert "Checked, waiting for a decision" in page


def test_what_is_not_a_return_is_refused_with_its_reason_and_removed(signed_in, at_once, home, tmp_path):
    nonsense = tmp_path / "holiday.csv"
    nonsense.write_text("a,b\n1,2\n")
    client = signed_in("performance_analyst")
    address = upload(client, at_once, [nonsense])
    page = client.get(address).content.decode()
    assert "Refused" in page
    assert "was not loaded" in page
    assert area.tokens(home) == []
    assert AuditEvent.objects.filter(action="upload refused", who="performance_analyst").exists()
    decide(client, at_once, address, decision="load")
    assert Upload.objects.get().state == models.REFUSED


@pytest.mark.parametrize(
    "name",
    ["../../../../escape.csv", "a" * 300 + ".csv", "<script>alert(1)</script>.csv", "..", "x\r\ny.csv", "C:\\a\\b.csv"],
)
def test_a_hostile_name_does_nothing(signed_in, home, monkeypatch, name):
    monkeypatch.setattr(desk, "start", lambda *_: None)
    client = signed_in("performance_analyst")
    body = (
        '--b\r\nContent-Disposition: form-data; name="authority"\r\n\r\nE99000001\r\n'
        '--b\r\nContent-Disposition: form-data; name="as_at"\r\n\r\n2020-07-30\r\n'
        f'--b\r\nContent-Disposition: form-data; name="returned"; filename="{name}"\r\n\r\na,b\n1,2\n\r\n--b--\r\n'
    )
    before = set(home.parent.rglob("*"))
    answer = client.post("/data/upload/", body.encode(), content_type="multipart/form-data; boundary=b")
    assert answer.status_code in (302, 400)
    written = {path for path in set(home.parent.rglob("*")) - before if path.is_file() and "audit" not in path.parts}
    for path in written:
        assert path.parent.parent.parent == home / "uploads"
        assert path.name in ("file-1.csv", "file-1")
    page = client.get("/data/upload/").content.decode()
    assert "<script>alert" not in page
    assert all(len(one.name) <= 100 and not set(one.name) & set("<>/\\\r\n") for one in Upload.objects.all())


def test_a_doubt_has_to_be_confirmed_with_a_reason_and_both_are_on_record(
    signed_in, at_once, home, extract, monkeypatch
):
    doubt = warehouse.LoadRefused("Far fewer rows. If you have looked and it is right, load it.", "fewer-rows")

    def doubting(*_, confirm, **__):
        if "fewer-rows" not in confirm:
            raise doubt
        return ("fewer-rows",)

    for module in ("previewing", "loading"):
        monkeypatch.setattr(f"foothold.warehouse.{module}.refuse_implausible", doubting)
    client = signed_in("performance_analyst")
    address = upload(client, at_once, extract)
    page = client.get(address).content.decode()
    assert "Far fewer rows." in page
    assert "If you have looked" not in page
    for answers in ({}, {"confirm-fewer-rows": "on"}, {"reason-fewer-rows": "A team has left"}):
        assert decide(client, at_once, address, decision="load", **answers).status_code == 400
    assert Upload.objects.get().state == models.CHECKED
    reason = {"confirm-fewer-rows": "on", "reason-fewer-rows": "A team has left"}
    decide(client, at_once, address, decision="load", **reason)
    assert Upload.objects.get().state == models.READY
    assert warehouse.loads(home, COUNCIL)[-1].confirmed == ("fewer-rows",)
    assert AuditEvent.objects.get(action="load").purpose == "fewer-rows: A team has left"


def test_not_loading_removes_the_files(signed_in, at_once, home, extract):
    client = signed_in("performance_analyst")
    address = upload(client, at_once, extract)
    assert len(area.tokens(home)) == 1
    decide(client, at_once, address, decision="decline")
    assert area.tokens(home) == []
    assert "Not loaded" in client.get(address).content.decode()
    decide(client, at_once, address, decision="load")
    assert Upload.objects.get().state == models.DECLINED


def test_nobody_loads_for_another_council_or_sees_its_uploads(signed_in, at_once, home, extract, person):
    client = signed_in("performance_analyst")
    answer = client.post("/data/upload/", posted(extract, authority="E99000011"))
    assert answer.status_code == 400
    assert "Choose your own council" in answer.content.decode()
    assert area.tokens(home) == []
    address = upload(client, at_once, extract)
    stranger = Client()
    stranger.force_login(person("performance_analyst", name="elsewhere", authority="E99000011"))
    assert stranger.get(address).status_code == 404


@pytest.mark.parametrize("role", ROLES)
def test_only_roles_that_load_take_a_file_and_for_others_none_is_written(signed_in, home, extract, monkeypatch, role):
    monkeypatch.setattr(desk, "start", lambda *_: None)
    answer = signed_in(role).post("/data/upload/", posted(extract))
    assert (answer.status_code == 302) == (LOAD_RETURNS in ROLES[role].permissions)
    assert len(area.tokens(home)) == Upload.objects.count() == int(answer.status_code == 302)


def test_a_form_that_is_not_ours_takes_no_file(person, home, extract):
    client = Client(enforce_csrf_checks=True)
    client.force_login(person("performance_analyst"))
    assert client.post("/data/upload/", posted(extract)).status_code == 403
    assert area.tokens(home) == []
    assert not Upload.objects.exists()


def test_too_much_is_refused_in_plain_words_and_not_kept(signed_in, home, extract, monkeypatch):
    monkeypatch.setattr(area, "MOST_BYTES", 100)
    answer = signed_in("performance_analyst").post("/data/upload/", posted(extract))
    assert answer.status_code == 400
    assert "larger than" in answer.content.decode()
    assert area.tokens(home) == []


def test_a_second_load_waits_for_the_first(home):
    order = []
    with area.one_after_the_other(home, COUNCIL):
        second = Thread(target=lambda: _wait_and_note(home, order))
        second.start()
        second.join(0.2)
        order.append("first")
    second.join()
    assert order == ["first", "second"]


def _wait_and_note(home, order):
    with area.one_after_the_other(home, COUNCIL):
        order.append("second")


def test_a_load_on_the_command_line_at_the_same_time_is_told_and_can_be_tried_again(signed_in, at_once, home, extract):
    from foothold.warehouse.durable import only_writer

    client = signed_in("performance_analyst")
    address = upload(client, at_once, extract)
    with only_writer(home / "warehouse" / COUNCIL / "load.lock", "busy"):
        decide(client, at_once, address, decision="load")
    page = client.get(address).content.decode()
    assert "Another load" in page
    decide(client, at_once, address, decision="carry-on")
    assert Upload.objects.get().state == models.READY


def test_an_upload_whose_process_died_says_so_and_carries_on(signed_in, at_once, home, extract, monkeypatch):
    client = signed_in("performance_analyst")
    address = upload(client, at_once, extract)
    with monkeypatch.context() as patch:
        patch.setattr(desk, "start", lambda *_: None)  # as if it had been killed before its first word
        decide(client, at_once, address, decision="load")
        assert "Being loaded" in client.get(address).content.decode()
    Upload.objects.update(begun_at=timezone.now() - timedelta(minutes=5))
    page = client.get(address).content.decode()
    assert "Stopped" in page
    assert "whole or not at all" in page
    decide(client, at_once, address, decision="carry-on")
    assert Upload.objects.get().state == models.READY


def test_one_that_is_at_work_is_not_taken_for_dead(home, person):
    token = area.new_token()
    area.make(home, token)
    long_ago = timezone.now() - timedelta(minutes=5)
    upload = Upload(token=token, state=models.LOADING, step="Merging", begun_at=long_ago)
    with area.at_work(area.folder_of(home, token)):
        assert desk._works(home, upload)
    assert not desk._works(home, upload)


def test_what_lies_about_is_found_by_doctor_and_cleared_when_serving_starts(signed_in, at_once, home, extract):
    client = signed_in("performance_analyst")
    upload(client, at_once, extract)
    area.make(home, area.new_token())
    assert len(desk.left(home)) == 1
    Upload.objects.update(begun_at=timezone.now() - timedelta(days=2))
    found = {title: (result, text) for title, result, text in checkup.findings(home)}
    assert found["no upload lies about"][0] == "not good"
    assert desk.clear(home) == 2
    assert area.tokens(home) == []
    assert Upload.objects.get().state == models.EXPIRED
    assert list(checkup._uploads(home)) == []


def test_progress_looks_again_by_itself_and_is_kept_nowhere(signed_in, at_once, home, extract, monkeypatch):
    monkeypatch.setattr(desk, "start", lambda *_: None)
    client = signed_in("performance_analyst")
    with at_once(execute=True):
        address = client.post("/data/upload/", posted(extract)).headers["Location"]
    answer = client.get(address)
    assert answer.headers["Refresh"] == "3"
    assert answer.headers["Cache-Control"] == "no-store"
    assert "Being checked" in answer.content.decode()


def test_a_database_is_no_choice_of_the_form(signed_in):
    page = signed_in("performance_analyst").get("/data/upload/").content.decode()
    assert 'value="ssd-folder"' in page
    assert "ssd-database" not in page
