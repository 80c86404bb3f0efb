"""No count of 1 to 5 can be worked out from the members' page: every reading of it leaves more than one answer."""

from collections import defaultdict
from datetime import date, timedelta
from itertools import product

import pytest

from foothold.indicators import CATALOGUE, Figure
from foothold.terms.figures import FigureStatus
from foothold_web.reporting import figures, members, wording

SUNDAY = date(2020, 11, 29)
SMALL = range(1, 6)


def figure(name, counted, of, day=SUNDAY):
    value = counted if CATALOGUE[name].measure == "count" else 100 * counted / of if of else None
    status = FigureStatus.VALUE if of else FigureStatus.BLANK
    return Figure(name, 1, day, day, {}, counted, of, value, status)


def told(**counts):
    """What stands on the page, in the page's own words, where every other question has many children."""
    found = {name: figure(name, *counts.get(name, (500, 1000))) for name in members.QUESTIONS}
    shown = members.told(found)
    return tuple(
        (wording.figure_in_words(shown[name], CATALOGUE[name]), wording.share(shown[name], CATALOGUE[name]))
        for name in counts
    )


def found_out(pages):
    """Counts of 1 to 5 that follow from a page: of everything that could lie behind it, they alone fit."""
    answers = defaultdict(lambda: defaultdict(set))
    for page, behind in pages:
        for name, count in behind.items():
            answers[page][name].add(count)
    return [
        (page, name, counts)
        for page, of_name in answers.items()
        for name, counts in of_name.items()
        if len(counts) == 1 and counts & set(SMALL)
    ]


def shares(most):
    return [(counted, of) for of in range(most + 1) for counted in range(of + 1)]


def test_an_attack_finds_what_is_not_hidden():
    pages = [(f"{n} of {of}", {"counted": n, "rest": of - n}) for n, of in shares(9)]
    assert found_out(pages)


@pytest.mark.parametrize("name", members.QUESTIONS)
@pytest.mark.parametrize("known", [False, True], ids=["total not known", "total known"])
def test_a_figure_alone_tells_no_small_count(name, known):
    pages = [
        ((told(**{name: (n, of)}), of if known and of > 5 else None), {"counted": n, "rest": of - n})
        for n, of in shares(20)
    ]
    assert found_out(pages) == []


def test_children_in_care_without_a_review_due_cannot_be_told_by_taking_away():
    pages = [
        (told(CC10=(due, due), CC12=(seen, children)), {"none due": children - due, "unseen": children - seen})
        for due in range(15)
        for seen, children in shares(22)
        if due <= children
    ]
    assert found_out(pages) == []


def test_cases_that_have_a_social_worker_cannot_be_told_by_taking_away():
    pages = [
        (
            told(AL01=(nobody, cases), AL02=(queue, cases)),
            {"nobody": nobody, "queue": queue, "neither": cases - nobody - queue, "with a name": cases - nobody},
        )
        for cases in range(26)
        for nobody in range(cases + 1)
        for queue in range(cases - nobody + 1)
    ]
    assert found_out(pages) == []


@pytest.mark.parametrize("name", ["AL01", "AL02", "CC12"])
def test_two_readings_and_the_comparison_tell_no_small_count(name):
    """A page is read in a week and again in the next; the second compares its weeks with those a year before."""
    pages = []
    for first, second, before in product(range(13), repeat=3):
        weeks = _weeks(name, before, first, second)
        compared = members.compared([figures.as_published(week) for week in weeks], CATALOGUE[name])
        readings = told(**{name: (first, 20)}), told(**{name: (second, 20)})
        pages.append(((readings, compared), {"first": first, "second": second, "a year before": before}))
    assert found_out(pages) == []


def _weeks(name, before, first, second):
    newest = [(0, second), (1, first), (2, first), (3, first)]
    return [
        figure(name, counted, 20, SUNDAY - timedelta(weeks=back))
        for back, counted in (*newest, *((back + 52, before) for back in range(4)))
    ]


def test_what_need_not_be_hidden_is_shown():
    assert told(CC10=(30, 40), CC12=(35, 60)) == (("75.0%", "30 of 40"), ("58.3%", "35 of 60"))
    assert told(CC10=(30, 60), CC12=(35, 60)) == (("50.0%", "30 of 60"), ("58.3%", "35 of 60"))
    assert told(CC10=(30, 58), CC12=(35, 60))[0] == ("small number hidden", "")
    assert told(AL01=(0, 60), AL02=(0, 60)) == (("0", ""), ("0.0%", "0 of 60"))
