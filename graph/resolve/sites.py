"""Statements that two outlets are one: hosts that moved, mirrors, names of hosts.

Each rests on something that other people can look up, and on several articles
where one alone could mean something else.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from functools import cache
from itertools import groupby, pairwise
from operator import itemgetter
from typing import TYPE_CHECKING

from graph.identity import outlet_key, url_key
from graph.identity.name import name_key
from graph.identity.world import table, world
from graph.store import hints
from graph.store.aliases import OUTLET, Alias, alias

if TYPE_CHECKING:
    from sqlalchemy import Connection

_LEAST_MOVED = 3
"""One redirect to another outlet is no move, nor are two."""
_LEAST_MIRRORED = 2
"""Of so many articles the texts have to be the same."""
_MOST_COMPARED = 10
_MOSTLY = 0.9
"""A host that moved leads to one other; one that was parted leads to several."""
_SHORTEST_NAME = 4


def outlet_aliases(connection: Connection) -> Iterator[Alias]:
    """All statements about outlets that the store and the world give."""
    yield from _known(connection)
    yield from _on_platforms(connection)
    yield from _moved(connection)
    yield from _mirrored(connection)
    yield from _named(connection)


def _known(connection: Connection) -> Iterator[Alias]:
    """What the world knows of outlets that were met."""
    listed = table("outlets")
    kinds = (("same", "known"), ("edition", "edition"), ("group", "group"))
    entries = [(entry, source) for kind, source in kinds for entry in listed[kind]]
    keys = {key for entry, _ in entries for key in entry["keys"]}
    met = hints.outlet_names(connection, keys)
    for entry, source in entries:
        here = [key for key in entry["keys"] if key in met]
        for one, other in pairwise(here):
            yield alias(OUTLET, one, other, source, entry.get("why", ""))


def _on_platforms(connection: Connection) -> Iterator[Alias]:
    """Sites that a platform shows under a folder and under a host of their own."""
    sites: dict[str, set[str]] = {}
    for platform in world()["platform"]:
        sites.setdefault(platform["domain"], set()).add(platform["site"])
    for domain in (d for d, kinds in sites.items() if kinds == {"label", "path"}):
        folders = hints.outlets_under(connection, domain)
        hosts = {
            folder: f"{folder.rpartition('/@')[2].lower()}.{domain}"
            for folder in folders
            # A folder without the sign is no person's, and its host may be.
            if "/@" in folder
        }
        met = hints.outlet_names(connection, hosts.values())
        for folder, host in hosts.items():
            if host in met:
                yield alias(OUTLET, folder, host, "platform", domain)


def _moved(connection: Connection) -> Iterator[Alias]:
    """Hosts whose articles are found under the same paths on one other host."""
    count: Counter[tuple[str, str]] = Counter()
    for found in hints.spellings(connection):
        if found.one.partition("/")[0] == found.other.partition("/")[0]:
            continue
        one, other = (outlet_key(f"http://{key}") for key in found[:2])
        if found.outlet not in {one, other} or one == other:
            continue
        path = _path(found.one, one)
        if path and path == _path(found.other, other):
            count[other if found.outlet == one else one, found.outlet] += 1
    left = {old for (old, _), times in count.items() if times >= _LEAST_MOVED}
    read = hints.articles_read(connection, left)
    leads: Counter[str] = Counter()
    for (old, _), times in count.items():
        leads[old] += times
    for (old, new), times in sorted(count.items()):
        stays = times < max(_LEAST_MOVED, read.get(old, 0))
        if not stays and times >= _MOSTLY * leads[old]:
            detail = f"{times} articles of {old} lead to the same paths on {new}"
            yield alias(OUTLET, old, new, "redirect", detail)


def _path(key: str, outlet: str) -> str:
    """What of an address stands behind the outlet's own part."""
    folder = outlet.partition("/")[2]
    path = key.partition("/")[2]
    return path.removeprefix(folder).strip("/") if folder else path


def _mirrored(connection: Connection) -> Iterator[Alias]:
    """Outlets of one name that give another's addresses for theirs, and its texts.

    A copy may do so too, but it bears the name of its own outlet.
    """
    count: Counter[tuple[str, str]] = Counter()
    some: dict[tuple[str, str], list[hints.Elsewhere]] = {}
    for found in hints.elsewhere(connection):
        pair = (found.outlet, outlet_key(found.canonical))
        path = _path(url_key(found.url), pair[0])
        if all(pair) and path and path == _path(url_key(found.canonical), pair[1]):
            count[pair] += 1
            some.setdefault(pair, [])
            some[pair] += [found] if count[pair] <= _MOST_COMPARED else []
    names = hints.outlet_names(connection, (key for pair in count for key in pair))
    read = hints.articles_read(connection, (mirror for mirror, _ in count))
    for (mirror, shown), pages in sorted(count.items()):
        named = names.get(mirror, "") == names.get(shown) != ""
        # A site with articles of its own is no mirror.
        whole = 2 * pages >= read[mirror]
        if named and whole and _share_texts(connection, some[mirror, shown]):
            detail = f"{pages} pages of {mirror} name {shown} as their place"
            yield alias(OUTLET, mirror, shown, "canonical", detail)


def _share_texts(connection: Connection, pages: list[hints.Elsewhere]) -> bool:
    """Whether enough of these pages have the very text of the page they name."""
    same = (hints.shares_text(connection, one.id, one.canonical) for one in pages)
    return sum(same) >= _LEAST_MIRRORED


def _named(connection: Connection) -> Iterator[Alias]:
    """Outlets known by a credit's words, where one host alone calls itself so."""
    for name, found in groupby(hints.bearers(connection), key=itemgetter(0)):
        hosts = [host for _, host in found]
        if len(hosts) == 1 and _is_distinctive(name.removeprefix("name:")):
            detail = f"{hosts[0]} alone calls itself so"
            yield alias(OUTLET, name, hosts[0], "same-name", detail)


def _is_distinctive(key: str) -> bool:
    """Whether a name has more than the words that newspapers are called by."""
    return len(key) >= _SHORTEST_NAME and not _plain().issuperset(key.split("-"))


@cache
def _plain() -> frozenset[str]:
    return frozenset(map(name_key, table("outlets")["plain"]))
