"""When records were entered: how long after their own day, and whether a day was set back later.

No return says when a record was written down. That a return of some day did not hold it says that it was written later,
so every lag here is the least it can have been.
"""

from __future__ import annotations

from typing import NamedTuple

from foothold.indicators.monitors.monitor import Asked, Told, within

LEAST_LAG = 7
"""Days by which a record must have been missing before anybody is asked: shorter ones are everyday work."""
_WINDOWS = (
    "returns that each hold everything: a window leaves out what had ended, and not only what was not recorded yet"
)


class _Dated(NamedTuple):
    kind: str
    table: str
    key: str
    day: str


ENTERED = (
    _Dated("visit to a child in need", "cin_visits", "cin_visit_id", "cin_visit_date"),
    _Dated("visit under a protection plan", "cp_visits", "cp_visit_id", "cp_visit_date"),
    _Dated("visit to a child in care", "cla_visits", "cla_visit_id", "cla_visit_date"),
    _Dated("assessment begun", "cin_assessments", "assessment_id", "assessment_start_date"),
    _Dated("worker's involvement begun", "involvements", "involvements_id", "involvement_start_date"),
)
CHANGED = (
    *ENTERED,
    _Dated("case closed", "cin_episodes", "referral_id", "close_date"),
    _Dated("assessment finished", "cin_assessments", "assessment_id", "assessment_auth_date"),
    _Dated("worker's involvement ended", "involvements", "involvements_id", "involvement_end_date"),
    _Dated("protection plan ended", "cp_plans", "cp_plan_id", "cp_plan_end_date"),
)


def entry_lag(asked: Asked) -> Told:
    """Records that a return handed over a week or more after their day did not hold yet."""
    if not asked.complete:
        return Told(missing=_WINDOWS)
    kinds = _collected(asked, ENTERED)
    found = [row for one in kinds for row in asked.rows(_missed(asked, one))]
    dated = sum(asked.rows(_dated(asked, one))[0][0] for one in kinds)
    rows = [(kind, key, child, day, (seen, missed, lag)) for kind, key, child, day, seen, missed, lag in found]
    sentence = f"{len(rows):,} of {dated:,} records were not in a return made {LEAST_LAG} days or more after their day."
    return Told(rows, sentence, "" if kinds else "dated visits, assessments or involvements")


def backdating(asked: Asked) -> Told:
    """Days that a later return gave to something an earlier one had shown as not yet happened, or as later."""
    if not asked.complete:
        return Told(missing=_WINDOWS)
    kinds = _collected(asked, CHANGED)
    found = [row for one in kinds for row in asked.rows(_set_back(asked, one))]
    rows = [(kind, key, child, day, (before, seen, by)) for kind, key, child, day, before, seen, by in found]
    sentence = (
        f"{len(rows):,} days were given or set back by {LEAST_LAG} days or more after a return had said otherwise."
    )
    return Told(rows, sentence, "" if kinds else "dated visits, assessments or involvements")


def _collected(asked: Asked, kinds: tuple[_Dated, ...]) -> list[_Dated]:
    return [one for one in kinds if asked.collected(one.table, one.key, one.day)]


def _days(asked: Asked, table: str) -> str:
    days = ", ".join(f"(date '{day}')" for day in asked.source.days_of(table)) or "(null::date)"
    return f"(values {days}) as returns(day)"


def _dated(asked: Asked, one: _Dated) -> str:
    return f"select count(*) from {one.table} where {within(asked, one.day)}"


def _missed(asked: Asked, one: _Dated) -> str:
    """The newest return between a record's day and the first return that held it."""
    return f"""
select kind, record, person_id, day, seen, missed, date_diff('day', day, missed) as lag
from (
    select {_quoted(one.kind)} as kind, held.{one.key} as record, held.person_id, held.{one.day} as day,
        first_held.seen, max(returns.day) as missed
    from {one.table} as held
    join (
        select {one.key} as key, min(seen_from) as seen from ({asked.source.history_of(one.table)}) group by {one.key}
    ) as first_held on first_held.key = held.{one.key}
    join {_days(asked, one.table)} on returns.day >= held.{one.day} and returns.day < first_held.seen
    where {within(asked, f"held.{one.day}")}
    group by all
) as late
where date_diff('day', day, missed) >= {LEAST_LAG}
order by lag desc, record"""


def _set_back(asked: Asked, one: _Dated) -> str:
    """Versions of a record whose day is earlier than the version before had it, or than the last return without one."""
    return f"""
select {_quoted(one.kind)}, key, person_id, day, before, seen_from,
    date_diff('day', day, coalesce(before, last_without)) as set_back
from (
    select versions.key, versions.person_id, versions.day, versions.before, versions.number, versions.seen_from,
        max(returns.day) as last_without
    from (
        select {one.key} as key, person_id, {one.day} as day, seen_from,
            lag({one.day}) over version as before,
            row_number() over version as number
        from ({asked.source.history_of(one.table)})
        window version as (partition by {one.key} order by seen_from, coalesce(seen_to, date '9999-12-31'))
    ) as versions
    left join {_days(asked, one.table)} on returns.day < versions.seen_from
    where versions.number > 1 and {within(asked, "versions.seen_from")}
    group by all
) as changed
where date_diff('day', day, coalesce(before, last_without)) >= {LEAST_LAG}
order by set_back desc, key"""


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
