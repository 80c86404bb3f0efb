"""Properties of the figures about care and care leavers, on histories nobody would draw."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import duckdb
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from drawn_tables import fill_tables
from foothold.indicators import CATALOGUE, Period, cases, period_to, values
from foothold.indicators.engines import DuckDBEngine
from foothold.indicators.figures import figures_by
from foothold.tables import TABLES

Row = dict[str, Any]
FIRST = date(2018, 12, 31)
DAYS = [FIRST + timedelta(days=offset) for offset in range(0, 540, 9)]
ASKED = [DAYS[10], DAYS[40], DAYS[59]]
BORN = [date(1999, 2, 28), date(2000, 2, 29), date(2001, 6, 1), date(2004, 5, 5), date(2012, 1, 1), date(2019, 1, 1)]
INDICATORS = [one for one in CATALOGUE.values() if one.id[:2] in ("CC", "CL")]

some_settings = settings(
    max_examples=6,
    deadline=None,
    phases=[Phase.explicit, Phase.reuse, Phase.generate, Phase.shrink],
    suppress_health_check=[HealthCheck.too_slow],
    derandomize=True,
)
days = st.sampled_from(DAYS)
maybe_day = st.one_of(st.none(), days)
people = st.sampled_from(["p1", "p2", "p3", "p4"])
one_of = st.sampled_from
ROWS: dict[str, dict[str, st.SearchStrategy[Any]]] = {
    "cin_episodes": {"person_id": people, "referral_date": days, "close_date": maybe_day,
                     "referral_team": one_of(["T1", "T2", None])},
    "cla_episodes": {"person_id": people, "cla_episode_start_date": days, "cla_episode_ceased_date": maybe_day,
                     "cla_episode_start_reason": one_of(["S", "P", "T", None]), "cla_id": one_of(["c1", "c2"]),
                     "cla_episode_ceased_reason": one_of(["X1", "E11", "E45", "E4A", None]),
                     "cla_placement_id": one_of(["cla_placement1", "cla_placement2", None])},
    "cla_placement": {"person_id": people, "cla_placement_start_date": days, "cla_placement_end_date": maybe_day,
                      "cla_placement_type": one_of(["U4", "U6", "K2", "A5", "T1", "Z11", None]),
                      "cla_placement_distance": one_of([0, 20, 21, 999.9, None])},
    "legal_status": {"person_id": people, "legal_status_start_date": days, "legal_status_end_date": maybe_day,
                     "legal_status": one_of(["C1", "C2", "V4", "E1", "no care at all"])},
    "cla_reviews": {"cla_id": one_of(["c1", "c2"]), "cla_review_date": maybe_day,
                    "cla_review_cancelled": one_of(["Y", "N", None]),
                    "cla_review_participation": one_of(["PN0", "PN1", "PN7", None])},
    "cla_visits": {"person_id": people, "cla_visit_date": days, "cla_visit_seen": one_of(["Y", "N", None])},
    "cla_health": {"person_id": people, "health_check_type": one_of(["Health Assessment", "Dental Check", "other"]),
                   "health_check_date": maybe_day, "health_check_status": one_of(["Completed", "Refused", None])},
    "sdq_scores": {"person_id": people, "sdq_completed_date": maybe_day, "sdq_score": one_of(["7", "40", None])},
    "missing": {"person_id": people, "missing_episode_start_date": days, "missing_episode_end_date": maybe_day,
                "missing_episode_type": one_of(["Missing", "Away", None]),
                "missing_rhi_offered": one_of(["Y", "N", "NA", None]), "missing_rhi_accepted": one_of(["Y", "N"])},
    "cla_care_plan": {"person_id": people, "cla_care_plan_start_date": maybe_day, "cla_care_plan_end_date": maybe_day,
                      "cla_care_plan_json": one_of(['{"ADOPTION": "Y"}', '{"ADOPTION": ""}', None])},
    "permanence": {"person_id": people, "placement_order_date": maybe_day, "matched_date": maybe_day,
                   "placed_for_adoption_date": maybe_day, "adopted_by_carer_flag": one_of(["Y", "N", None])},
    "pre_proceedings": {"person_id": people, "plo_family_id": one_of(["f1", "f2"]), "pre_pro_letter_date": maybe_day,
                        "agree_stepdown_issue_date": maybe_day, "care_pro_letter_date": maybe_day},
    "care_leavers": {"person_id": people, "care_leaver_eligibility": one_of(["Former Relevant", "Eligible", None]),
                     "care_leaver_in_touch": one_of(["YES", "NO", "DIED", None]),
                     "care_leaver_accommodation": one_of(["U", "S", "Z", "G", None]),
                     "care_leaver_accom_suitable": one_of(["1", "2", None]),
                     "care_leaver_activity": one_of(["F1", "G5", None]),
                     "care_leaver_latest_contact": maybe_day, "pathway_plan_review_date": maybe_day,
                     "care_leaver_allocated_team": one_of(["T1", None])},
}  # fmt: skip


@st.composite
def histories(draw: st.DrawFn) -> dict[str, list[Row]]:
    """Tables about four children, by any dates: overlaps, gaps, blanks, ends before beginnings, the same day twice."""
    tables: dict[str, list[Row]] = {
        "person": [{"person_id": f"p{number}", "dob": draw(one_of(BORN))} for number in range(1, 5)]
    }
    for name, columns in ROWS.items():
        key = next(column.name for column in TABLES[name].stored_columns if column.key)
        rows = draw(st.lists(st.fixed_dictionaries(columns), max_size=6))
        tables[name] = [{key: f"{name}{number}", **row} for number, row in enumerate(rows)]
    return tables


class Council:
    """A history in DuckDB, in place of the one before."""

    newest_as_at = date(2028, 12, 31)
    not_collected: dict[str, frozenset[str]] = {}  # noqa: RUF012

    def __init__(self, connection: duckdb.DuckDBPyConnection, tables: dict[str, list[Row]]) -> None:
        self.connection = connection
        fill_tables(connection, tables)


def in_care_on(day: date, tables: dict[str, list[Row]]) -> set[str]:
    """Who is in care at the end of a day, by looking at every episode and status on that day."""
    on_breaks = {
        row["person_id"]
        for row in tables["legal_status"]
        if row["legal_status"] == "V4" and _lasts(row["legal_status_start_date"], row["legal_status_end_date"], day)
    }
    return {
        row["person_id"]
        for row in tables["cla_episodes"]
        if _lasts(row["cla_episode_start_date"], row["cla_episode_ceased_date"], day)
    } - on_breaks


def _lasts(start: date, end: date | None, day: date) -> bool:
    return start <= day and (end is None or end > day)


@pytest.mark.slow
@given(tables=histories())
@some_settings
def test_parts_add_up_to_the_council_and_counted_is_within_considered(database, tables):
    source = Council(database, tables)
    periods = [Period(day - timedelta(days=90), day) for day in ASKED]
    engine = DuckDBEngine(database)
    for indicator, (whole, parts) in figures_by(source, INDICATORS, periods, [(), ("team",)], engine):
        for figure in whole:
            assert sum(part.numerator or 0 for part in parts if part.as_at == figure.as_at) == figure.numerator
            if indicator.measure != "rate":
                assert (figure.numerator or 0) <= (figure.denominator or 0)


@pytest.mark.slow
@given(tables=histories())
@some_settings
def test_every_figure_opens_to_its_rows_each_once(database, tables):
    source = Council(database, tables)
    for indicator in INDICATORS:
        (figure,) = values(source, [indicator.id], [period_to(indicator, ASKED[1])])
        rows = cases(source, indicator.id, ASKED[1]).rows
        assert len(rows) == len({row[0] for row in rows}) == figure.numerator


@given(tables=histories())
@some_settings
def test_children_in_care_agree_with_looking_at_each_day(database, tables):
    source = Council(database, tables)
    of_the_day = ["CC04", "CC05", "CC07", "CC08", "CC09", "CC12", "CC21"]
    for figure in values(source, ["CC01", *of_the_day], [Period(day, day) for day in ASKED]):
        counted = figure.numerator if figure.indicator == "CC01" else figure.denominator
        assert counted == len(in_care_on(figure.as_at, tables)), figure.indicator


@given(tables=histories())
@some_settings
def test_comings_and_goings_explain_the_change_in_children_in_care(database, tables):
    source = Council(database, tables)
    start, end = ASKED[0], ASKED[0] + timedelta(days=1)
    came = values(source, ["CC02"], [Period(end, end)])[0].numerator
    went = values(source, ["CC03"], [Period(end, end)])[0].numerator
    before, after = in_care_on(start, tables), in_care_on(end, tables)
    assert (came, went) == (len(after - before), len(before - after))
