"""The figures of the story, each with its day, how to read it from the loaded returns, and how near it has to be.

Every figure is read through the same door as a real council's: an indicator over the loaded returns, or a query over
the warehouse's tables where no indicator states it. Reports, pages and tests take the figures from here.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from foothold.demo.regimes import COMMISSIONERS_ARRIVE, FOCUSED_VISIT, LOCKDOWN_WEEKS, SPRING
from foothold.terms.reporting_periods import Period, year_to


@dataclass(frozen=True)
class Fact:
    """One figure of the story."""

    id: str
    sentence: str  # with {value} where the figure stands
    as_at: date
    expected: float
    tolerance: float  # how far the simulated figure may lie from the expected one, either way
    source: str
    indicator: str = ""  # identifier in the catalogue, or blank where `query` says how
    part: str = "value"  # which part of the indicator's figure is meant: numerator, denominator or value
    start: date | None = None  # first day of the period, for what is counted over one
    query: str = ""  # SQL over the warehouse's tables that gives one number; $as_at stands for the day

    @property
    def period(self) -> Period:
        """The period the figure is for: the day itself where it is no flow."""
        return Period(self.start or self.as_at, self.as_at)


_STORY = "the published documents on the county whose story the demonstration follows"
_MADE = "Exampleshire's own simulation, guided by published statistics of such a county"
MAY_2019 = date(2019, 5, 15)
FIRST_ZERO_WEEK = date(2020, 1, 6)
SIX_WEEKS_ON = date(2020, 2, 16)

_POSTS = (
    "select 100.0 * count(*) filter (filled_by = '{kind}') / count(*) from posts where start_date <= $as_at "
    "and (end_date is null or end_date > $as_at){area}"
)
_LOOKED_AFTER = " and service_area = 'Looked after'"
_PLANS = "count(*) filter (cp_plan_start_date <= {day} and (cp_plan_end_date is null or cp_plan_end_date > {day}))"
_CHILDREN = (
    "count(distinct person_id) filter (cla_episode_start_date <= {day} "
    "and (cla_episode_ceased_date is null or cla_episode_ceased_date > {day}))"
)
_CHANGE = "select 100.0 * ({later} - {earlier}) / {earlier} from {table}"


def _change(count: str, table: str) -> str:
    earlier, later = count.format(day=f"date '{SPRING[0]}'"), count.format(day="$as_at")
    return _CHANGE.format(earlier=earlier, later=later, table=table)


FACTS: tuple[Fact, ...] = (
    Fact(
        "unallocated-focused-visit",
        "At the focused visit {value} children had no allocated social worker.",
        FOCUSED_VISIT, 267, 0, _STORY, "AL01", "numerator",
    ),
    Fact(
        "unallocated-spring-2019",
        "By the middle of May 2019 the backlog was all but cleared: {value} children waited.",
        MAY_2019, 8, 8, _MADE, "AL01", "numerator",
    ),
    Fact(
        "unallocated-on-arrival",
        "When the commissioners arrived, {value} children had no allocated social worker.",
        COMMISSIONERS_ARRIVE, 312, 0, _STORY + ", which say over 300", "AL01", "numerator",
    ),
    Fact(
        "unallocated-first-zero-week",
        "From the week of 6 January 2020 {value} children had no allocated worker.",
        FIRST_ZERO_WEEK, 0, 0, _STORY, "AL01", "numerator",
    ),
    Fact(
        "weeks-at-zero",
        "By the middle of February 2020 nobody had been unallocated for {value} weeks.",
        SIX_WEEKS_ON, 6, 0, _STORY, "AL04",
    ),
    Fact(
        "held-in-a-name",
        "Of those, {value} stood in the name of a manager or of a duty inbox: allocated in name, not in effect.",
        SIX_WEEKS_ON, 40, 12, _MADE, "AL02", "numerator",
    ),
    Fact(
        "unallocated-at-the-end",
        "At the end of November 2020 {value} children had no allocated worker.",
        date(2020, 11, 29), 0, 0, _MADE, "AL01", "numerator",
    ),
    Fact(
        "referrals-in-lockdown",
        "From 30 March to 31 May 2020 referrals stood at {value} against 100 in the same weeks of 2018 and 2019.",
        LOCKDOWN_WEEKS[1], 60, 2, _STORY + ", which say 40% fewer in spring 2020", "FD10", start=LOCKDOWN_WEEKS[0],
    ),
    Fact(
        "protection-plans-spring",
        "Between 23 March and 31 May 2020 children on child protection plans changed by {value}%.",
        SPRING[1], 4, 0.6, _STORY, query=_change(_PLANS, "cp_plans"),
    ),
    Fact(
        "looked-after-spring",
        "Between 23 March and 31 May 2020 children looked after changed by {value}%.",
        SPRING[1], 0, 1, _STORY, query=_change(_CHILDREN, "cla_episodes"),
    ),
    Fact(
        "agency-posts",
        "In May 2019 agency workers filled {value}% of the established social work posts.",
        MAY_2019, 25, 0.01, _STORY, query=_POSTS.format(kind="agency", area=""),
    ),
    Fact(
        "unfilled-posts",
        "In May 2019 nobody filled {value}% of the established social work posts.",
        MAY_2019, 18, 0.01, _STORY, "WF06",
    ),
    Fact(
        "looked-after-unfilled",
        "In the looked-after teams {value}% of the posts were unfilled.",
        MAY_2019, 0, 0, _STORY, query=_POSTS.format(kind="unfilled", area=_LOOKED_AFTER),
    ),
    Fact(
        "looked-after-agency",
        "In the looked-after teams agency workers filled {value}% of the posts.",
        MAY_2019, 4.4, 0.1, _STORY + ", which say few", query=_POSTS.format(kind="agency", area=_LOOKED_AFTER),
    ),
    Fact(
        "highest-caseloads",
        "In May 2019 {value} social workers held more than 50 cases.",
        MAY_2019, 3, 2, _STORY + ", which say above 50", query=(
            "select count(*) from (select professional_id from involvements join cin_episodes using (referral_id) "
            "join professionals using (professional_id) where professional_job_title like '%Social Worker' "
            "and involvement_start_date <= $as_at and (involvement_end_date is null or involvement_end_date > $as_at) "
            "and (close_date is null or close_date > $as_at) group by professional_id having count(*) > 50)"
        ),
    ),
    Fact(
        "assessments-in-time-2018-19",
        "In 2018-19 {value}% of assessments were finished within 45 working days.",
        date(2019, 3, 31), 73, 2.5, _MADE, "AS02", start=year_to(date(2019, 3, 31)).start,
    ),
    Fact(
        "assessments-in-time-2020",
        "From April to September 2020 {value}% of assessments were finished within 45 working days.",
        date(2020, 9, 30), 87, 2.5, _MADE, "AS02", start=date(2020, 4, 1),
    ),
    Fact(
        "conferences-in-time-2018-19",
        "In 2018-19 {value}% of initial conferences were held within 15 working days.",
        date(2019, 3, 31), 74, 3, _MADE, "CP04", start=year_to(date(2019, 3, 31)).start,
    ),
    Fact(
        "re-referrals-2019-20",
        "In 2019-20 {value}% of referrals came within twelve months of an earlier one.",
        date(2020, 3, 31), 30, 2, _MADE, "FD06", start=year_to(date(2020, 3, 31)).start,
    ),
    Fact(
        "referrals-2018-19",
        "In 2018-19 there were {value} referrals.",
        date(2019, 3, 31), 11_300, 400, _MADE, "FD05", "numerator", start=year_to(date(2019, 3, 31)).start,
    ),
)  # fmt: skip
