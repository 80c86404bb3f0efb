"""The warehouse schema: every table and column, declared once.

Names are those of the Standard Safeguarding Dataset without `ssd_` and without the column prefix, so
`ssd_cin_episodes.cine_referral_date` is `cin_episodes.referral_date`. Three objects of the Dataset are left out: its
version log and its transmission log describe the extract and not a child, and its finance object holds placeholders only.
"""

from foothold.tables import (
    child_in_need,
    child_protection,
    decisions,
    front_door,
    leaving_care,
    looked_after,
    looked_after_health,
    people,
    proceedings,
    published,
    service,
    special_needs,
    workforce,
)
from foothold.tables.schema import Column, ColumnType, Sensitivity, Table

_MODULES = (
    people,
    front_door,
    child_in_need,
    child_protection,
    looked_after,
    looked_after_health,
    leaving_care,
    proceedings,
    special_needs,
    workforce,
    service,
    decisions,
)

TABLES: dict[str, Table] = {
    value.name: value for module in _MODULES for value in vars(module).values() if isinstance(value, Table)
}

PUBLISHED: dict[str, Table] = {value.name: value for value in vars(published).values() if isinstance(value, Table)}
"""What is published for the whole country, kept once in a home and not for each council."""

ALL_TABLES: dict[str, Table] = {**TABLES, **PUBLISHED}

__all__ = ["ALL_TABLES", "PUBLISHED", "TABLES", "Column", "ColumnType", "Sensitivity", "Table"]
