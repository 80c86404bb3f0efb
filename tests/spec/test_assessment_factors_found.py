"""AS07: how often assessments find each factor, in the spellings that returns use."""

from datetime import date

import pytest

from foothold.indicators import cases, find, period_to, values

TABLES = {
    "cin_assessments": """
        assessment_id | person_id | assessment_auth_date | assessment_team
        list          | p1        | 2020-03-02           | T1
        object        | p2        | 2020-03-31           | T1
        rows          | p3        | 2020-03-31           | T2
        none_found    | p4        | 2020-03-31           | T2
        not_told      | p5        | 2020-03-31           | T2
        unfinished    | p6        |                      | T2
        year_after    | p7        | 2020-04-01           | T2
    """,
    "assessment_factors": """
        table_id | assessment_id | assessment_factors_json
        f1       | list          | ["3A", "18B", "3A"]
        f2       | object        | {"1A": "Yes", "3A":"No", "4B" : true, "5A": 0}
        f3       | rows          | 3A
        f4       | rows          | 8B
        f5       | none_found    | ["21"]
        f6       | unfinished    | ["3A"]
        f7       | year_after    | ["3A"]
        f8       |               | ["3A"]
    """,
}
DAY = date(2020, 3, 31)


def test_without_a_factor_it_is_the_share_that_found_any(spec):
    figures = spec(
        "assessment_factors_found", TABLES, {"2020-03-02/2020-03-31": (3, 5), "2020-03-03/2020-03-30": (0, 0)}
    )
    assert figures[0].value == pytest.approx(60)


@pytest.fixture
def by_factor(drawn):
    period = period_to(find("AS07"), DAY)
    figures = values(drawn(TABLES), ["AS07"], [period], ["factor"])
    return {figure.slices["factor"]: (figure.numerator, figure.denominator) for figure in figures}


def test_each_factor_is_found_among_those_that_found_any(by_factor):
    found = {factor: answer for factor, answer in by_factor.items() if answer[0]}
    assert found == {"3A": (2, 3), "18B": (1, 3), "1A": (1, 3), "4B": (1, 3), "8B": (1, 3)}
    assert len(by_factor) == 43  # 44 codes, of which 21 says that there is none


def test_a_code_within_another_is_not_found(by_factor):
    assert by_factor["8C"] == (0, 3)
    assert "21" not in by_factor


def test_teams_have_their_own_prevalence(drawn):
    figures = values(drawn(TABLES), ["AS07"], [period_to(find("AS07"), DAY)], ["factor", "team"])
    answers = {tuple(figure.slices.values()): (figure.numerator, figure.denominator) for figure in figures}
    assert (answers["3A", "T1"], answers["3A", "T2"]) == ((1, 2), (1, 1))


def test_the_list_is_as_long_as_the_numerator(drawn):
    assert len(cases(drawn(TABLES), "AS07", DAY).rows) == 3
    assert len(cases(drawn(TABLES), "AS07", DAY, {"factor": "3A"}).rows) == 2
    assert len(cases(drawn(TABLES), "AS07", DAY, {"team": "T2"}).rows) == 1
