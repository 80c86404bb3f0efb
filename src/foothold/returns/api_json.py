"""The payload that councils send the Department each day: JSON with everything that changed about each child.

A payload may hold the children that changed and leaves out what ended before the last financial year, so that a record
is missing from it says nothing.
"""

from __future__ import annotations

import re
from pathlib import Path

from foothold.returns import json_records, json_stream
from foothold.returns.api_payload import sample
from foothold.returns.api_payload.records import API_PAYLOAD, RECORDS
from foothold.returns.checking import check_rows
from foothold.returns.mapping import Laid, write_records
from foothold.returns.profile import Content, Profile, Reading, Source
from foothold.returns.sheet import Checked

_MARK = re.compile(r'"la_child_id"\s*:', re.IGNORECASE)


def recognise(source: Source) -> bool:
    """JSON that names children as only the payload does."""
    return not source.is_folder and _MARK.search(json_stream.head_of(source.path)) is not None


def read(source: Source, reading: Reading) -> Content:
    """Check every record, then lay what they hold into the tables of the warehouse."""
    document = json_records.load(
        reading.connection, source.path, API_PAYLOAD, file=source.name, scratch=reading.folder, log=reading.log
    )
    kinds = {kind.name: kind for kind in API_PAYLOAD.kinds}
    checked = {
        name: check_rows(reading.connection, part.sheet, kinds[name].fields, table=kinds[name].table, log=reading.log)
        for name, part in document.parts.items()
    }
    json_records.tell_counting(reading.log, source.name)
    content = Content(
        sum(part.rows_in for part in checked.values()),
        sum(part.rows_set_aside for part in checked.values()),
        declared_authority=document.about.get("la_code", ""),
    )
    sources = {name: Laid.of(part) for name, part in checked.items()} | _gathered(checked, reading)
    write_records(RECORDS, sources, reading, content)
    return content


def _gathered(checked: dict[str, Checked], reading: Reading) -> dict[str, Laid]:
    """What several rows, or only some, come to: a list of factors, workers, children sought asylum for, pupils."""
    factors = (
        "select la_child_id, child_and_family_assessment_id, assessment_start_date, any_value(referral_date) as "
        "referral_date, to_json(list(factor order by factor))::varchar as factor from {0} "
        "group by la_child_id, child_and_family_assessment_id, assessment_start_date"
    )
    wanted = {
        "asylum": ("child", "select * from {0} where uasc_flag = 'Y' or uasc_end_date is not null"),
        "factors": ("factor", factors),
        "workers": ("worker", "select distinct worker_id from {0}"),
        "pupils": ("health_plan", "select distinct la_child_id from {0}"),
    }
    made = {}
    for name, (kind, query) in wanted.items():
        if kind in checked:
            reading.connection.execute(f"create view gathered_{name} as {query.format(checked[kind].relation)}")
            made[name] = Laid(f"gathered_{name}")
    return made


def write_sample(folder: Path) -> Path:
    """A synthetic payload of two children, one of them without a worker."""
    return sample.write(folder)


API_JSON = Profile(
    name="api-json",
    title="Daily payload to the Department for Education, JSON",
    feed="api",
    complete=False,
    recognise=recognise,
    read=read,
    write_sample=write_sample,
)
