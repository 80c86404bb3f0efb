"""The ledger of definitions: dated, hashed, checked, and the council's own set."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from foothold.indicators.ledger import ledger
from foothold.terms.errors import Refused


def own(home: Path, text: str) -> Path:
    (home / "definitions").mkdir(exist_ok=True)
    (home / "definitions" / "E1.yaml").write_text(text, encoding="utf-8")
    return home


def local(versions: str) -> str:
    return f"sets:\n  local:\n    title: ours\n    source: cabinet paper\n    versions:\n{versions}"


def test_the_packaged_sets_are_those_people_publish():
    known = ledger()
    codes = {name: set(one.versions[-1].codes) for name, one in known.sets.items()}
    assert codes["nominal"] == {"U1", "U2"}
    assert codes["kensington"] == {"U1", "U2", "U3", "U4"}
    assert codes["effective"] == {f"U{number}" for number in range(1, 8)}
    assert [*known.codes] == [f"U{number}" for number in range(1, 11)]
    assert known.sets["kensington"].versions[0].assessed_only
    assert len({one.hash for one in known.sets.values()}) == len(known.sets)


def test_a_council_sets_its_own_and_dates_it(tmp_path):
    versions = "      - {from: 2019-01-01, codes: [U1]}\n      - {from: 2020-04-01, codes: [U1, U2, U6]}\n"
    found = ledger(own(tmp_path, local(versions)), "E1").find("local")
    assert found.title == "ours"
    assert found.version(date(2018, 12, 31)) is None
    in_force = [found.version(day) for day in (date(2019, 1, 1), date(2020, 3, 31), date(2020, 4, 1))]
    assert [one.codes for one in in_force if one] == [("U1",), ("U1",), ("U1", "U2", "U6")]
    assert found.hash != ledger().find("local").hash
    assert ledger(tmp_path, "E2").find("local") == ledger().find("local")


def test_a_changed_set_has_another_hash(tmp_path):
    before = ledger(own(tmp_path, local("      - {from: 2019-01-01, codes: [U1]}\n")), "E1").find("local")
    after = ledger(own(tmp_path, local("      - {from: 2019-01-02, codes: [U1]}\n")), "E1").find("local")
    assert before.hash != after.hash


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("sets: [", "not YAML"),
        ("definitions: {}", "no 'sets'"),
        ("sets:\n  nominal: {}\n", "only the set 'local'"),
        ("sets:\n  local: {title: x}\n", "needs a title, a source and versions"),
        (local("      - {from: soon, codes: [U1]}\n"), "begins 'from' a date"),
        (local("      - {from: 2019-01-01, codes: []}\n"), "without codes"),
        (local("      - {from: 2019-01-01, codes: [U11]}\n"), "'U11', which is no code"),
        (local("      - {from: 2019-01-01, codes: [U8]}\n"), "reported apart"),
        (local("      - {from: 2019-01-01, codes: [U1], only: boys}\n"), "means nothing here"),
        (local("      - {from: 2020-01-01, codes: [U1]}\n      - {from: 2019-01-01, codes: [U1]}\n"), "oldest first"),
    ],
)
def test_a_file_that_cannot_be_used_is_refused(tmp_path, text, reason):
    with pytest.raises(Refused, match=reason):
        ledger(own(tmp_path, text), "E1")


def test_an_unknown_definition_is_refused():
    with pytest.raises(Refused, match="Choose one of nominal, kensington, effective, local"):
        ledger().find("none")
