"""What workers typed freely never enters the warehouse: it may name anybody."""

import json

import duckdb
import pytest

from foothold.returns.conversion import without_members


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
