"""What the store knows that may tell that two keys mean one. Contains no judgement.

Everything comes as a stream or as sums, so that it takes little memory in a store
of any size.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from sqlalchemy import func, select

from graph.model import Status
from graph.store.joining import article_at
from graph.store.schema import (
    ADDRESS,
    ARTICLE,
    BYLINE,
    OUTLET,
    OVERLAP,
    SKETCH,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sqlalchemy import Column, Connection, Select

_STREAM = {"yield_per": 1000}
_AT_ONCE = 400
_ALIKE = 0.9
"""Two texts that share so much of either are one text."""
_READ = ARTICLE.c.status == Status.FETCHED.value


class Spellings(NamedTuple):
    """Two addresses, as keys, under which one article was met."""

    one: str
    other: str
    outlet: str
    """Where it was read in the end."""


class Elsewhere(NamedTuple):
    """An article whose page says that its true address is on another outlet."""

    id: str
    url: str
    canonical: str
    outlet: str


class Signature(NamedTuple):
    """An author in an outlet, or in a story."""

    place: str
    """The outlet's key, or the story."""
    author: str
    """The author's key."""
    name: str
    """As it is written there."""


def spellings(connection: Connection) -> Iterator[Spellings]:
    """Pairs of addresses of every article that was met under several."""
    one, other = ADDRESS.alias(), ADDRESS.alias()
    several = (
        select(ADDRESS.c.article_id)
        .group_by(ADDRESS.c.article_id)
        .having(func.count() > 1)
        .subquery()
    )
    pairs = (
        select(one.c.url_key, other.c.url_key, ARTICLE.c.outlet_key)
        .select_from(several)
        .join(ARTICLE, ARTICLE.c.id == several.c.article_id)
        .join(one, one.c.article_id == several.c.article_id)
        .join(other, other.c.article_id == several.c.article_id)
        .where(_READ, ARTICLE.c.outlet_key.is_not(None))
        .where(one.c.url_key < other.c.url_key)
    )
    for row in _stream(connection, pairs):
        yield Spellings(*row)


def elsewhere(connection: Connection) -> Iterator[Elsewhere]:
    """Articles with a canonical address in which their outlet's key does not stand."""
    wanted = select(*ARTICLE.c["id", "url", "canonical", "outlet_key"]).where(
        _READ,
        ARTICLE.c.url.is_not(None),
        ~ARTICLE.c.canonical.contains(ARTICLE.c.outlet_key),
    )
    for row in _stream(connection, wanted.order_by(ARTICLE.c.id)):
        yield Elsewhere(*row)


def shares_text(connection: Connection, identity: str, url: str) -> bool:
    """Whether the article at an address has the very text of this one."""
    there = article_at(connection, url)
    if there is None or there["id"] == identity:
        return False
    both = (identity, there["id"])
    digests = select(SKETCH.c.digest).where(SKETCH.c.article_id.in_(both))
    found = list(connection.execute(digests).scalars())
    if len(found) == len(both) and found[0] == found[1]:
        return True
    shared = select(OVERLAP.c.source_id).where(
        OVERLAP.c.source_id.in_(both),
        OVERLAP.c.copy_id.in_(both),
        OVERLAP.c.of_original >= _ALIKE,
        OVERLAP.c.of_copy >= _ALIKE,
    )
    return connection.execute(shared).first() is not None


def articles_read(connection: Connection, outlets: Iterable[str]) -> dict[str, int]:
    """How many articles were read on each of these outlets."""
    keys, found = sorted(set(outlets)), dict[str, int]()
    for start in range(0, len(keys), _AT_ONCE):
        some = ARTICLE.c.outlet_key.in_(keys[start : start + _AT_ONCE])
        counted = select(ARTICLE.c.outlet_key, func.count()).where(some, _READ)
        rows = connection.execute(counted.group_by(ARTICLE.c.outlet_key))
        found.update(rows.all())
    return found


def outlet_names(connection: Connection, keys: Iterable[str]) -> dict[str, str]:
    """Those of these keys that are known outlets, with the keys of their names."""
    wanted, found = sorted(set(keys)), dict[str, str]()
    for start in range(0, len(wanted), _AT_ONCE):
        some = OUTLET.c.key.in_(wanted[start : start + _AT_ONCE])
        rows = connection.execute(select(OUTLET.c.key, OUTLET.c.name_key).where(some))
        found.update(rows.all())
    return found


def outlets_under(connection: Connection, domain: str) -> list[str]:
    """The outlets that have a folder of their own under a domain."""
    under = OUTLET.c.key.startswith(f"{domain}/", autoescape=True)
    found = select(OUTLET.c.key).where(under).order_by(OUTLET.c.key)
    return list(connection.execute(found).scalars())


def bearers(connection: Connection) -> Iterator[tuple[str, str]]:
    """Outlets known by name alone, each with every host that calls itself so."""
    name, host = OUTLET.alias(), OUTLET.alias()
    read = select(ARTICLE.c.id).where(_READ, ARTICLE.c.outlet_key == host.c.key)
    found = (
        select(name.c.key, host.c.key)
        .join(host, host.c.name_key == name.c.name_key)
        .where(name.c.key.startswith("name:"), ~host.c.key.startswith("name:"))
        # A name that no page of the host's own gave may be another's.
        .where(name.c.name_key != "", read.exists())
        .order_by(name.c.key, host.c.key)
    )
    for row in _stream(connection, found):
        yield row[0], row[1]


def signatures_by_outlet(connection: Connection) -> Iterator[Signature]:
    """Who signs in each outlet, outlet by outlet."""
    return _signatures(connection, ARTICLE.c.outlet_key)


def signatures_by_story(connection: Connection) -> Iterator[Signature]:
    """Who signs the articles of each story, story by story."""
    return _signatures(connection, ARTICLE.c.story)


def _signatures(
    connection: Connection, place: Column[str | None]
) -> Iterator[Signature]:
    signed = (
        select(place, BYLINE.c.author_key, func.min(BYLINE.c.name))
        .join(BYLINE, BYLINE.c.article_id == ARTICLE.c.id)
        .where(place.is_not(None))
        .group_by(place, BYLINE.c.author_key)
        .order_by(place, BYLINE.c.author_key)
    )
    for row in _stream(connection, signed):
        yield Signature(*row)


def colleagues(connection: Connection) -> Iterator[tuple[str, str]]:
    """The keys of any two authors who sign one article together, the lesser first."""
    one, other = BYLINE.alias(), BYLINE.alias()
    pairs = select(one.c.author_key, other.c.author_key).join(
        other,
        (other.c.article_id == one.c.article_id) & (other.c.position > one.c.position),
    )
    for row in _stream(connection, pairs):
        yield min(row), max(row)


def _stream(
    connection: Connection, wanted: Select[tuple[str, ...]]
) -> Iterator[tuple[str, ...]]:
    found = connection.execute(wanted, execution_options=_STREAM)
    for part in found.partitions():
        yield from map(tuple, part)
