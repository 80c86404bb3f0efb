"""What stands out among recorded days: crowds on a limit's last day, before a report, at one desk in one day."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from math import sqrt
from typing import Any

from foothold.indicators.monitors.monitor import Asked, Told, within
from foothold.terms.clocks import clock_for

NEIGHBOURS = 5
"""Days on each side of a limit whose mean is the usual number."""
LEAST_CROWD, TIMES_USUAL = 10, 2
WEEK, WEEKS_BEFORE, LEAST_IN_A_WEEK = 7, 26, 5
LEAST_CHILDREN = 8
"""Children whom one worker would have seen on one day."""


@dataclass(frozen=True)
class _Length:
    """A step whose length in working days a statutory or local clock limits."""

    clock: str
    kind: str
    table: str
    columns: tuple[str, ...]
    sql: str  # record, child, first day, last day


_LENGTHS = (
    _Length(
        "protection_visit",
        "visit under a protection plan after the one before",
        "cp_visits",
        ("cp_visit_id", "cp_visit_date"),
        "select cp_visit_id as record, person_id, "
        "lag(cp_visit_date) over (partition by person_id order by cp_visit_date, cp_visit_id) as began, "
        "cp_visit_date as done from cp_visits",
    ),
    _Length(
        "initial_conference",
        "conference after the start of the enquiry",
        "initial_cp_conference",
        ("s47_enquiry_id", "icpc_date"),
        "select icpc_id as record, conferences.person_id, s47_start_date as began, icpc_date as done "
        "from initial_cp_conference as conferences join s47_enquiry using (s47_enquiry_id)",
    ),
    _Length(
        "assessment",
        "assessment finished",
        "cin_assessments",
        ("assessment_start_date", "assessment_auth_date"),
        "select assessment_id as record, person_id, assessment_start_date as began, assessment_auth_date as done "
        "from cin_assessments",
    ),
)


def bunching(asked: Asked) -> Told:
    """Steps done on the very last day of their limit, where those are many more than on the days around it."""
    rows: list[tuple[str, str, str | None, date, tuple[Any, ...]]] = []
    told: list[str] = []
    looked = [one for one in _LENGTHS if asked.collected(one.table, *one.columns)]
    for one in looked:
        limit = clock_for(one.clock, asked.as_at).amount
        lengths = asked.rows(_lengths(asked, one))
        crowd, usual = _crowd(Counter(row[4] for row in lengths), limit)
        told.append(f"{one.kind}: {crowd:,} on day {limit}, {usual:,.1f} a day on the days around it")
        if crowd >= LEAST_CROWD and crowd >= TIMES_USUAL * usual:
            rows += [
                (one.kind, record, child, done, (began, length))
                for record, child, began, done, length in lengths
                if length == limit
            ]
    return Told(rows, "; ".join(told) + ".", "" if looked else "steps with a first and a last day")


def _lengths(asked: Asked, one: _Length) -> str:
    return f"""
select steps.record, steps.person_id, steps.began, steps.done,
    last_day.working_day_number - first_day.working_day_number
from ({one.sql}) as steps
join working_days as first_day on first_day.day = steps.began
join working_days as last_day on last_day.day = steps.done
where steps.began <= steps.done and {within(asked, "steps.done")}
order by steps.done desc, steps.record"""


def _crowd(lengths: Counter[int], limit: int) -> tuple[int, float]:
    """How many on the limit's day, and how many a day on the days around it."""
    around = [day for day in range(limit - NEIGHBOURS, limit + NEIGHBOURS + 1) if day != limit and day >= 0]
    return lengths[limit], sum(lengths[day] for day in around) / len(around)


_SEVERITY = "case rating when 'red' then 3 when 'amber' then 2 when 'green' then 1 end"
_LOWERED = f"qualify {_SEVERITY} < lag({_SEVERITY}) over (partition by person_id order by rated_date, rating_id)"
_ENDED = (
    ("case closed", "cin_episodes", "referral_id", "close_date", ""),
    ("protection plan ended", "cp_plans", "cp_plan_id", "cp_plan_end_date", ""),
    ("rating lowered", "case_ratings", "rating_id", "rated_date", _LOWERED),
)


