"""Who may see which children, and how closely."""

import pytest

from foothold_web import checkup, home
from foothold_web.accounts.roles import ROLES
from foothold_web.accounts.scope import OutOfScope, Scope, pseudonym

COUNCIL = "E99000001"


@pytest.fixture(autouse=True)
def keys(tmp_path, settings):
    """A home with keys."""
    home.prepare(tmp_path)
    settings.FOOTHOLD_HOME = tmp_path


def scope(role, team=None):
    return Scope(role, ROLES[role], COUNCIL, team)


@pytest.mark.parametrize("asked", [None, "T-1"])
def test_a_one_team_role_reads_its_own_team_whatever_is_asked(asked):
    assert scope("team_manager", "T-1").team_to_read(asked) == "T-1"


@pytest.mark.parametrize("asked", ["T-2", ""])
def test_a_one_team_role_reads_no_other_team_and_not_the_unknown(asked):
    with pytest.raises(OutOfScope, match="another team"):
        scope("team_manager", "T-1").team_to_read(asked)


@pytest.mark.parametrize("asked", [None, "", "T-2"])
def test_a_director_reads_every_team(asked):
    assert scope("director").team_to_read(asked) == asked


def test_a_role_that_sees_figures_only_reads_no_child():
    with pytest.raises(OutOfScope, match="sees figures"):
        scope("social_worker").team_to_read(None)


def test_a_commissioner_gets_a_pseudonym_and_a_director_the_councils_identifier():
    assert scope("commissioner").child("000123") == pseudonym("000123", recipient="commissioner")
    assert scope("director").child("000123") == "000123"


def test_a_pseudonym_cannot_be_made_without_the_key(tmp_path, settings):
    known = pseudonym("0001234", recipient="commissioner")
    other = tmp_path / "other"
    home.prepare(other)
    settings.FOOTHOLD_HOME = other
    assert known not in {pseudonym(f"{number:07d}", recipient="commissioner") for number in range(2000)}


def test_the_same_child_differs_between_recipients():
    assert pseudonym("0001234", recipient="first") != pseudonym("0001234", recipient="second")


def test_keys_are_private_and_are_not_made_anew_in_a_home_in_use(tmp_path):
    assert all((tmp_path / "keys" / name).stat().st_mode & 0o077 == 0 for name in home.KEYS)
    (tmp_path / home.DATABASE).touch()
    (tmp_path / "keys" / "identities").unlink()
    home.prepare(tmp_path)
    assert not (tmp_path / "keys" / "identities").exists()


def test_the_key_of_the_workers_is_the_warehouses_and_is_looked_after_with_the_others(tmp_path):
    assert "workers" not in home.KEYS
    assert list(checkup._keys(tmp_path)) == []
    (tmp_path / "warehouse" / COUNCIL).mkdir(parents=True)
    (tmp_path / "warehouse" / COUNCIL / "manifest.json").touch()
    key = tmp_path / "worker.key"
    assert list(checkup._keys(tmp_path)) == [f"{key} is missing. Restore it from a backup."]
    key.touch(mode=0o644)
    assert list(checkup._keys(tmp_path)) == [f"Others can read {key}. Run: chmod 600 {key}"]
