"""Stories: all articles that are joined by edges and copied text, under one name.

A story is named after the first of its articles' ids, so that its name does not
depend on the order in which they came. Joining costs what changes; only parting
goes through a whole story again.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import or_, select, update

from graph.store import near
from graph.store.schema import ARTICLE

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sqlalchemy import Connection

_AT_ONCE = 500


def join(connection: Connection, pairs: Iterable[tuple[str, str]]) -> None:
    """Make one story of the articles of each pair, and of all that are theirs."""
    names: dict[str, str] = {}
    for one, other in pairs:
        ends = [_end(names, _story(connection, names, i)) for i in (one, other)]
        names[max(ends)] = min(ends)
    changed = {name: _end(names, name) for name in names}
    for name, new in sorted(changed.items()):
        # A story is named after one of its own, which may have stood alone.
        alone = ARTICLE.c.id == name
        ours = alone if name == new else or_(ARTICLE.c.story == name, alone)
        connection.execute(update(ARTICLE).where(ours).values(story=new))


def _story(connection: Connection, names: dict[str, str], identity: str) -> str:
    """The name of an article's story: its own id where it stands alone."""
    if identity in names:
        return identity
    found = select(ARTICLE.c.story).where(ARTICLE.c.id == identity)
    return connection.execute(found).scalar_one_or_none() or identity


def _end(names: dict[str, str], name: str) -> str:
    while names.setdefault(name, name) != name:
        name = names[name]
    return name


def part(connection: Connection, identities: Iterable[str]) -> None:
    """Find the stories of these articles again, after something was taken away."""
    left = set(identities)
    while left:
        members = new = {left.pop()}
        while new:
            new = near.kin(connection, new) - members
            members = members | new
        left -= members
        _name(connection, sorted(members))


def _name(connection: Connection, members: list[str]) -> None:
    story = members[0] if len(members) > 1 else None
    for start in range(0, len(members), _AT_ONCE):
        some = ARTICLE.c.id.in_(members[start : start + _AT_ONCE])
        connection.execute(update(ARTICLE).where(some).values(story=story))