def before_an_event(asked: Asked) -> Told:
    """Closures, ended plans and lowered ratings in the seven days before a report or visit, where unusually many."""
    if not asked.events:
        return Told(missing="the day of a report or visit: none is recorded, and none was given")
    looked = [one for one in _ENDED if asked.collected(one[1], one[2], one[3])]
    if not looked:
        return Told(missing="the days on which cases closed, plans ended or ratings were given")
    rows: list[tuple[str, str, str | None, date, tuple[Any, ...]]] = []
    told: list[str] = []
    for kind, table, key, day, only in looked:
        ends = asked.rows(
            f"select {key}, person_id, {day} from {table} where {day} is not null {only} order by {day}, {key}"
        )
        for event in sorted(day for day in asked.events if asked.since < day <= asked.as_at):
            week, usual = _week_before(ends, event)
            told.append(f"{kind} in the week before {event}: {len(week)}, {usual:,.1f} a week before that")
            if len(week) >= LEAST_IN_A_WEEK and len(week) > usual + 2 * sqrt(usual):
                rows += [(kind, record, child, on, (event, round(usual, 1))) for record, child, on in week]
    return Told(rows, "; ".join(told) + "." if told else "No report or visit lies in the twelve months.")


def _week_before(ends: Sequence[tuple[Any, ...]], event: date) -> tuple[list[tuple[Any, ...]], float]:
    """What ended in the seven days before a day, and the mean of a week in the half year before those."""
    first = event - timedelta(days=WEEK)
    begins = first - timedelta(days=WEEKS_BEFORE * WEEK)
    usual = sum(begins <= row[2] < first for row in ends) / WEEKS_BEFORE
    return [row for row in ends if first <= row[2] < event], usual


_VISITS = (
    ("visit to a child in need", "cin_visits", "cin_visit_id", "cin_visit_date"),
    ("visit under a protection plan", "cp_visits", "cp_visit_id", "cp_visit_date"),
    ("visit to a child in care", "cla_visits", "cla_visit_id", "cla_visit_date"),
)


def batches(asked: Asked) -> Told:
    """Visits to many children on one day, all of them in the name of one worker."""
    visits = [one for one in _VISITS if asked.collected(one[1], one[2], one[3])]
    if not visits or not asked.collected("involvements", "professional_id"):
        return Told(missing="visits, and the workers who held the children's cases")
    found = asked.rows(_batched(asked, visits))
    rows = [(kind, record, child, day, (worker, children)) for kind, record, child, day, worker, children in found]
    days = len({(row[4], row[3]) for row in found})
    return Told(rows, f"{len(rows):,} visits on {days:,} days of one worker to {LEAST_CHILDREN} children or more.")


def _batched(asked: Asked, visits: Sequence[tuple[str, str, str, str]]) -> str:
    each = " union all ".join(
        f"select '{kind}' as kind, {key} as record, person_id, {day} as day from {table} where {within(asked, day)}"
        for kind, table, key, day in visits
    )
    return f"""
select kind, record, person_id, day, professional_id, children
from (
    select seen.*, count(distinct person_id) over (partition by professional_id, day) as children
    from (
        select visits.*, held.professional_id
        from ({each}) as visits
        join involvements as held
          on held.person_id = visits.person_id
         and held.professional_id is not null
         and held.involvement_start_date <= visits.day
         and coalesce(held.involvement_end_date, date '9999-12-31') > visits.day
        qualify row_number() over (
            partition by visits.kind, visits.record order by held.involvement_start_date desc, held.involvements_id desc
        ) = 1
    ) as seen
)
where children >= {LEAST_CHILDREN}
order by children desc, day desc, professional_id, record"""


def quick_turns(asked: Asked) -> Told:
    """Allocations that lasted a day at most with another within that day: allocated, taken back, allocated."""
    if not asked.collected("involvements", "professional_id", "involvement_start_date", "involvement_end_date"):
        return Told(missing="involvements with a first and a last day")
    found = asked.rows(_turns(asked))
    rows = [("allocation", record, child, began, (ended, again)) for record, child, began, ended, again in found]
    return Told(rows, f"{len(rows):,} allocations were taken back within a day and made again within a day.")


def _turns(asked: Asked) -> str:
    return f"""
select involvements_id, person_id, began, ended, again
from (
    select involvements_id, person_id, involvement_start_date as began, involvement_end_date as ended,
        lead(involvement_start_date) over (
            partition by coalesce(referral_id, person_id), professional_role_id
            order by involvement_start_date, coalesce(involvement_end_date, date '9999-12-31'), involvements_id
        ) as again
    from involvements
    where professional_id is not null
)
where ended <= began + interval 1 day and again >= ended and again <= began + interval 1 day
  and {within(asked, "began")}
order by began desc, involvements_id"""
