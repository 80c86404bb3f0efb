"""Zip archives: what is in them is read, and what is built to do harm is refused before it is unpacked."""

from __future__ import annotations

import io
import stat
import zipfile

import pytest

from foothold.returns import PROFILES, read_return

REVIEWS = b"CHILD,DOB,REVIEW,REVIEW_CODE\r\n1,01/01/2010,28/06/2019,PN1\r\n"
ARCHIVES = ["ssda903-zip", "ssd-zip"]


def packed(parts, compression=zipfile.ZIP_DEFLATED):
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", compression) as package:
        for name, content in parts:
            package.writestr(name, content)
    return held.getvalue()


@pytest.fixture
def read(reader):
    def read(content, **options):
        path = reader.extract({"return.zip": content}) / "return.zip"
        return reader.read(path, **options)

    return read


def link(name):
    part = zipfile.ZipInfo(name)
    part.external_attr = (stat.S_IFLNK | 0o777) << 16
    return part


def damaged(content, place=5):
    """The same archive with a byte of its content turned over."""
    place += content.index(b"reviews.csv") + len(b"reviews.csv")
    return content[:place] + bytes([content[place] ^ 255]) + content[place + 1 :]


def with_password(content):
    """The same archive with the mark of encryption on its first part."""
    at = content.index(b"PK\x01\x02") + 8
    return content[:6] + bytes([content[6] | 1]) + content[7:at] + bytes([content[at] | 1]) + content[at + 1 :]


@pytest.mark.parametrize("profile", ARCHIVES)
@pytest.mark.parametrize(
    ("content", "rule"),
    [
        (packed([("../reviews.csv", REVIEWS)]), "zip-entry"),
        (packed([("/etc/reviews.csv", REVIEWS)]), "zip-entry"),
        (packed([("c:\\reviews.csv", REVIEWS)]), "zip-entry"),
        (packed([(link("reviews.csv"), "/etc/passwd")]), "zip-entry"),
        (packed([("reviews-.csv", REVIEWS)]).replace(b"reviews-", b"reviews\x00"), "zip-entry"),
        (packed([("more.zip", packed([("reviews.csv", REVIEWS)]))]), "zip-nested"),
        (packed([("reviews.csv", packed([("reviews.csv", REVIEWS)]))]), "zip-nested"),
        (packed([("reviews.csv", b"0" * (30 << 20))]), "zip-bomb"),
        (packed([(f"{number}.csv", b"") for number in range(501)]), "zip-bomb"),
        (damaged(packed([("reviews.csv", REVIEWS)], zipfile.ZIP_STORED)), "zip-unreadable"),
        (damaged(packed([("reviews.csv", REVIEWS)], zipfile.ZIP_BZIP2)), "zip-unreadable"),
        (damaged(packed([("reviews.csv", REVIEWS)], zipfile.ZIP_LZMA), place=9), "zip-unreadable"),
        (packed([("reviews.csv", REVIEWS)])[:-30], "zip-unreadable"),
        (with_password(packed([("reviews.csv", REVIEWS)])), "zip-password"),
        (b"no archive at all", "zip-unreadable"),
        (packed([("a/reviews.csv", REVIEWS), ("b/reviews.csv", REVIEWS)]), "file-duplicate"),
    ],
)
def test_what_is_refused(read, profile, content, rule):
    result = read(content, profile=profile)
    assert (result.outcome, result.rows_in, {problem.rule for problem in result.problems}) == ("refused", 0, {rule})


def test_parts_that_share_bytes_are_refused(read):
    content = bytearray(packed([("reviews.csv", REVIEWS), ("missing.csv", REVIEWS)]))
    second = content.index(b"PK\x01\x02", content.index(b"PK\x01\x02") + 4)
    content[second + 42 : second + 46] = bytes(4)  # the second part is said to begin where the first does
    result = read(bytes(content), profile="ssda903-zip")
    assert {problem.rule for problem in result.problems} == {"zip-bomb"}


