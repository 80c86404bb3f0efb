"""A small synthetic decisions return. No child in it exists."""

from __future__ import annotations

import json
from pathlib import Path

from foothold.returns.decisions.records import FORMAT

DOCUMENT = {
    "format": FORMAT,
    "version": 1,
    "authority": "E99000001",
    "as_at": "2020-06-30",
    "case_ratings": [
        {
            "rating_id": "G1",
            "child_id": "000101",
            "referral_id": "R1",
            "rating": "red",
            "rated_on": "2020-03-30",
            "by_role": "team manager",
            "review_due_on": "2020-04-27",
        }
    ],
    "contacts": [
        {
            "contact_id": "K1",
            "child_id": "000101",
            "referral_id": "R1",
            "contact_on": "2020-04-02",
            "mode": "face to face",
            "seen": True,
            "seen_alone": False,
            "worker_id": "W2",
        },
        {
            "contact_id": "K2",
            "child_id": "000102",
            "referral_id": "R2",
            "contact_on": "2020-04-03",
            "mode": "phone",
            "seen": False,
            "seen_alone": False,
            "worker_name": "Cora Sample",
        },
    ],
    "supervisions": [
        {
            "supervision_id": "S1",
            "child_id": "000101",
            "referral_id": "R1",
            "held_on": "2020-04-20",
            "worker_id": "W2",
            "supervisor_role": "team manager",
        }
    ],
    "escalations": [
        {
            "escalation_id": "E1",
            "child_id": "000101",
            "referral_id": "R1",
            "route": "CP_CHAIR",
            "stage": 1,
            "raised_on": "2020-05-04",
            "due_on": "2020-05-18",
            "closed_on": None,
        }
    ],
    "allocation_decisions": [
        {
            "decision_id": "D1",
            "child_id": "000102",
            "referral_id": "R2",
            "decided_on": "2020-04-01",
            "decision": "leave unallocated",
            "worker_id": None,
            "change_reason": None,
            "unallocated_reason": "NO_CAPACITY",
            "by_role": "service manager",
        }
    ],
}


def write(folder: Path) -> Path:
    """Write a return about two children as `decisions.json` below a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "decisions.json"
    path.write_text(json.dumps(DOCUMENT, indent=1), encoding="utf-8")
    return path
