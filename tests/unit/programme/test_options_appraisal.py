"""Options weighed by hand."""

import json
from pathlib import Path
from typing import Any

import pytest

from foothold.programme.options_appraisal import appraise, read_appraisal
from foothold.terms.errors import Refused

NAN = float("nan")
CRITERIA = [{"id": "safety", "weight": 60}, {"id": "speed", "weight": 40}]
OPTIONS = [
    {"id": "TRUST", "scores": {"safety": 100, "speed": 0}},
    {"id": "SPLIT", "scores": {"safety": 0, "speed": 100}},
    {"id": "BAU", "scores": {"safety": 20, "speed": 20}},
]


def found(folder: Path, **changes: Any) -> dict[str, Any]:
    path = folder / "options.json"
    path.write_text(json.dumps({"criteria": CRITERIA, "options": OPTIONS, **changes}))
    return appraise(read_appraisal(path))


def test_totals_are_weighted_means_and_rank_the_options(tmp_path: Path) -> None:
    result = found(tmp_path)
    assert result["totals"] == {"TRUST": 60, "SPLIT": 40, "BAU": 20}
    assert result["ranking"] == ["TRUST", "SPLIT", "BAU"]


def test_the_shorter_form_says_the_same(tmp_path: Path) -> None:
    short = {
        "criteria": {entry["id"]: entry["weight"] for entry in CRITERIA},
        "options": {entry["id"]: entry["scores"] for entry in OPTIONS},
    }
    assert found(tmp_path, **short) == found(tmp_path)


def test_the_leader_is_overtaken_at_the_reversal_weight(tmp_path: Path) -> None:
    # With w on safety: TRUST has w, SPLIT has 1 - w; they meet at a half, on either criterion.
    assert found(tmp_path)["reversal"] == [
        {"criterion": "safety", "weight_at_reversal": pytest.approx(50), "overtaken_by": "SPLIT"},
        {"criterion": "speed", "weight_at_reversal": pytest.approx(50), "overtaken_by": "SPLIT"},
    ]


def test_an_option_below_the_floor_is_discounted_but_business_as_usual_is_carried(tmp_path: Path) -> None:
    result = found(tmp_path, csf_floor={"safety": 30})
    assert result["discounted"] == [
        {"option": "SPLIT", "criterion": "safety", "reason": "scores 0, below the floor of 30"}
    ]
    assert result["ranking"] == ["TRUST", "BAU"]
    # Of two, BAU leads while w < 1 / 5, so random weights let it win one time in five.
    assert result["win_share"]["BAU"] == pytest.approx(0.2, abs=0.015)


def test_a_better_option_on_every_criterion_is_never_overtaken(tmp_path: Path) -> None:
    options = [{"id": "BEST", "scores": {"safety": 90, "speed": 90}}, OPTIONS[2]]
    result = found(tmp_path, options=options)
    assert [entry["overtaken_by"] for entry in result["reversal"]] == [None, None]
    assert result["win_share"] == {"BEST": 1, "BAU": 0}


@pytest.mark.parametrize(
    ("changes", "named"),
    [
        ({"criteria": [{"id": "safety", "weight": 60}]}, "sum to 60"),
        ({"options": [{"id": "TRUST", "scores": {"safety": 1}}]}, "option TRUST, scores, has no 'speed'"),
        (
            {"options": [{"id": "TRUST", "scores": {"safety": 1, "speed": 101}}]},
            "option TRUST, speed: a score outside 0 to 100",
        ),
        ({"options": []}, "no options"),
        ({"options": [*OPTIONS, OPTIONS[0]]}, "option TRUST stands twice"),
        ({"options": [{"scores": {"safety": 1, "speed": 1}}]}, "an option: an identifier"),
        ({"options": [{"id": "TRUST", "scores": {"safety": "1", "speed": 1}}]}, "option TRUST, safety: a number"),
        ({"options": [{"id": "TRUST", "scores": {"safety": NAN, "speed": 1}}]}, "option TRUST, safety: not a number"),
        ({"options": [{"id": "TRUST", "scores": [1, 2]}]}, "option TRUST, scores: an object"),
        ({"criteria": [CRITERIA[0], {**CRITERIA[1], "id": "safety"}]}, "criterion safety stands twice"),
        ({"criteria": [{"id": "safety", "weight": 140}, {"id": "speed", "weight": -40}]}, "speed: its weight is neg"),
        ({"criteria": [{"id": "safety", "weight": NAN}, CRITERIA[1]]}, "criterion safety, weight: not a number"),
        ({"csf_floor": {"cost": 20}}, "csf_floor: there is no criterion cost"),
        ({"csf_floor": 200}, "csf_floor: a score outside 0 to 100"),
        ({"uncertainty": -1}, "uncertainty: a score outside 0 to 100"),
        ({"uncertainty": NAN}, "uncertainty: not a number"),
    ],
)
def test_an_appraisal_that_cannot_be_weighed_is_refused(tmp_path: Path, changes: dict[str, Any], named: str) -> None:
    with pytest.raises(Refused, match=named):
        found(tmp_path, **changes)


@pytest.mark.parametrize("name", ["BAU", "O0_bau", "Business as usual (council with a plan)", "business-as-usual"])
def test_business_as_usual_is_known_by_its_name(tmp_path: Path, name: str) -> None:
    options = [OPTIONS[0], {"id": name, "scores": OPTIONS[2]["scores"]}]
    assert found(tmp_path, options=options, csf_floor={"safety": 30})["discounted"] == []


def test_an_option_whose_name_merely_holds_the_letters_is_not_business_as_usual(tmp_path: Path) -> None:
    options = [OPTIONS[0], {"id": "Bauhaus", "scores": OPTIONS[2]["scores"]}]
    assert [one["option"] for one in found(tmp_path, options=options, csf_floor={"safety": 30})["discounted"]] == [
        "Bauhaus"
    ]
