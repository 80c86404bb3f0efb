"""A check file that cannot be used says what is wrong with it."""

from importlib.resources import files

import pytest

from foothold.checks import CATALOGUE, SEVERITIES, find
from foothold.checks.definition import read
from foothold.definitions.front_matter import DefinitionError
from foothold.indicators import CATALOGUE as INDICATORS
from foothold.terms import worker_roles
from foothold.terms.errors import Refused

FOLDER = files("foothold.checks") / "catalogue"
FILE = "reviews_before_plan_start.sql"
REVIEWS = (FOLDER / FILE).read_text(encoding="utf-8")


def test_there_are_more_than_thirty_and_each_says_why_it_matters_and_what_to_do():
    assert len(CATALOGUE) >= 30
    assert list(CATALOGUE) == sorted(CATALOGUE)
    for check in CATALOGUE.values():
        assert check.why.endswith(".")
        assert check.remedy.endswith(".")
        assert check.severity in SEVERITIES


def test_every_indicator_a_check_names_is_one():
    named = {name for check in CATALOGUE.values() for name in check.indicators}
    assert named <= set(INDICATORS)
    assert all(check.indicators for check in CATALOGUE.values())


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("severity: wrong\n", "", "no 'severity'"),
        ("severity: wrong", "severity: sad", "'severity' is 'sad'. Choose one of wrong, doubtful"),
        ("table: cp_reviews", "table: reviews", "'table' is 'reviews'"),
        ("severity: wrong\n", "severity: wrong\ncolour: red\n", "'colour' that means nothing"),
        ("name: reviews_before", "name: revues_before", "must be called revues_before_plan_start.sql"),
        ("/*\n", "", "no front matter"),
        ("cp_plans: [cp_plan_id, cp_plan_start_date]", "cp_plans: [cp_plan_id, start]", "'cp_plans.start'"),
        ("cp_plans: [cp_plan_id, cp_plan_start_date]", "cp_plans: [cp_plan_id]", "'cp_plans.cp_plan_start_date'"),
        ("reviews.cp_review_id as record_key", "reviews.cp_review_id", "returns no column 'record_key'"),
        ("join cp_plans as plans", "join c_plans as plans", "'c_plans'"),
        ("reviews.cp_review_date < plans", "reviews.review_date < plans", "review_date"),
        ("    plans.cp_plan_start_date\n", "    plans.cp_plan_start_date - reviews.cp_review_date as d\n", "date_diff"),
    ],
)
def test_what_is_wrong_is_named(old, new, said):
    assert old in REVIEWS
    with pytest.raises(DefinitionError, match=said.replace("[", r"\[")):
        read(REVIEWS.replace(old, new, 1), FILE)


def test_the_rule_is_in_the_hash_and_its_words_are_not(monkeypatch):
    before = CATALOGUE["DQ13"].hash
    assert read(REVIEWS.replace("Correct the day", "Mend the day"), FILE).hash == before
    assert read(REVIEWS.replace("cp_review_date < plans", "cp_review_date <= plans"), FILE).hash != before
    text = (FOLDER / "two_allocated_workers.sql").read_text(encoding="utf-8")
    fewer = worker_roles.worker_roles()[1:]
    monkeypatch.setattr("foothold.checks.definition.worker_roles", lambda: fewer)
    assert read(text, "two_allocated_workers.sql").hash != CATALOGUE["DQ20"].hash
    assert read(REVIEWS, FILE).hash == before


def test_every_check_can_be_said_to_spark():
    import sqlglot

    for check in CATALOGUE.values():
        assert sqlglot.parse_one(sqlglot.transpile(check.select, read="duckdb", write="spark")[0], read="spark")


def test_a_check_is_found_by_identifier_and_by_name():
    assert find("dq13") is find("reviews_before_plan_start")
    with pytest.raises(Refused, match="foothold checks list"):
        find("DQ99")
