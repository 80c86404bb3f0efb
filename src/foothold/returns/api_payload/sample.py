"""A small synthetic payload. No child in it exists."""

from __future__ import annotations

import json
from pathlib import Path

PAYLOAD = {
    "la_code": 999,
    "children": [
        {
            "la_child_id": "000101",
            "mis_child_id": "M-101",
            "purge": False,
            "child_details": {
                "unique_pupil_number": "A123456789012",
                "first_name": "Ada",
                "surname": "Sample",
                "date_of_birth": "2012-05-04",
                "sex": "F",
                "ethnicity": "WBRI",
                "disabilities": ["MOB", "LD"],
                "postcode": "ZZ1 1AA",
                "uasc_flag": False,
                "purge": False,
            },
            "health_and_wellbeing": {"sdq_assessments": [{"date": "2020-01-15", "score": 14}], "purge": False},
            "social_care_episodes": [
                {
                    "social_care_episode_id": "R1",
                    "referral_date": "2019-09-02",
                    "referral_source": "6",
                    "referral_no_further_action_flag": False,
                    "closure_date": None,
                    "closure_reason": None,
                    "care_worker_details": [
                        {"worker_id": "W1", "start_date": "2019-09-03", "end_date": "2019-11-30"},
                        {"worker_id": "W2", "start_date": "2019-12-02", "end_date": None},
                    ],
                    "child_and_family_assessments": [
                        {
                            "child_and_family_assessment_id": "A1",
                            "start_date": "2019-09-03",
                            "authorisation_date": "2019-10-10",
                            "factors": ["3B", "16A"],
                            "purge": False,
                        }
                    ],
                    "child_in_need_plans": [
                        {"child_in_need_plan_id": "N1", "start_date": "2019-09-05", "end_date": "2019-09-30"}
                    ],
                    "section_47_assessments": [
                        {
                            "section_47_assessment_id": "S1",
                            "start_date": "2019-09-10",
                            "icpc_required_flag": True,
                            "icpc_date": "2019-09-30",
                            "end_date": "2019-09-20",
                        }
                    ],
                    "child_protection_plans": [
                        {"child_protection_plan_id": "P1", "start_date": "2019-09-30", "end_date": None}
                    ],
                    "child_looked_after_placements": [
                        {
                            "child_looked_after_placement_id": "L1",
                            "start_date": "2020-01-07",
                            "start_reason": "S",
                            "placement_type": "U1",
                            "postcode": "ZZ2 2BB",
                            "end_date": None,
                            "end_reason": None,
                            "change_reason": None,
                        }
                    ],
                    "adoption": {"initial_decision_date": "2020-03-02", "matched_date": None, "placed_date": None},
                    "care_leavers": {"contact_date": None, "activity": None, "accommodation": None},
                    "purge": False,
                }
            ],
        },
        {
            "la_child_id": "000102",
            "mis_child_id": "M-102",
            "purge": False,
            "child_details": {
                "unique_pupil_number_unknown_reason": "UN2",
                "first_name": "Ben",
                "surname": "Sample",
                "date_of_birth": "2015-11-09",
                "sex": "M",
                "ethnicity": "WBRI",
                "disabilities": [],
                "postcode": "ZZ3 3CC",
                "uasc_flag": True,
                "uasc_end_date": None,
            },
            "health_and_wellbeing": {"sdq_assessments": []},
            "social_care_episodes": [
                {
                    "social_care_episode_id": "R2",
                    "referral_date": "2019-10-07",
                    "referral_source": "1A",
                    "referral_no_further_action_flag": False,
                    "care_worker_details": [],
                }
            ],
        },
    ],
}


def write(folder: Path) -> Path:
    """Write a payload of two children as `payload.json` below a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "payload.json"
    path.write_text(json.dumps(PAYLOAD, indent=1), encoding="utf-8")
    return path
