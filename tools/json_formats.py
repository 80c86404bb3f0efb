"""The reference of the formats that are JSON, member by member."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from foothold.returns.api_payload.records import API_PAYLOAD
from foothold.returns.api_payload.records import GATHERED as API_GATHERED
from foothold.returns.api_payload.records import RECORDS as API_RECORDS
from foothold.returns.decisions.records import DECISIONS
from foothold.returns.decisions.records import RECORDS as DECISION_RECORDS
from foothold.returns.decisions_json import codes as decision_codes
from foothold.returns.json_records import Kind
from foothold.returns.mapping import Record, fields_and_columns
from tools.markdown import code, field_note, table


def api_parts() -> Iterator[str]:
    """The daily payload."""
    yield (
        "## Daily payload to the Department\n\nJSON, specification 0.7 and 0.8: `la_code` and `children`, or the list "
        "of children alone. A member that is not listed is named and not read. What is marked `purge` is counted and "
        "told, and not read; what earlier returns held stays until `foothold erase`. Where a record has no identifier "
        "of its own, one is made of the child's, the kind of record and its days. Rows are counted by kind of record. "
        "Visits, reviews, teams, contacts and legal statuses are not in the payload. `cla_id` is one for all the care "
        "of a child."
    )
    for kind in API_PAYLOAD.kinds:
        gathered = {kind.name, *API_GATHERED.get(kind.name, ())}
        yield f"### {kind.member}\n\n" + _json_members(kind, API_RECORDS, gathered)


def decisions_parts() -> Iterator[str]:
    """The decisions return, which is this project's own."""
    sections = ", ".join(code(kind.member) for kind in DECISIONS.kinds)
    yield (
        f"## Decisions\n\nOne JSON object with these sections, each a list of objects: {sections}. It may also say "
        "`format`, `version`, `authority` and `as_at`. A section left out is not collected; an empty list says that "
        "there was nothing. A member that no record of a section has is not collected either; null says that nothing "
        "has happened. Days are `yyyy-mm-dd`. [How to hand it over](../how-to/hand-over-decisions.md)."
    )
    for kind in DECISIONS.kinds:
        yield f"### {kind.member} of decisions\n\n" + _json_members(kind, DECISION_RECORDS, {kind.name})
    rows = ((name, ", ".join(map(code, spellings))) for name, spellings in decision_codes().items())
    yield "### Codes of decisions\n\n" + table(("Code set", "Codes"), rows)


def _json_members(kind: Kind, records: Sequence[Record], sources: set[str]) -> str:
    becomes: dict[str, dict[str, None]] = {}
    for source, field, column in fields_and_columns(records):
        if source in sources:
            becomes.setdefault(field, {})[code(column)] = None
    rows = (
        (
            code(field.spellings[0] or "the value itself"),
            field.type.value,
            field_note(field),
            ", ".join(becomes.get(field.name, ())) or "not kept",
        )
        for field in kind.own
    )
    return table(("Member", "Type", "Note", "Becomes"), rows)