def test_parts_of_no_module_are_told_of_and_what_systems_add_is_passed_over(read):
    result = read(packed([("903/reviews.csv", REVIEWS), ("notes.txt", b"x"), ("__MACOSX/._reviews.csv", b"\x00")]))
    assert (result.profile, result.rows_in) == ("ssda903-zip", 1)
    assert [(problem.rule, problem.file) for problem in result.problems] == [("file-unknown", "notes.txt")]


@pytest.mark.parametrize("profile", ARCHIVES)
def test_an_archive_that_packs_nothing_tighter_is_known_as_an_archive(reader, tmp_path, profile):
    tight = PROFILES[profile].write_sample(tmp_path / "tight")
    with zipfile.ZipFile(tight) as package:
        loose = packed([(part, package.read(part)) for part in package.namelist()], zipfile.ZIP_STORED)
    (tmp_path / "loose.zip").write_bytes(loose)
    result, same = reader.read(tmp_path / "loose.zip"), reader.read(tight)
    assert (result.profile, result.rows_in, result.tables) == (profile, same.rows_in, same.tables)


def test_names_are_told_without_what_a_terminal_acts_on(read):
    result = read(packed([("r.csv", REVIEWS), ("\x1b[31m.txt", b"x"), ("n" * 300 + ".txt", b"x")]))
    assert (result.rows_in, {problem.file for problem in result.problems}) == (1, {"__31m.txt", "n" * 116 + ".txt"})


def test_a_password_is_told_of_whatever_the_archive_holds(read):
    (problem,) = read(with_password(packed([("reviews.csv", REVIEWS)]))).problems
    assert (problem.rule, "without one" in problem.text) == ("zip-password", True)


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_two_files_of_one_name_are_told_of_as_such(read):
    result = read(packed([("reviews.csv", REVIEWS), ("reviews.csv", REVIEWS)]))
    assert {problem.rule for problem in result.problems} == {"zip-twice"}


def test_a_module_that_is_there_twice_is_refused(read):
    result = read(packed([("one.csv", REVIEWS), ("two.csv", REVIEWS)]))
    assert {problem.rule for problem in result.problems} == {"file-duplicate"}


def test_an_archive_of_nothing_that_is_known_is_refused(read):
    content = packed([("notes.csv", b"a,b\n1,2\n")])
    assert {problem.rule for problem in read(content).problems} == {"format-packed"}
    assert "folder-unknown" in {problem.rule for problem in read(content, profile="ssda903-zip").problems}


def test_an_archive_whose_files_are_damaged_is_told_of_as_such(read):
    content = damaged(packed([("reviews.csv", REVIEWS)], zipfile.ZIP_STORED))
    assert {problem.rule for problem in read(content).problems} == {"zip-unreadable"}


def test_an_archive_of_nothing_is_refused_as_one(read):
    assert {problem.rule for problem in read(packed([])).problems} == {"format-packed"}


def test_an_extract_in_an_archive_is_the_extract(reader, tmp_path, rows):
    folder = reader.read(PROFILES["ssd-folder"].write_sample(tmp_path / "folder"))
    archive = reader.read(PROFILES["ssd-zip"].write_sample(tmp_path / "zip"))
    assert (archive.profile, archive.feed, archive.complete) == ("ssd-zip", "ssd", True)
    assert (archive.rows_in, archive.tables) == (folder.rows_in, folder.tables)
    assert all(rows(archive, table) == rows(folder, table) for table in folder.tables)


def test_a_bomb_is_refused_in_the_limited_process(tmp_path):
    path = tmp_path / "return.zip"
    path.write_bytes(packed([("reviews.csv", REVIEWS + b"0" * (200 << 20))]))
    result = read_return(path, into=tmp_path / "into", profile="ssda903-zip")
    assert {problem.rule for problem in result.problems} == {"zip-bomb"}
