"""The database forgets a child who is erased, and doctor tells of what was left lying and what was damaged."""

from django.apps import apps

from foothold.warehouse import manifest
from foothold_web import checkup
from foothold_web.cases.erasing import CHILD_FIELDS, forget
from foothold_web.cases.models import Identity
from foothold_web.data.models import KnownFault
from small_council import CHILDREN, COUNCIL

GONE, STAYS = CHILDREN[:2]


def identities_of(table):
    return set(Identity.objects.filter(authority=COUNCIL, table=table).values_list("record", flat=True))


def test_names_and_what_was_decided_about_the_child_go_and_others_stay(folder):
    Identity.objects.create(authority=COUNCIL, table="address", record="ADDR1", mark="", sealed=b"")
    for child in (GONE, STAYS):
        KnownFault.objects.create(
            authority=COUNCIL, subject=KnownFault.SUBJECTS[0][0], rule="D1", record=f"R{child}", child=child
        )
    more = [f"unknown-{number}" for number in range(1_200)]  # a database is asked about some at a time
    removed = forget(COUNCIL, [*more, GONE], {"address": ["ADDR1"]})
    assert removed["names and addresses"] == 2
    assert sum(removed.values()) == 3
    assert GONE not in identities_of("person")
    assert STAYS in identities_of("person")
    assert identities_of("address") == set()
    assert [fault.child for fault in KnownFault.objects.all()] == [STAYS]
    assert forget(COUNCIL, [GONE], {}) == {}
    assert forget("E99000099", [STAYS], {}) == {}
    assert STAYS in identities_of("person")


def test_every_model_that_names_a_child_is_asked_to_forget():
    for model in apps.get_models():
        fields = {field.name for field in model._meta.get_fields()}
        naming = {name for name in fields if "child" in name or "person" in name}
        assert naming <= set(CHILD_FIELDS), f"{model.__name__} names a child in {naming}: see cases/erasing.py"
        assert not naming or "authority" in fields, f"{model.__name__} names a child of no authority"


def test_doctor_tells_of_leftovers_and_of_an_erasure_that_did_not_end(folder):
    place = manifest.folder_of(folder, COUNCIL)
    assert _not_good(folder) == set()
    (place / "incoming-killed").mkdir()
    (place / "erasing.json").write_text('{"begun": "2026-01-01T00:00:00+00:00", "marks": []}')
    try:
        assert _not_good(folder) == {"nothing lies about", "no erasure is unfinished"}
    finally:
        (place / "incoming-killed").rmdir()
        (place / "erasing.json").unlink()


def test_doctor_finds_a_changed_byte_in_a_file_that_still_opens(folder):
    path = manifest.folder_of(folder, COUNCIL) / manifest.read(folder, COUNCIL).generations[0].file
    written = path.read_bytes()
    path.write_bytes(bytes([*written[:-20], written[-20] ^ 1, *written[-19:]]))
    try:
        assert _not_good(folder) == {"warehouse holds what was written"}
    finally:
        path.write_bytes(written)
    assert _not_good(folder) == set()


def _not_good(folder):
    watched = {"nothing lies about", "no erasure is unfinished", "warehouse holds what was written"}
    return {title for title, result, _ in checkup.findings(folder) if result != checkup.GOOD and title in watched}
