"""CP04: initial child protection conferences held within 15 working days of the section 47 enquiry's start."""

import pytest


def conference(started: str, held: str, transfer: str = "N", enquiry: str = "e1") -> dict[str, str]:
    """One enquiry and the conference that followed it."""
    return {
        "s47_enquiry": f"s47_enquiry_id | person_id | s47_start_date\ne1 | p1 | {started}",
        "initial_cp_conference": f"""
            icpc_id | person_id | s47_enquiry_id | icpc_date | icpc_transfer_in
            c1      | p1        | {enquiry}      | {held}    | {transfer}
        """,
    }


@pytest.mark.parametrize(
    ("started", "held", "in_time"),
    [
        ("2019-09-02", "2019-09-02", 1),
        ("2019-09-02", "2019-09-23", 1),  # day 15
        ("2019-09-02", "2019-09-24", 0),  # day 16
        ("2019-12-13", "2020-01-08", 1),  # day 15 across Christmas, Boxing Day and New Year
        ("2019-12-13", "2020-01-09", 0),
        ("2019-09-02", "2019-08-30", 0),  # held before the enquiry
        ("", "2019-09-02", 0),
    ],
)
def test_day_15_is_in_time_and_day_16_is_not(spec, started, held, in_time):
    spec("conferences_within_15_days", conference(started, held), {held: (in_time, 1)})


def test_a_conference_without_its_enquiry_is_not_in_time(spec):
    spec("CP04", conference("2019-09-02", "2019-09-03", enquiry=""), {"2019-09-03": (0, 1)})


def test_a_child_transferred_in_has_no_enquiry_here(spec):
    spec("CP04", conference("2019-09-02", "2019-09-03", transfer="Y"), {"2019-09-03": (0, 0)})


def test_it_counts_on_the_day_it_was_held(spec):
    tables = conference("2019-09-02", "2019-09-03")
    spec("CP04", tables, {"2019-09-01/2019-09-02": (0, 0), "2019-09-03/2019-09-03": (1, 1), "2020-09-03": (0, 0)})
