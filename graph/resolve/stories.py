"""Stories: all articles that are joined by edges and copied text, under one name.

A story is named after the first of its articles' ids, so that its name does not
depend on the order in which they came. Joining costs what changes; only parting
goes through a whole story again.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import or_, update

from graph.store import bulk, near
from graph.store.schema import ARTICLE

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sqlalchemy import Connection

_AT_ONCE = 500


def join(connection: Connection, pairs: Iterable[tuple[str, str]]) -> None:
    """Make one story of the articles of each pair, and of all that are theirs."""
    pairs = list(pairs)
    stories = _stories(connection, {one for pair in pairs for one in pair})
    names: dict[str, str] = {}
    for one, other in pairs:
        ends = [_end(names, stories.get(i) or i) for i in (one, other)]
        names[max(ends)] = min(ends)
    changed = {name: _end(names, name) for name in names}
    for name, new in sorted(changed.items()):
        # A story is named after one of its own, which may have stood alone.
        alone = ARTICLE.c.id == name
        ours = alone if name == new else or_(ARTICLE.c.story == name, alone)
        connection.execute(update(ARTICLE).where(ours).values(story=new))


def _stories(connection: Connection, identities: set[str]) -> dict[str, str | None]:
    """The name of each article's story; None where it stands alone."""
    rows = bulk.ask(
        connection,
        "SELECT a.id, a.story FROM {values} {join} article a ON a.id = value",
        sorted(identities),
    )
    return dict(rows)


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
