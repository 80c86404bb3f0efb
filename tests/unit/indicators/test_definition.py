"""A definition file that cannot be used says what is wrong with it."""

import re
from datetime import date
from importlib.resources import files

import duckdb
import pytest

from foothold.indicators import CATALOGUE, DefinitionError, Indicator, Period, find
from foothold.indicators.definition import read
from foothold.indicators.engines import DuckDBEngine
from foothold.indicators.indicator_files import columns_read, tables_read
from foothold.indicators.populations import POPULATIONS
from foothold.indicators.validation import check
from foothold.tables import TABLES

FOLDER = files("foothold.indicators") / "catalogue"
REFERRALS = (FOLDER / "referrals.sql").read_text(encoding="utf-8")
FILE = "referrals.sql"


def checked(old: str, new: str, file: str = FILE) -> Indicator:
    """The definition of referrals with a text replaced, read and checked."""
    assert old in REFERRALS
    indicator = read(REFERRALS.replace(old, new), file)
    check(indicator)
    return indicator


FAMILIES = ("FD", "AS", "AL", "CP", "CN", "CC", "CL", "WF", "ED", "QA")


def test_reports_begin_at_the_front_door_and_end_with_quality():
    order = [(FAMILIES.index(identifier[:2]), int(identifier[2:])) for identifier in CATALOGUE]
    assert order == sorted(order)


@pytest.mark.parametrize("identifier", list(CATALOGUE))
def test_every_definition_holds_and_says_what_it_counts(identifier):
    indicator = find(identifier)
    assert indicator.question.endswith("?")
    assert indicator.definition.numerator
    assert indicator.polarity is None or indicator.polarity_source


def test_definitions_run_over_nothing_but_the_columns_said_to_be_read():
    engine = DuckDBEngine(connection := duckdb.connect())
    for name in tables_read():
        types = {column.name: column.type.sql for column in TABLES[name].stored_columns}
        columns = ", ".join(f"{column} {types[column]}" for column in columns_read(name))
        connection.execute(f"create table {name} ({columns})")
    engine.prepare([Period(date(2020, 1, 1), date(2020, 3, 31))])
    for indicator in CATALOGUE.values():
        engine.rows(f"select * from ({indicator.select}) as found limit 0", indicator.populations)
    connection.close()


@pytest.mark.parametrize("sql", [one.sql for one in (*CATALOGUE.values(), *POPULATIONS.values())])
def test_no_definition_takes_whatever_columns_a_table_has(sql):
    assert not re.search(r"select\s+(distinct\s+)?\*|\.\*", sql)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("unit: referral\n", "", "no 'unit'"),
        ("kind: flow", "kind: river", "'kind' is 'river'. Choose one of snapshot, flow"),
        ("measure: rate", "measure: mode", "'measure' is 'mode'"),
        ("polarity: none", "polarity: low", "polarity_source"),
        ("order: 105\n", "order: 105\nbands: [1, 2]\n", "need the 'unit_of_rows' they are in"),
        ("order: 105\n", "order: 105\nmix: team\n", "a measure 'mix' or 'prevalence', and no other, needs 'mix'"),
        ("order: 105\n", "order: 105\ncolour: red\n", "'colour' that means nothing"),
        ("name: referrals", "name: refferals", "must be called refferals.sql"),
        ("/*\n", "", "no front matter"),
        ("id: FD05", "id: [FD05", "not YAML"),
        ("cin_episodes: [referral_id,", "cin_epsodes: [referral_id,", "'cin_epsodes' that is not declared"),
        ("[referral_id, person_id, referral_date]", "[referal_id]", "'cin_episodes.referal_id'"),
        ("needs:", "needs:\n  person: [forename]", "person.forename"),
        ("slices: [team,", "slices: [team, ward,", "Unknown column: ward"),
        ("from reporting_periods", "from reporting_peroids", "reporting_peroids"),
        ("referrals.referral_source_code", "referrals.referral_sauce", "referral_sauce"),
    ],
)
def test_what_is_wrong_is_named(old, new, said):
    with pytest.raises(DefinitionError, match=r"referrals\.sql: ") as raised:
        checked(old, new)
    assert said in str(raised.value)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("slices: [team,", "slices: [team, ward,", "returns no column 'ward'"),
        ("    posts.role,\n", "    posts.role,\n    posts.filled_by,\n", "returns 'filled_by', which is neither"),
        ("from posts_held as posts", "from posts_held as posts; drop table person", "more than a SELECT"),
    ],
)
def test_a_definition_only_reads_and_returns_its_slices_and_nothing_else(old, new, said):
    text = (FOLDER / "vacancy_rate.sql").read_text(encoding="utf-8")
    assert old in text
    with pytest.raises(DefinitionError, match=said):
        check(read(text.replace(old, new), "vacancy_rate.sql"))


