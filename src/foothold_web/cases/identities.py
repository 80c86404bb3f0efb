"""Names and addresses: taken in while a return is loaded, encrypted, and shown to people who may and who say why."""

from __future__ import annotations

import hmac
import json
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any

from cryptography.fernet import Fernet
from django.conf import settings
from django.db import transaction

from foothold.tables import TABLES
from foothold_web import home
from foothold_web.accounts.scope import OutOfScope, Scope
from foothold_web.cases.models import Identity

BATCH = 2000


def keep(authority: str, table: str, rows: Iterable[dict[str, Any]]) -> int:
    """Keep the identifying fields of one table's records, replacing what was kept of the same records before.

    The return value is the number of records kept. It is what `foothold.warehouse.load` takes as its keeper.
    """
    key = home.key(settings.FOOTHOLD_HOME, "identities")
    kept = 0
    with transaction.atomic():
        known = dict(Identity.objects.filter(authority=authority, table=table).values_list("record", "mark"))
        records = ((_record(table, row), _content(table, row)) for row in rows)
        while batch := list(islice(records, BATCH)):
            kept += len(batch)
            changed = [(record, content) for record, content in batch if known.get(record) != _mark(key, content)]
            _write(authority, table, key, dict(changed))
    return kept


def _write(authority: str, table: str, key: bytes, contents: dict[str, bytes]) -> None:
    cipher = Fernet(key)
    sealed = [
        Identity(authority=authority, table=table, record=record, mark=_mark(key, text), sealed=cipher.encrypt(text))
        for record, text in contents.items()
    ]
    Identity.objects.bulk_create(
        sealed,
        update_conflicts=True,
        unique_fields=["authority", "table", "record"],
        update_fields=["mark", "sealed"],
    )


def _record(table: str, row: dict[str, Any]) -> str:
    return "|".join(str(row[name]) for name in TABLES[table].key)


def _content(table: str, row: dict[str, Any]) -> bytes:
    fields = {column.name: row.get(column.name) for column in TABLES[table].identity_columns}
    return json.dumps(fields, default=str, sort_keys=True).encode()


def _mark(key: bytes, content: bytes) -> str:
    """Tells an unchanged record without decrypting it; without the key it says nothing about the content."""
    return hmac.new(key, content, "sha256").hexdigest()


def names(scope: Scope, children: Iterable[str]) -> dict[str, str]:
    """Names of children by the council's identifier, those that are known; OutOfScope below the identifiable tier."""
    if not scope.sees_identities:
        raise OutOfScope(f"The role {scope.role.title} does not see names.")
    cipher = Fernet(home.key(settings.FOOTHOLD_HOME, "identities"))
    found: dict[str, str] = {}
    for batch in _batches(sorted(set(children))):
        kept = Identity.objects.filter(authority=scope.authority, table="person", record__in=batch)
        for identity in kept:
            fields = json.loads(cipher.decrypt(bytes(identity.sealed)))
            found[identity.record] = " ".join(filter(None, (fields.get("forename"), fields.get("surname"))))
    return {child: name for child, name in found.items() if name}


def _batches(children: list[str]) -> Iterator[list[str]]:
    """Fewer at a time than a database takes parameters."""
    for start in range(0, len(children), 500):
        yield children[start : start + 500]
