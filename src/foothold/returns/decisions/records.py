"""The sections of the decisions return and the tables they become, as data.

A section that is left out is not collected; one that is an empty list says that there was nothing. A member that no
record of a section has is not collected either, so null is written where nothing has happened yet.
"""

from __future__ import annotations

from foothold.returns.json_records import Kind, Shape
from foothold.returns.mapping import Cell, Record, Worked
from foothold.returns.sheet import Field
from foothold.tables import ColumnType

FORMAT = "foothold-decisions"
_TEXT, _DATE, _FLAG, _WHOLE = ColumnType.TEXT, ColumnType.DATE, ColumnType.FLAG, ColumnType.INTEGER


def _dated(name: str, *others: str) -> Field:
    """The day of the decision, without which it says nothing."""
    return Field(name, _DATE, (name, *others), required=True)


def _about(identifier: str) -> tuple[Field, ...]:
    """What every record begins with: its own identifier, the child's and the case's."""
    return (
        Field(identifier, _TEXT, (identifier, "id"), key=True),
        Field("child_id", _TEXT, ("child_id", "person_id", "la_child_id"), required=True),
        Field("referral_id", _TEXT, ("referral_id", "case_id")),
    )


_WORKER = (
    Field("worker_id", _TEXT, ("worker_id", "professional_id")),
    Field("worker_name", _TEXT, ("worker_name", "worker"), identity=True),
)
_BY_ROLE = Field("by_role", _TEXT, ("by_role", "decided_by_role", "rated_by_role"))


def _kind(section: str, table: str, *fields: Field) -> Kind:
    return Kind(section, section, table, fields)


DECISIONS = Shape(
    title="decisions return (JSON)",
    about=frozenset({"format", "version", "authority", "as_at"}),
    kinds=(
        _kind(
            "case_ratings",
            "case_ratings",
            *_about("rating_id"),
            Field("rating", _TEXT, ("rating", "rag"), required=True, codes="rating"),
            _dated("rated_on", "rated_date"),
            _BY_ROLE,
            Field("review_due_on", _DATE, ("review_due_on", "review_due_date")),
        ),
        _kind(
            "contacts",
            "case_contacts",
            *_about("contact_id"),
            _dated("contact_on", "contact_date", "date"),
            Field("mode", _TEXT, ("mode", "contact_mode"), codes="mode"),
            Field("seen", _FLAG, ("seen", "child_seen")),
            Field("seen_alone", _FLAG, ("seen_alone", "child_seen_alone")),
            *_WORKER,
        ),
        _kind(
            "supervisions",
            "supervisions",
            *_about("supervision_id"),
            _dated("held_on", "supervision_date", "date"),
            *_WORKER,
            Field("supervisor_role", _TEXT, ("supervisor_role",)),
        ),
        _kind(
            "escalations",
            "escalations",
            *_about("escalation_id"),
            Field("route", _TEXT, ("route",), codes="route"),
            Field("stage", _WHOLE, ("stage",)),
            _dated("raised_on", "raised_date"),
            Field("due_on", _DATE, ("due_on", "due_date")),
            Field("closed_on", _DATE, ("closed_on", "closed_date")),
        ),
        _kind(
            "allocation_decisions",
            "allocation_decisions",
            *_about("decision_id"),
            _dated("decided_on", "decided_date", "decision_date"),
            Field("decision", _TEXT, ("decision",), codes="decision"),
            *_WORKER,
            Field("change_reason", _TEXT, ("change_reason", "worker_change_reason"), codes="change_reason"),
            Field("unallocated_reason", _TEXT, ("unallocated_reason",), codes="unallocated_reason"),
            _BY_ROLE,
        ),
    ),
)

# The case system's identifier of a worker comes first. A name becomes the same identifier as in Annex A.
_WORKER_ID = Worked(
    "coalesce({0}, (select any_value(n.id) from decision_workers as n where n.text = {1}))",
    ("worker_id", "worker_name"),
)


def _record(section: str, table: str, identifier: str, columns: dict[str, Cell | Worked]) -> Record:
    about: dict[str, Cell | Worked] = {
        identifier: Cell(identifier),
        "person_id": Cell("child_id"),
        "referral_id": Cell("referral_id"),
    }
    return Record(section, table, about | columns)


RECORDS: tuple[Record, ...] = (
    _record(
        "case_ratings",
        "case_ratings",
        "rating_id",
        {
            "rating": Cell("rating"),
            "rated_date": Cell("rated_on"),
            "rated_by_role": Cell("by_role"),
            "review_due_date": Cell("review_due_on"),
        },
    ),
    _record(
        "contacts",
        "case_contacts",
        "contact_id",
        {
            "contact_date": Cell("contact_on"),
            "contact_mode": Cell("mode"),
            "child_seen": Cell("seen"),
            "child_seen_alone": Cell("seen_alone"),
            "professional_id": _WORKER_ID,
        },
    ),
    _record(
        "supervisions",
        "supervisions",
        "supervision_id",
        {
            "supervision_date": Cell("held_on"),
            "professional_id": _WORKER_ID,
            "supervisor_role": Cell("supervisor_role"),
        },
    ),
    _record(
        "escalations",
        "escalations",
        "escalation_id",
        {
            "route": Cell("route"),
            "stage": Cell("stage"),
            "raised_date": Cell("raised_on"),
            "due_date": Cell("due_on"),
            "closed_date": Cell("closed_on"),
        },
    ),
    _record(
        "allocation_decisions",
        "allocation_decisions",
        "decision_id",
        {
            "decided_date": Cell("decided_on"),
            "decision": Cell("decision"),
            "professional_id": _WORKER_ID,
            "worker_change_reason": Cell("change_reason"),
            "unallocated_reason": Cell("unallocated_reason"),
            "decided_by_role": Cell("by_role"),
        },
    ),
)
