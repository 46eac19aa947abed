"""Validators: by what a server tells whether a URL has changed (RFC 9110, 8.8).

They are kept in the transaction that keeps what was read, so that a URL is never taken
for unchanged whose content the store does not have. Contains no judgement.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import bindparam, delete, select, update

from graph.store.rows import upsert
from graph.store.schema import VALIDATOR

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy import Connection


@dataclass(frozen=True, kw_only=True, slots=True)
class Validator:
    """What an answer said by which to tell it from a later one."""

    etag: str = ""
    """The ``ETag`` header as it stood; empty where there was none."""
    modified: str = ""
    """The ``Last-Modified`` header as it stood; empty where it can't be relied on."""


_MINE = VALIDATOR.c.url_key == bindparam("key")
_KNOWN = select(*VALIDATOR.c["etag", "modified"]).where(_MINE)
_FORGET = delete(VALIDATOR).where(_MINE)
_CHECKED = update(VALIDATOR).where(_MINE).values(checked_at=bindparam("now"))


def of(connection: Connection, key: str) -> Validator | None:
    """The validator of what was read last from a URL; ``key`` is the frontier's."""
    row = connection.execute(_KNOWN, {"key": key}).one_or_none()
    return Validator(etag=row.etag, modified=row.modified) if row else None


def keep(
    connection: Connection, key: str, validator: Validator | None, *, now: datetime
) -> None:
    """Keep the validator of what was just read; None forgets the one before."""
    if validator is None:
        connection.execute(_FORGET, {"key": key})
        return
    row = {
        "url_key": key,
        "etag": validator.etag,
        "modified": validator.modified,
        "checked_at": now.isoformat(),
    }
    upsert(connection, VALIDATOR, [row], update=("etag", "modified", "checked_at"))


def check(connection: Connection, key: str, *, now: datetime) -> None:
    """Note that the server was asked, and that the validator still holds."""
    connection.execute(_CHECKED, {"key": key, "now": now.isoformat()})
