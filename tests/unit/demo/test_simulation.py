"""What must hold of the simulated history whatever the seed brings."""

from collections import Counter, defaultdict
from datetime import date
from itertools import pairwise

import numpy as np

from foothold.demo import places, regimes
from foothold.demo.care import ADOPTION, ADULTHOOD, ORDER
from foothold.demo.casefile import NEVER
from foothold.demo.days import DAYS, index_of
from foothold.demo.demand import SOURCES, referrals
from foothold.demo.families import YEAR
from foothold.demo.returns import simulate
from foothold.demo.workforce import DUTY_INBOX, TEAM_MANAGER

ARRIVAL, VISIT = index_of(regimes.COMMISSIONERS_ARRIVE), index_of(regimes.FOCUSED_VISIT)


def _lasts(start, end, day):
    return start <= day and (end == NEVER or end > day)


def _without_worker(simulated, day):
    """Counted from the rows, not from the simulation's own queue."""
    held = {row[0] for row in simulated.file.spells if _lasts(row[3], row[4], day)}
    return sum(
        number not in held
        for number, case in enumerate(simulated.file.episodes)
        if not case.no_further_action and _lasts(case.referred, case.closed, day)
    )


def test_the_backlog_hits_the_story_on_its_days(simulated):
    assert _without_worker(simulated, VISIT) == 267
    assert _without_worker(simulated, ARRIVAL) == 312
    assert [_without_worker(simulated, index_of(date(2020, month, 8))) for month in range(1, 12)] == [0] * 11


def test_another_seed_follows_the_same_courses_through_other_cases(simulated):
    other = simulate(7)

    assert len(other.file.episodes) != len(simulated.file.episodes)
    assert _without_worker(other, VISIT) == 267
    assert _without_worker(other, ARRIVAL) == 312
    assert _without_worker(other, index_of(date(2020, 2, 16))) == 0


def test_the_queue_is_what_the_rows_show_until_names_stand_in(simulated):
    for day in range(0, index_of(regimes.HOLDING_STARTS), 37):
        assert simulated.backlog[day] == _without_worker(simulated, day)


def test_no_case_has_two_workers_at_once(simulated):
    spells = defaultdict(list)
    for episode, _, _, start, end, _ in simulated.file.spells:
        spells[episode].append((start, DAYS + 1 if end == NEVER else end))
    for periods in spells.values():
        periods.sort()
        assert all(earlier[1] <= later[0] for earlier, later in pairwise(periods))


def test_nobody_holds_a_case_before_it_is_referred_or_after_it_closes(simulated):
    for episode, _, _, start, end, _ in simulated.file.spells:
        case = simulated.file.episodes[episode]
        assert start >= case.referred
        assert case.closed == NEVER or (end != NEVER and end <= case.closed)


def test_nobody_is_given_a_case_before_the_first_or_after_the_last_day_at_work(simulated):
    for _, worker, _, start, end, _ in simulated.file.spells:
        at_work = simulated.workforce.workers[worker]
        assert at_work.start <= start
        assert at_work.end is None or (end != NEVER and end <= at_work.end)


def test_a_post_has_one_holding_at_a_time(simulated):
    holdings = defaultdict(list)
    for holding in simulated.workforce.all_holdings():
        holdings[holding.post].append((holding.start, DAYS + 1 if holding.end is None else holding.end))
    assert len(holdings) == 400
    for periods in holdings.values():
        periods.sort()
        assert all(earlier[1] == later[0] for earlier, later in pairwise(periods))


def test_a_child_is_referred_again_only_after_the_case_has_closed(simulated):
    cases = defaultdict(list)
    for case in simulated.file.episodes:
        cases[case.child].append((case.referred, DAYS + 1 if case.closed == NEVER else case.closed))
    for periods in cases.values():
        periods.sort()
        assert all(earlier[0] < later[0] for earlier, later in pairwise(periods))


def test_children_leave_care_and_come_back_to_it_as_elsewhere(simulated):
    file, born = simulated.file, simulated.families.born
    left = [row for row in file.care if row[2] != NEVER and row[3] != ADULTHOOD]
    why = Counter(row[3] for row in file.care if row[2] != NEVER)
    assert 0.07 < why[ADOPTION] / why.total() < 0.14
    assert 0.09 < why[ORDER] / why.total() < 0.17
    ages = [(end - born[file.episodes[place].child]) / YEAR for place, _, end, reason in left if reason == ADOPTION]
    assert max(ages) < 9
    assert np.median(ages) < 4
    times = defaultdict(list)
    for place, start, end, _ in file.care:
        times[file.episodes[place].child].append((start, end))
    gaps = [later[0] - earlier[1] for each in times.values() for earlier, later in pairwise(sorted(each))]
    assert min(gaps) > 0
    assert 0.04 < sum(gap <= 365 for gap in gaps) / sum(row[1] >= 0 for row in file.care) < 0.1


def test_no_child_is_referred_before_it_is_born(simulated):
    assert all(simulated.families.born[case.child] < case.referred for case in simulated.file.episodes)


def test_holding_names_come_with_the_commissioners_and_go_again(simulated):
    titles = [worker.title for worker in simulated.workforce.workers]
    holding = [row for row in simulated.file.spells if titles[row[1]] in (TEAM_MANAGER, DUTY_INBOX)]

    def held(day):
        return sum(_lasts(row[3], row[4], index_of(day)) for row in holding)

    assert min(row[3] for row in holding) >= index_of(regimes.HOLDING_STARTS)
    assert 28 <= held(date(2020, 2, 16)) <= 52
    assert held(date(2020, 5, 31)) < 10


def test_schools_fall_silent_in_lockdown_and_police_do_not():
    referred = referrals(2018)
    first, last = map(index_of, regimes.LOCKDOWN_WEEKS)

    def share(code, shift):
        weeks = (referred.day >= first - shift) & (referred.day <= last - shift)
        return Counter(referred.source[weeks].tolist())[[source.code for source in SOURCES].index(code)] / weeks.sum()

    assert share("2A", 0) < 0.4 * share("2A", 364)
    assert share("6", 0) > 1.15 * share("6", 364)


def test_another_seed_gives_another_history_with_the_same_lockdown():
    one, other = referrals(1), referrals(2)
    first, last = map(index_of, regimes.LOCKDOWN_WEEKS)

    assert len(one.day) != len(other.day)
    for referred in (one, other):
        weeks = [
            int(referred.size[(referred.day >= first - s) & (referred.day <= last - s)].sum()) for s in (0, 364, 728)
        ]
        assert abs(weeks[0] / np.mean(weeks[1:]) - 0.6) < 0.01


def test_the_looked_after_teams_are_full_when_a_third_of_duty_posts_is_empty(simulated):
    day = index_of(date(2019, 5, 15))
    filled: Counter[str] = Counter()
    for holding in simulated.workforce.all_holdings():
        if holding.start <= day and (holding.end is None or holding.end > day) and holding.worker is not None:
            filled[places.TEAMS[simulated.workforce.posts[holding.post][0]].area] += 1
    assert filled[places.LOOKED_AFTER] == 90
    assert filled[places.DUTY] == 66
    assert sum(filled.values()) == 328
