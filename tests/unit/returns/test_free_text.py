"""What workers typed freely never enters the warehouse: it may name anybody."""

import json

import duckdb
import pytest

from foothold.returns.active_text import active_text
from foothold.returns.conversion import without_members
from foothold.returns.sheet import Field
from foothold.tables import ColumnType


def kept(value: str | None) -> object:
    with duckdb.connect() as connection:
        row = connection.execute(
            f"select {without_members('given', ['COMMENTS'])} from (select ?::varchar as given)", [value]
        )
        (text,) = row.fetchall()[0]
    return json.loads(text) if text is not None else None


def test_a_comment_is_taken_out_of_an_outcome_and_the_rest_stays() -> None:
    assert kept('{"NFA_FLAG": "Y", "COMMENTS": "spoke with the aunt", "CP_FLAG": ""}') == {
        "NFA_FLAG": "Y",
        "CP_FLAG": "",
    }


def test_an_outcome_without_a_comment_stays_as_it_is() -> None:
    assert kept('{"NFA_FLAG": "N"}') == {"NFA_FLAG": "N"}


@pytest.mark.parametrize("value", ["spoke with the aunt", '["spoke with the aunt"]', '"spoke with the aunt"', None])
def test_what_is_no_object_may_be_a_comment_as_a_whole(value: str | None) -> None:
    assert kept(value) is None


def is_told(value: str) -> bool:
    (rule,) = active_text([Field("team", ColumnType.TEXT, ("Team",))])
    with duckdb.connect() as connection:
        asked = connection.execute(
            f"select {rule.fails.format(rows='given')} from (select ?::varchar as team)", [value]
        )
        ((answer,),) = asked.fetchall()
    return answer


@pytest.mark.parametrize(
    "value",
    [
        *("=1+1", "+cmd|' /C calc'!A0", "-2+3+cmd|' /C calc'!A0", "@SUM(A1)", "|cmd", "\uff1d1+1", "%0A=1+1"),
        *("<script>alert(1)</script>", "&lt;script&gt;", "%3Cscript%3E", "</td>", "<!-- -->", "javascript:alert(1)"),
        *("{{7*7}}", "${7*7}", "#{7*7}", "{% debug %}", "' OR 1=1 --", "x' or 'a'='a", "'; DROP TABLE children; --"),
    ],
)
def test_what_a_program_might_run_is_told(value: str) -> None:
    assert is_told(value)


@pytest.mark.parametrize(
    "value", ["-1", "+44.5", "<5", "O'Brien", "D'Or 1", "North; drop-in", "100% = all", "a = b", "Team {1}", "Bob & Co"]
)
def test_what_people_write_is_not(value: str) -> None:
    assert not is_told(value)
