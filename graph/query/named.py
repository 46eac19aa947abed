"""From a name, a key or an address to the outlet or author that it means."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from rapidfuzz import fuzz, process
from sqlalchemy import select

from graph.errors import UnknownError
from graph.identity import name_key, named_outlet, outlet_key
from graph.store.aliases import together
from graph.store.read import article_at
from graph.store.schema import ARTICLE, AUTHOR, OUTLET

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sqlalchemy import Connection, Table

_MOST_OFFERED = 3
_ALIKE = 60.0
"""Names that are less alike, of 100, are not offered."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Named:
    """An outlet or author, and all keys that mean it."""

    key: str
    """The one it is shown under."""
    name: str
    """Its name; its key where it has none."""
    keys: tuple[str, ...]
    """All that are said to be one with it, itself included, in order."""

    def answer(self) -> dict[str, object]:
        """As an answer gives it."""
        return {"key": self.key, "name": self.name, "keys": list(self.keys)}


def outlet_named(connection: Connection, words: str) -> Named:
    """The outlet of that name, key or address.

    Raises UnknownError where there is none, with the nearest names; and where
    several have the name, with their keys.
    """
    keys = (
        _known(connection, OUTLET, [words, words.casefold()])
        or _bearing(connection, words)
        or _known(connection, OUTLET, [named_outlet(words)])
        or _at(connection, words)
    )
    return _one(connection, "outlet", OUTLET, keys, words)


def author_named(connection: Connection, words: str) -> Named:
    """The author of that name or key; raises UnknownError as for outlets."""
    keys = _known(connection, AUTHOR, [words, name_key(words)])
    return _one(connection, "author", AUTHOR, keys[:1], words)


def _known(connection: Connection, table: Table, keys: Iterable[str]) -> list[str]:
    found = select(table.c.key).where(table.c.key.in_(set(keys) - {""}))
    return list(connection.execute(found.order_by(table.c.key)).scalars())


def _bearing(connection: Connection, name: str) -> list[str]:
    """The outlets that bear a name; those known by it alone if there is no other."""
    key = name_key(name)
    if not key:
        return []
    found = select(OUTLET.c.key).where(OUTLET.c.name_key == key).order_by(OUTLET.c.key)
    keys = list(connection.execute(found).scalars())
    return [key for key in keys if not key.startswith("name:")] or keys


def _at(connection: Connection, url: str) -> list[str]:
    """The outlet at an address."""
    whole = url if "://" in url else f"http://{url}"
    known = _known(connection, OUTLET, [outlet_key(whole)])
    identity = None if known else article_at(connection, whole)
    if identity is None:
        return known
    publisher = select(ARTICLE.c.outlet_key).where(ARTICLE.c.id == identity)
    return [key for key in connection.execute(publisher).scalars() if key]


def _one(
    connection: Connection, kind: str, table: Table, keys: Sequence[str], words: str
) -> Named:
    if not keys:
        raise _unknown(connection, kind, table, words)
    meant = {together(connection, kind, key): key for key in reversed(keys)}
    names = _names(connection, table, keys)
    if len(meant) > 1:
        offered = ", ".join(f"{key} ({names[key]})" for key in sorted(meant.values()))
        message = f"{words} fits {len(meant)} {kind}s; name one by its key: {offered}"
        raise UnknownError(message, subject=words)
    ((ours, key),) = meant.items()
    return Named(key=key, name=names[key], keys=ours)


def _names(connection: Connection, table: Table, keys: Sequence[str]) -> dict[str, str]:
    rows = select(table.c.key, table.c.name).where(table.c.key.in_(keys))
    found = connection.execute(rows)
    return {row.key: row.name or row.key.removeprefix("name:") for row in found}


def _unknown(
    connection: Connection, kind: str, table: Table, words: str
) -> UnknownError:
    rows = connection.execute(select(table.c.key, table.c.name).order_by(table.c.key))
    known = {row.key: row.name or row.key for row in rows}
    wanted = name_key(words) or words
    choices = {key: name_key(name) or name for key, name in known.items()}
    near = process.extract(
        wanted, choices, scorer=fuzz.WRatio, limit=_MOST_OFFERED, score_cutoff=_ALIKE
    )
    hint = f"; the nearest known: {', '.join(known[key] for *_, key in near)}"
    message = f"no {kind} is known under {words}{hint if near else ''}"
    return UnknownError(message, subject=words)
