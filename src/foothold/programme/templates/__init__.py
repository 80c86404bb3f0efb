"""Plans to begin with: setting a trust up, and taking its service back. The same machinery forecasts both."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

from foothold.programme.network import parse_programme
from foothold.terms.errors import Refused
from foothold.terms.working_days import bank_holidays

TEMPLATES = {"trust": "trust.json", "wind-up": "wind_up.json"}


def write_template(kind: str, start: date, authority: str, out: Path) -> dict[str, Any]:
    """Write a plan that begins on a day, with the bank holidays known from then on."""
    if kind not in TEMPLATES:
        raise Refused(f'There is no template "{kind}". Choose {" or ".join(TEMPLATES)}.')
    if out.exists():
        raise Refused(f"{out.name} is there already. Choose another name, or move it away.")
    document = json.loads(Path(__file__).with_name(TEMPLATES[kind]).read_bytes())
    holidays = [day.isoformat() for day in sorted(bank_holidays()) if day >= start]
    document |= {
        "authority": authority,
        "start_date": start.isoformat(),
        "calendar": {
            "work_days": [1, 2, 3, 4, 5],
            "holidays": holidays,
            "source": "Bank holidays in England and Wales",
        },
    }
    parse_programme(document, "")
    out.write_text(json.dumps(document, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    return document
