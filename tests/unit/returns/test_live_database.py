"""The Dataset in a live database: read like an extract, never written to, its credentials never shown."""

from __future__ import annotations

import csv
import importlib.util
import os
import pwd
import shutil
import socket
import sqlite3
import subprocess
import tempfile
from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import pytest
import sqlalchemy
from typer.testing import CliRunner

from foothold import warehouse
from foothold.cli import build_app
from foothold.returns import PROFILES, handed_over, live_database, read_handed_over
from foothold.terms.errors import Refused

PASSWORD = "s3cret/w:rd"
ENCODED = "s3cret%2Fw%3Ard"


@pytest.fixture
def extract(tmp_path: Path) -> Path:
    return PROFILES["ssd-folder"].write_sample(tmp_path / "sample")


@pytest.fixture
def database(tmp_path: Path, extract: Path) -> Path:
    """The sample extract in SQLite, with a column nobody knows in each table."""
    path = tmp_path / "case system.db"
    with sqlite3.connect(path) as connection:
        for file in extract.iterdir():
            headings, *rows = csv.reader(file.read_text(encoding="utf-8").splitlines())
            connection.execute(f"create table {file.stem} ({', '.join(headings)}, private_note)")
            marks = ", ".join("?" for _ in headings)
            connection.executemany(f"insert into {file.stem} values ({marks}, 'kept out')", rows)
    connection.close()
    return path


def address(path: Path) -> str:
    return f"sqlite:///{path}"


def test_a_database_is_read_as_the_folder_of_the_same_rows(database, extract, reader, rows):
    folder = reader.read(extract)
    result = read_handed_over(address(database), into=reader.place(), worker_key=b"key")
    assert (result.profile, result.feed, result.complete) == ("ssd-database", "ssd", True)
    assert (result.rows_in, result.tables) == (folder.rows_in, folder.tables)
    for table in folder.tables:
        assert rows(result, table) == rows(folder, table)


def test_sources_are_named_by_address_and_object_and_hashed_as_read(database, reader):
    once, again = (read_handed_over(address(database), into=reader.place()) for _ in range(2))
    assert once.sources == again.sources
    assert f"{address(database)}#ssd_person" in {source.name for source in once.sources}
    with sqlite3.connect(database) as connection:
        connection.execute("update ssd_person set pers_sex = 'M'")
    connection.close()
    changed = {source.name for source in read_handed_over(address(database), into=reader.place()).sources}
    hashes = {source.sha256 for source in read_handed_over(address(database), into=reader.place()).sources}
    assert changed == {source.name for source in once.sources}
    assert hashes != {source.sha256 for source in once.sources}


def test_a_column_that_is_not_the_datasets_is_named_and_not_asked_for(database, reader):
    statements: list[str] = []

    def remember(connection, cursor, statement, *rest):
        statements.append(statement)

    sqlalchemy.event.listen(sqlalchemy.engine.Engine, "before_cursor_execute", remember)
    try:
        result = read_handed_over(address(database), into=reader.place())
    finally:
        sqlalchemy.event.remove(sqlalchemy.engine.Engine, "before_cursor_execute", remember)
    assert ("column-unknown", "private_note") in {(problem.rule, problem.column) for problem in result.problems}
    assert not [statement for statement in statements if "private_note" in statement]
    assert {statement.split()[0].upper() for statement in statements} <= {"SELECT", "PRAGMA"}


def test_the_connection_cannot_write(database):
    with (
        live_database._opened(sqlalchemy.make_url(address(database))) as connection,
        pytest.raises(sqlalchemy.exc.OperationalError, match="readonly"),
    ):
        connection.execute(sqlalchemy.text("delete from ssd_person"))


def test_no_file_is_made_where_there_is_none(tmp_path):
    with pytest.raises(Refused, match="no such database file"):
        read_handed_over(address(tmp_path / "none.db"), into=tmp_path / "into")
    assert not (tmp_path / "none.db").exists()


def test_a_database_without_an_object_of_the_dataset_is_refused(tmp_path, reader):
    path = tmp_path / "other.db"
    with sqlite3.connect(path) as connection:
        connection.execute("create table other (a)")
    connection.close()
    with pytest.raises(Refused, match="holds no object"):
        read_handed_over(address(path), into=reader.place())


def test_a_broken_row_is_set_aside_and_counted_as_from_a_folder(database, reader):
    with sqlite3.connect(database) as connection:
        connection.execute("update ssd_person set pers_dob = '31/02/2012' where pers_person_id = '000101'")
    connection.close()
    result = read_handed_over(address(database), into=reader.place())
    assert result.rows_set_aside == 1
    assert ("ssd_person", "date-invalid") in {(problem.file, problem.rule) for problem in result.problems}


def test_an_address_is_loaded_and_the_load_does_not_know_its_credentials(database, tmp_path):
    home = tmp_path / "home"
    done = warehouse.load(home, address(database), authority="E99000001", as_at=date(2020, 6, 30))
    again = warehouse.load(home, address(database), authority="E99000001", as_at=date(2020, 6, 30))
    assert (done.profile, done.status, again.status) == ("ssd-database", "loaded", "unchanged")
    left = [path.name for path in (home / "warehouse").rglob("incoming-*")]
    assert not left


