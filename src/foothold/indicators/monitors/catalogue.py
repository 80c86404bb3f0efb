"""The monitors, in the order in which people read them."""

from __future__ import annotations

from foothold.indicators.monitors.entering import backdating, entry_lag
from foothold.indicators.monitors.monitor import Monitor
from foothold.indicators.monitors.patterns import batches, before_an_event, bunching, quick_turns
from foothold.terms.errors import Refused

MONITORS: dict[str, Monitor] = {
    one.id: one
    for one in (
        Monitor(
            "entry-lag",
            "Written down late",
            "Why did a return made a week or more after these days not hold them yet?",
            (
                "The visit was written up after the extract was taken, because the week was full.",
                "The row was set aside by an earlier load and has been mended since.",
                "The team moved from another system, and its older records came over late.",
            ),
            ("First in the return of", "Not yet in the return of", "Days late, at least"),
            entry_lag,
        ),
        Monitor(
            "backdating",
            "Dated back",
            "Why was a day given, or set earlier, after a return had shown it otherwise?",
            (
                "A wrong day was put right, as a good record keeper does.",
                "The step had been taken and was waiting for a manager to sign it off.",
                "Two records of the same case were merged.",
            ),
            ("Day before", "Changed in the return of", "Days earlier"),
            backdating,
        ),
        Monitor(
            "bunching",
            "On the very last day",
            "Why do so many steps end on the last day of their limit and so few on the days around it?",
            (
                "The diary is planned to the limit, and people keep to it.",
                "The system proposes the last day when somebody leaves the date blank.",
                "Conferences are held on one day of the week.",
            ),
            ("Began", "Working days"),
            bunching,
        ),
        Monitor(
            "before-an-event",
            "In the week before a report or visit",
            "Why did so many cases close, plans end or ratings fall in the week before?",
            (
                "A review that had been due was held in time for the report, as it should be.",
                "A team worked off what had only been waiting to be closed.",
                "The week ended a school term or a month, when cases close in any year.",
            ),
            ("Report or visit", "Usual number a week"),
            before_an_event,
        ),
        Monitor(
            "batches",
            "Many visits in one day",
            "How did one worker see so many children on one day?",
            (
                "Brothers and sisters, or a residential home, were seen in one visit.",
                "Colleagues on duty made visits while the case stayed in the worker's name.",
                "The visits were phone or video calls, which take less of a day.",
            ),
            ("Worker", "Children on that day"),
            batches,
            identifiers=("Worker",),
        ),
        Monitor(
            "quick-turns",
            "Allocated, taken back, allocated",
            "Why was the case given, taken back and given again within a day?",
            (
                "It was given to the wrong person by mistake, and put right.",
                "A worker fell ill on the first day.",
                "A duty worker held it for the hours until the named worker was back.",
            ),
            ("Taken back", "Allocated again"),
            quick_turns,
        ),
    )
}


def find_monitor(identifier: str) -> Monitor:
    """The monitor of that identifier. Refused when there is none."""
    if identifier not in MONITORS:
        raise Refused(f"There is no monitor '{identifier}'. Choose among {', '.join(MONITORS)}.")
    return MONITORS[identifier]
