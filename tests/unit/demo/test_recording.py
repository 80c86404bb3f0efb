from datetime import date

import numpy as np

from foothold.demo.casefile import NEVER
from foothold.demo.chance import stream
from foothold.demo.days import index_of
from foothold.demo.recording import UNKNOWN_YET, allocations_entered, entered

DAYS = np.arange(0, 900)


def test_nothing_is_entered_before_it_happened_and_some_of_it_later():
    known = entered(DAYS, stream(1, "test"), 0.3, 6.0)

    assert (known >= DAYS).all()
    assert 0.2 < (known > DAYS).mean() < 0.4


def test_recording_is_up_to_date_when_inspectors_ask():
    inspection = index_of(date(2019, 10, 14))

    known = entered(DAYS, stream(1, "test"), 0.9, 60.0)

    assert (known[: inspection + 1] <= inspection).all()
    assert (known[inspection + 1 : inspection + 60] > inspection).all()


def test_what_never_happens_is_never_known():
    assert entered(np.array([NEVER]), stream(1, "test"), 0.9, 6.0).tolist() == [UNKNOWN_YET]


def test_the_daily_meeting_enters_allocations_on_the_day():
    known = allocations_entered(DAYS, stream(1, "test"))
    meeting = index_of(date(2019, 12, 2))

    assert (known[meeting:] == DAYS[meeting:]).all()
    assert (known[:meeting] > DAYS[:meeting]).any()
