"""Forgetting children who are erased: names and addresses, and whatever was decided about their cases."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from pathlib import Path

from foothold.warehouse import Forgetter

BATCH = 500  # fewer than a database takes parameters
# How models name the child a row is about; a model with such a field and an `authority` is asked without being listed.
CHILD_FIELDS = ("child", "person_id", "child_id")


def forgetter_of(home: Path) -> Forgetter | None:
    """What makes a home's database forget a child; None where it has none, because it was never served."""
    from foothold_web import setting_up

    if not setting_up.has_database(home):
        return None
    setting_up.use(home)
    return forget


def forget(authority: str, children: Collection[str], records: Mapping[str, Collection[str]]) -> Mapping[str, int]:
    """Delete the identities of children and of their records, and every row about the children, in one transaction.

    The answer counts rows by model, only where there were any.
    """
    from django.db import connection, transaction

    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:  # what is deleted is overwritten, and does not lie in free pages
            cursor.execute("PRAGMA secure_delete = ON")
    with transaction.atomic():
        counts = {
            "names and addresses": _identities(authority, children, records),
            **dict(_rows_about(authority, children)),
        }
    if connection.vendor == "sqlite" and not connection.in_atomic_block:
        with connection.cursor() as cursor:  # nor in the log of writes
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return {place: count for place, count in counts.items() if count}


def _identities(authority: str, children: Collection[str], records: Mapping[str, Collection[str]]) -> int:
    from foothold_web.cases.models import Identity

    removed = 0
    for table, keys in {**records, "person": {*children, *records.get("person", ())}}.items():
        for batch in _batches(sorted(keys)):
            removed += Identity.objects.filter(authority=authority, table=table, record__in=batch).delete()[0]
    return removed


def _rows_about(authority: str, children: Collection[str]) -> Iterator[tuple[str, int]]:
    from django.apps import apps
    from django.db import connection

    there = set(connection.introspection.table_names())  # a database of an older version lacks some
    for model in (model for model in apps.get_models() if model._meta.db_table in there):
        fields = {field.name for field in model._meta.get_fields()}
        for name in fields & set(CHILD_FIELDS) if "authority" in fields else ():
            of_council = model._default_manager.filter(authority=authority)
            removed = sum(
                of_council.filter(**{f"{name}__in": batch}).delete()[0] for batch in _batches(sorted(children))
            )
            yield str(model._meta.verbose_name_plural), removed


def _batches(keys: list[str]) -> Iterator[list[str]]:
    for start in range(0, len(keys), BATCH):
        yield keys[start : start + BATCH]