VALUE = "cast(null as double) as value"
PERIODS = "from reporting_periods as periods"
LAST_LINE = "on referrals.referral_date >= periods.period_start and referrals.referral_date <= periods.as_at"


@pytest.mark.parametrize(
    ("old", "new", "found"),
    [
        (VALUE, "date_diff('month', referrals.referral_date, periods.as_at) as value", "month or year differences"),
        (VALUE, "periods.as_at - referrals.referral_date as value", "subtraction of dates"),
        (VALUE, "isodow(periods.as_at) as value", "day or week of a date"),
        (VALUE, "week(periods.as_at) as value", "day or week of a date"),
        (VALUE, "date_trunc('month', periods.as_at) as value", "date_trunc"),
        (VALUE, "quantile_cont(1, 5e-1) as value", "quantiles"),
        (VALUE, "try_cast('1' as double) as value", "try_cast"),
        (VALUE, "0.6 as value", "a decimal number"),
        (VALUE, "cast(current_date as double) as value", "the current date"),
        ("join cin_episodes", "asof join cin_episodes", "asof join"),
        (PERIODS, "from (select * from reporting_periods) as periods", "select *"),
        (LAST_LINE, f"{LAST_LINE} order by 1", "order by"),
    ],
)  # fmt: skip
def test_what_engines_disagree_about_is_banned_with_its_substitute(old, new, found):
    with pytest.raises(DefinitionError, match=r"Instead, ") as raised:
        checked(old, new)
    assert found in str(raised.value)


def test_a_decimal_written_with_an_exponent_is_allowed():
    checked(VALUE, "6e-1 as value")


def test_layout_and_comments_do_not_change_the_hash():
    same = checked("join cin_episodes", "-- the child\n  join   cin_episodes")
    assert same.hash == CATALOGUE["FD05"].hash


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("referrals.referral_date <= periods.as_at", "referrals.referral_date < periods.as_at"),
        ("numerator: referrals dated", "numerator: new referrals dated"),
        ("version: 1", "version: 2"),
    ],
)
def test_words_rule_and_version_are_in_the_hash(old, new):
    assert checked(old, new).hash != CATALOGUE["FD05"].hash


def test_a_shared_population_and_the_reading_of_job_titles_are_in_the_hash(monkeypatch):
    from foothold.indicators import populations
    from foothold.terms import worker_roles

    text = (FOLDER / "unallocated_cases.sql").read_text(encoding="utf-8")
    before = read(text, "unallocated_cases.sql").hash
    fewer = worker_roles.worker_roles()[1:]
    monkeypatch.setattr(worker_roles, "worker_roles", lambda: fewer)
    assert read(text, "unallocated_cases.sql").hash != before
    monkeypatch.undo()
    changed = dict(populations.POPULATIONS)
    changed["cases"] = populations.Population("cases", "", changed["cases"].sql.replace("<> 'Y'", "<> 'X'"))
    monkeypatch.setattr(populations, "POPULATIONS", changed)
    assert read(text, "unallocated_cases.sql").hash != before
