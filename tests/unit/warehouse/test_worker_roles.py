"""A council's own reading of job titles: dated, by whom, and in force at once for every figure."""

import pytest

from foothold import warehouse
from foothold.indicators import CATALOGUE, definition_hash, found_roles, values
from foothold.indicators.figures import period_to
from foothold.terms.errors import Refused
from foothold.terms.worker_roles import WorkerRole
from small_council import COUNCIL, NEWEST, write_extract


@pytest.fixture
def home(tmp_path):
    """A home with one return of the small council."""
    home = tmp_path / "home"
    extract = write_extract(tmp_path, NEWEST)
    warehouse.load(home, extract, authority=COUNCIL, as_at=NEWEST)
    return home


def unallocated(home):
    """How many cases AL01 counts, and the hash of the definition that counts them."""
    with warehouse.open(home, COUNCIL) as snapshot:
        (figure,) = values(snapshot, ["AL01"], [period_to(CATALOGUE["AL01"], NEWEST)])
        return figure.numerator, definition_hash(CATALOGUE["AL01"], snapshot)


def test_a_line_of_the_councils_own_comes_before_the_packaged_ones(home):
    before = unallocated(home)
    assert before == (2, CATALOGUE["AL01"].hash)
    warehouse.set_role(home, COUNCIL, WorkerRole("job_title", " Social Worker ", "other"), by="ann")
    count, mark = unallocated(home)
    assert count == 10  # every open case: nobody may hold one
    assert mark != before[1]
    warehouse.unset_role(home, COUNCIL, "job_title", "social worker", by="bob")
    assert unallocated(home) == before


def test_a_definition_that_reads_no_titles_keeps_its_hash(home):
    warehouse.set_role(home, COUNCIL, WorkerRole("job_title", "social worker", "other"), by="ann")
    with warehouse.open(home, COUNCIL) as snapshot:
        assert definition_hash(CATALOGUE["FD05"], snapshot) == CATALOGUE["FD05"].hash


def test_every_change_is_kept_with_who_and_when(home):
    warehouse.set_role(home, COUNCIL, WorkerRole("job_title", "Sorcerer", "other"), by="ann")
    warehouse.set_role(home, COUNCIL, WorkerRole("job_title", "sorcerer", "manager"), by="bob")
    warehouse.unset_role(home, COUNCIL, "job_title", "Sorcerer", by="ann")
    changes = warehouse.role_changes(home, COUNCIL)
    assert [(one.by, one.pattern, one.kind) for one in changes] == [
        ("ann", "sorcerer", "other"),
        ("bob", "sorcerer", "manager"),
        ("ann", "sorcerer", ""),
    ]
    assert all(one.at.endswith("+00:00") for one in changes)
    assert warehouse.council_roles(home, COUNCIL) == []


def test_titles_are_listed_with_their_reading(home):
    with warehouse.open(home, COUNCIL) as snapshot:
        found = {one.text: (one.field, one.kind, one.councils) for one in found_roles(snapshot)}
    assert found == {
        "Social Worker": ("job_title", "social_worker", False),
        "allocated_case_worker": ("involvement_role", "holder", False),
    }
    warehouse.set_role(home, COUNCIL, WorkerRole("job_title", "social worker", "manager"), by="ann")
    with warehouse.open(home, COUNCIL) as snapshot:
        found = {one.text: one for one in found_roles(snapshot)}
    assert (found["Social Worker"].kind, found["Social Worker"].councils) == ("manager", True)


@pytest.mark.parametrize(
    ("role", "said"),
    [
        (WorkerRole("title", "sorcerer", "other"), "'title' is not read"),
        (WorkerRole("job_title", "sorcerer", "holder"), "says nothing about job_title"),
        (WorkerRole("job_title", "  ", "other"), "between 1 and 200"),
        (WorkerRole("job_title", "a\nb", "other"), "printable"),
    ],
)
def test_what_cannot_be_a_line_is_refused(home, role, said):
    with pytest.raises(Refused, match=said):
        warehouse.set_role(home, COUNCIL, role, by="ann")
    assert warehouse.role_changes(home, COUNCIL) == []


def test_nothing_is_taken_back_that_was_not_said(home):
    with pytest.raises(Refused, match="no line of its own"):
        warehouse.unset_role(home, COUNCIL, "job_title", "social worker", by="ann")


def test_a_file_edited_into_something_else_is_refused(home):
    warehouse.set_role(home, COUNCIL, WorkerRole("job_title", "sorcerer", "other"), by="ann")
    path = home / "worker-roles" / f"{COUNCIL}.csv"
    path.write_text(path.read_text().replace(",other", ",otter"))
    with pytest.raises(Refused, match="row 2"):
        warehouse.council_roles(home, COUNCIL)
