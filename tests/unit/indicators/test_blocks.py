"""Rows laid out as arrays of periods by parts."""

from datetime import date

from foothold.indicators.blocks import no_totals, totals_of_rows

DAY, NEXT_DAY = date(2020, 3, 31), date(2020, 4, 1)


def told(totals):
    return list(zip(totals.days, totals.parts, totals.totals.counted.tolist(), strict=True))


def test_rows_are_told_apart_by_what_they_are_summed_over():
    rows = [
        (DAY, None, None, 1, 1, 9, 9, None),  # all
        (DAY, "North", None, 0, 1, 5, 9, None),  # by locality
        (DAY, None, "T1", 1, 0, 3, 9, None),  # by team
        (NEXT_DAY, "North", "T1", 0, 0, 2, 9, None),  # by both
        (NEXT_DAY, None, None, 0, 0, 1, 9, None),  # by both, and neither is known
    ]
    groupings = [(), ("locality",), ("team",), ("team", "locality")]
    found = dict(totals_of_rows(rows, ["locality", "team"], groupings))
    assert [told(found[by]) for by in groupings] == [
        [(DAY, (), 9)],
        [(DAY, ("North",), 5)],
        [(DAY, ("T1",), 3)],
        [(NEXT_DAY, ("T1", "North"), 2), (NEXT_DAY, (None, None), 1)],
    ]


def test_a_part_without_rows_has_zeros_and_no_summary():
    ((_, totals),) = totals_of_rows([(NEXT_DAY, "T1", 0, 3, 4, 12.5)], ["team"], [("team",)])
    counted, considered, summary = totals.laid({DAY: 0, NEXT_DAY: 1}, [("T0",), ("T1",)])
    assert counted.tolist() == [[0, 0], [0, 3]]
    assert considered.tolist() == [[0, 0], [0, 4]]
    assert [[str(number) for number in row] for row in summary.tolist()] == [["nan", "nan"], ["nan", "12.5"]]


def test_no_rows_make_zeros_alone():
    assert [told(totals) for _, totals in totals_of_rows([], ["team"], [(), ("team",)])] == [[], []]
    assert no_totals().laid({DAY: 0}, [()]).counted.tolist() == [[0]]
