"""How often the levels are right and wrong. The full table is in docs/explanation/embeddedness.md."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from foothold.embeddedness.operating_characteristics import (
    STORIES,
    chance_of_a_signal,
    main,
    simulate,
)
from foothold.embeddedness.wording import HOW_FAR_TO_TRUST

_ROW = r"\| ([^|]+) \| (\d+\.\d%[^|]*) \| (\d+\.\d%[^|]*) \| (\d+\.\d%[^|]*) \|"
BY_NAME = {story.name: story for story in STORIES}


def test_the_command_prints_a_row_for_each_story(capsys: pytest.CaptureFixture[str]) -> None:
    main(["--runs", "1", "--seed", "1"])
    lines = capsys.readouterr().out.splitlines()
    assert lines[1 + len(STORIES)].startswith("| 70 to 95.5: capable, never tested | 100.0% (")
    assert lines[-1].startswith("| 20 | 0.6 | ")


def test_what_pages_say_of_a_level_is_what_the_published_table_says() -> None:
    page = (Path(__file__).parents[3] / "docs" / "explanation" / "embeddedness.md").read_text(encoding="utf-8")
    rows = {name: [cell.split("%")[0] for cell in cells] for name, *cells in re.findall(_ROW, page)}
    assert rows["no change, mean 84"] == ["12.0", "0.0", "0.0"]
    assert rows["no change, mean on the target"] == ["30.5", "2.0", "0.0"]
    assert rows["70 to 91: enough on average, a shock survived"][2] == "6.0"
    assert "three in ten" in HOW_FAR_TO_TRUST["tentative"]
    assert "one in eight" in HOW_FAR_TO_TRUST["tentative"]
    assert "two in a hundred" in HOW_FAR_TO_TRUST["consolidating"]
    assert "six in a hundred" in HOW_FAR_TO_TRUST["embedded"]
    assert "one in four" in HOW_FAR_TO_TRUST["early"]
    assert "by luck alone with a chance of 25%" in page


@pytest.mark.slow
@pytest.mark.parametrize(
    "name", ["no change, mean 84", "no change, mean on the target", "70 to 80: better, not enough"]
)
def test_no_sufficient_change_is_hardly_ever_consolidating_and_never_embedded(name: str) -> None:
    ever = simulate(BY_NAME[name], runs=60, seed=7).ever
    assert ever[3] <= 0.1
    assert ever[4] == 0


@pytest.mark.slow
def test_one_signal_is_common_without_any_change_and_commoner_where_weeks_are_alike() -> None:
    independent = chance_of_a_signal(20, 0.0, runs=400, seed=7)
    alike = chance_of_a_signal(20, 0.6, runs=400, seed=7)
    assert 0.3 <= independent <= 0.55
    assert alike >= 0.85


@pytest.mark.slow
def test_a_capable_process_is_embedded_once_tested_and_not_before() -> None:
    tested = simulate(BY_NAME["70 to 95.5: capable, a shock survived"], runs=60, seed=7)
    untested = simulate(BY_NAME["70 to 95.5: capable, never tested"], runs=60, seed=7)
    assert tested.ever[4] >= 0.9
    assert 33 <= (tested.median_week[4] or 0) <= 37
    assert untested.ever[3] == 1
    assert untested.ever[4] == 0