@pytest.mark.parametrize(
    "given",
    [
        f"postgresql+psycopg://sam:{ENCODED}@localhost:1/care?sslpassword={ENCODED}",
        f"nosuch+driver://sam:{ENCODED}@host/care",
        f"postgresql://sam:{ENCODED}@host:notaport/care",
    ],
)
def test_a_password_is_never_shown(given, tmp_path):
    answer = CliRunner().invoke(build_app(), ["check", given])
    said = f"{answer.output}{answer.exception}"
    assert answer.exit_code == 1
    assert ENCODED not in said
    assert PASSWORD not in said
    assert "sam" not in said


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("sqlite:///care.db", True),
        ("postgresql+psycopg://host/care", True),
        ("folder/file.csv", False),
        ("C:/extract", False),
        ("/a://b", False),
    ],
)
def test_an_address_is_told_from_a_path(given, expected):
    assert isinstance(handed_over.place_of(given), str) is expected


def test_what_databases_give_is_written_as_an_extract_would_hold_it():
    midnight = datetime.fromisoformat("2020-01-02")
    given = [None, "a", True, date(2020, 1, 2), midnight, midnight.replace(hour=3, minute=4), Decimal("1E+2"), 7]
    assert [live_database._text(value) for value in given] == [
        *("", "a", "Y", "2020-01-02", "2020-01-02", "2020-01-02 03:04:00", "100", "7")
    ]
    assert live_database._text({"A": "Y"}) == '{"A": "Y"}'
    assert live_database._text(b"abc") == "abc"


# PostgreSQL ----------------------------------------------------------------------------------------------------------


def _program(name: str) -> str | None:
    found = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"))
    return shutil.which(name) or (str(found[-1]) if found else None)


@pytest.fixture(scope="module")
def postgres() -> Iterator[str]:
    """The address of a PostgreSQL of its own, which belongs to somebody without privileges when root runs the tests."""
    initdb, control = _program("initdb"), _program("pg_ctl")
    if initdb is None or control is None or importlib.util.find_spec("psycopg") is None:
        pytest.skip("PostgreSQL (initdb, pg_ctl) or psycopg is not installed")
    user = None
    if os.geteuid() == 0:
        user = next((name for name in ("postgres", "nobody") if name in {one.pw_name for one in pwd.getpwall()}), None)
        if user is None:
            pytest.skip("PostgreSQL does not run as root, and there is nobody else")
    place = Path(tempfile.mkdtemp(prefix="foothold-postgres-"))  # one that somebody else may look into
    place.chmod(0o755)
    if user:
        shutil.chown(place, user)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    (place / "password").write_text(PASSWORD)
    options = f"-k {place} -p {port} -c listen_addresses=127.0.0.1 -c fsync=off"

    def run(*command: str) -> None:
        subprocess.run(command, check=True, user=user, cwd="/", stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

    data = str(place / "data")
    run(initdb, "-D", data, "-A", "scram-sha-256", "-U", "sam", f"--pwfile={place / 'password'}", "-E", "UTF8")
    run(control, "-D", data, "-o", options, "-l", str(place / "log"), "-w", "start")
    try:
        yield f"postgresql+psycopg://sam:{ENCODED}@127.0.0.1:{port}/postgres"
    finally:
        run(control, "-D", data, "-m", "immediate", "-w", "stop")
        shutil.rmtree(place)


@pytest.fixture
def filled(postgres: str) -> str:
    engine = sqlalchemy.create_engine(postgres)
    with engine.begin() as connection:
        episodes = (
            'create table care."SSD_CIN_EPISODES" (cine_referral_id text, cine_person_id text, '
            "cine_referral_date timestamp, cine_referral_outcome_json jsonb)"
        )
        for statement in (
            "drop schema if exists care cascade",
            "create schema care",
            "create table care.people (pers_person_id text, pers_sex char(1), pers_dob date, pers_send_flag boolean)",
            "insert into care.people values ('000101', 'F', '2012-05-04', true), ('000102', 'M', null, null)",
            "create view care.ssd_person as select * from care.people",
            episodes,
            """insert into care."SSD_CIN_EPISODES" values ('R1', '000101', '2019-09-02', '{"NFA_FLAG": "N"}')""",
        ):
            connection.execute(sqlalchemy.text(statement.replace(":", r"\:")))
    engine.dispose()
    return f"{postgres}?schema=care"


def test_postgresql_is_read_with_its_own_types_from_tables_and_views(filled, reader, rows):
    result = read_handed_over(filled, into=reader.place())
    assert (result.outcome, result.tables) == ("imported", {"cin_episodes": 1, "person": 2})
    people = {row["person_id"]: row for row in rows(result, "person")}
    assert (people["000101"]["dob"], people["000101"]["send_flag"]) == (date(2012, 5, 4), "Y")
    (episode,) = rows(result, "cin_episodes")
    assert (episode["referral_date"], episode["referral_outcome_json"]) == (date(2019, 9, 2), '{"NFA_FLAG": "N"}')
    assert all("sam" not in source.name and ENCODED not in source.name for source in result.sources)


def test_postgresql_refuses_to_be_written_to(filled):
    url = sqlalchemy.make_url(filled).difference_update_query(["schema"])
    with (
        live_database._opened(url) as connection,
        pytest.raises(sqlalchemy.exc.SQLAlchemyError, match="read-only transaction"),
    ):
        connection.execute(sqlalchemy.text("delete from care.people"))


def test_a_wrong_password_is_refused_without_it(postgres, reader):
    with pytest.raises(Refused) as refusal:
        read_handed_over(postgres.replace(ENCODED, "wr0ng"), into=reader.place())
    assert "wr0ng" not in str(refusal.value)
    assert "sam" not in str(refusal.value)
