"""A definition file that cannot be used says what is wrong with it."""

from importlib.resources import files

import pytest

from foothold.indicators import CATALOGUE, DefinitionError, Indicator
from foothold.indicators.definition import read
from foothold.indicators.validation import check

FOLDER = files("foothold.indicators") / "catalogue"
REFERRALS = (FOLDER / "referrals.sql").read_text(encoding="utf-8")
FILE = "referrals.sql"


def checked(old: str, new: str, file: str = FILE) -> Indicator:
    """The definition of referrals with a text replaced, read and checked."""
    assert old in REFERRALS
    indicator = read(REFERRALS.replace(old, new), file)
    check(indicator)
    return indicator


def test_the_fourteen_and_the_three_of_the_workforce_are_in_the_order_of_reports():
    assert list(CATALOGUE) == [
        "FD05", "FD06", "FD10", "FD12", "AS02", "AS04", "AL01", "AL02", "AL03", "AL04", "AL06", "CP04", "CP06", "CC01",
        "WF02", "WF03", "WF06",
    ]  # fmt: skip


@pytest.mark.parametrize("identifier", list(CATALOGUE))
def test_every_definition_says_what_it_counts(identifier):
    indicator = CATALOGUE[identifier]
    assert indicator.question.endswith("?")
    assert indicator.definition.numerator
    assert indicator.polarity is None or indicator.polarity_source


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("unit: referral\n", "", "no 'unit'"),
        ("kind: flow", "kind: river", "'kind' is 'river'. Choose one of snapshot, flow"),
        ("measure: rate", "measure: mode", "'measure' is 'mode'"),
        ("polarity: none", "polarity: low", "polarity_source"),
        ("order: 1\n", "order: 1\nbands: [1, 2]\n", "need the 'unit_of_rows' they are in"),
        ("order: 1\n", "order: 1\nmix: team\n", "a measure 'mix', and no other, needs 'mix'"),
        ("order: 1\n", "order: 1\ncolour: red\n", "'colour' that means nothing"),
        ("name: referrals", "name: refferals", "must be called refferals.sql"),
        ("/*\n", "", "no front matter"),
        ("id: FD05", "id: [FD05", "not YAML"),
        ("cin_episodes: [referral_id,", "cin_epsodes: [referral_id,", "'cin_epsodes' that is not declared"),
        ("[referral_id, person_id, referral_date]", "[referal_id]", "'cin_episodes.referal_id'"),
        ("needs:", "needs:\n  person: [forename]", "person.forename"),
        ("slices: [team,", "slices: [team, ward,", "returns no column 'ward'"),
        ("    person.sex,\n", "    person.sex,\n    person.gender,\n", "returns 'gender', which is neither"),
        ("left join person on", "left join persons on", "persons"),
        ("referrals.referral_source_code", "referrals.referral_sauce", "referral_sauce"),
    ],
)
def test_what_is_wrong_is_named(old, new, said):
    with pytest.raises(DefinitionError, match=r"referrals\.sql: ") as raised:
        checked(old, new)
    assert said in str(raised.value)


VALUE = "cast(null as double) as value"
TEAMS = "left join teams on teams.team = referrals.referral_team"
LAST_LINE = "left join person on person.person_id = referrals.person_id"


@pytest.mark.parametrize(
    ("old", "new", "found"),
    [
        (VALUE, "date_diff('month', person.dob, periods.as_at) as value", "month or year differences"),
        (VALUE, "periods.as_at - person.dob as value", "subtraction of dates"),
        (VALUE, "isodow(periods.as_at) as value", "day or week of a date"),
        (VALUE, "week(periods.as_at) as value", "day or week of a date"),
        (VALUE, "date_trunc('month', periods.as_at) as value", "date_trunc"),
        (VALUE, "quantile_cont(1, 5e-1) as value", "quantiles"),
        (VALUE, "try_cast('1' as double) as value", "try_cast"),
        (VALUE, "0.6 as value", "a decimal number"),
        (VALUE, "cast(current_date as double) as value", "the current date"),
        ("left join person on", "asof join person on", "asof join"),
        (TEAMS, "left join (select * from teams) as teams on true", "select *"),
        (LAST_LINE, f"{LAST_LINE} order by 1", "order by"),
        (LAST_LINE, f"{LAST_LINE}; drop table person", "more than a SELECT"),
    ],
)  # fmt: skip
def test_what_engines_disagree_about_is_banned_with_its_substitute(old, new, found):
    with pytest.raises(DefinitionError, match=r"Instead, ") as raised:
        checked(old, new)
    assert found in str(raised.value)


def test_a_decimal_written_with_an_exponent_is_allowed():
    checked(VALUE, "6e-1 as value")


def test_layout_and_comments_do_not_change_the_hash():
    same = checked("left join person", "-- the child\n  left   join person")
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
