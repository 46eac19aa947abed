"""The resolving stage: takes an article's evidence from the store, puts its edges.

The judging itself is pure and lies in :mod:`graph.resolve.republication`. The
stage may run again at any time and gives the same edges for the same evidence.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import delete, or_, update

from graph.identity import is_home, outlet_key
from graph.model import Outlet, Relation
from graph.resolve.reference import Wanted, choose, rank
from graph.resolve.republication import Evidence, declared, inferred
from graph.reuse.overlap import overlap
from graph.store import near, read, write
from graph.store.schema import ARTICLE, OVERLAP

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy import Connection

    from graph.model import Claim, Overlap, Republication, Witness

_KEPT = 0.2
"""Overlaps below this share of both texts are not worth keeping."""


def resolve(connection: Connection, identity: str, *, now: datetime) -> None:
    """Judge an article that was just read, and those whose evidence it changes."""
    before = near.kin(connection, [identity])
    either = or_(OVERLAP.c.source_id == identity, OVERLAP.c.copy_id == identity)
    connection.execute(delete(OVERLAP).where(either))
    _judge(connection, identity, now=now)
    touched = {
        *near.copies_of(connection, identity),
        *near.suspects(connection, identity),
        *near.waiting_for(connection, identity),
    }
    for other in sorted(touched - {identity}):
        _judge(connection, other, now=now)
    # The others' edges may have made this one's credit mutual.
    _judge(connection, identity, now=now)
    for member in sorted(before | {identity}):
        _put_story(connection, member)


def resolve_names(connection: Connection, *, now: datetime) -> None:
    """Judge again what was credited to names: another outlet may bear one by now."""
    for identity in near.credited_by_name_only(connection):
        _judge(connection, identity, now=now)
    write.drop_unused_names(connection)


def _judge(connection: Connection, identity: str, *, now: datetime) -> None:
    before = near.kin(connection, [identity])
    copy = read.witness(connection, identity)
    edges = declared(copy, _evidence(connection, copy, now=now))
    if not edges:
        edges = _inferred(connection, copy)
    write.put_republications(connection, identity, edges)
    if near.kin(connection, [identity]) != before:
        for member in sorted(before | {identity}):
            _put_story(connection, member)


def _evidence(
    connection: Connection, copy: Witness, *, now: datetime
) -> list[Evidence]:
    return [
        _evidence_of(connection, copy, claim, now=now)
        for claim in read.claims_of(connection, copy.id)
    ]


def _evidence_of(
    connection: Connection, copy: Witness, claim: Claim, *, now: datetime
) -> Evidence:
    key = _outlet(connection, claim, near=copy.outlet)
    identity, found = _source(connection, copy, claim, key, now=now)
    if identity is None:
        return Evidence(claim=claim, outlet=key)
    source = read.witness(connection, identity)
    translated = claim.relation is Relation.TRANSLATES
    return Evidence(
        claim=claim,
        source=source,
        outlet=key,
        overlap=None if translated else _shared(connection, source, copy),
        found=found,
        mutual=read.credits_it(connection, identity, copy.id),
    )


def _outlet(connection: Connection, claim: Claim, *, near: str | None) -> str | None:
    """The credited outlet's key, met in the store from now on."""
    reference = claim.reference
    key = reference.outlet_key
    if key is None and reference.url:
        key = outlet_key(reference.url)
    if not key and reference.outlet:
        key = read.outlet_named(connection, reference.outlet, near=near)
    if key:
        home = reference.url if reference.url and is_home(reference.url) else None
        outlet = Outlet(key=key, name=reference.outlet or key)
        write.meet_outlet(connection, outlet, home=home)
    return key or None


def _source(
    connection: Connection,
    copy: Witness,
    claim: Claim,
    key: str | None,
    *,
    now: datetime,
) -> tuple[str | None, float | None]:
    """The credited article and, where a search found it, how surely."""
    url = claim.reference.url
    if url and not is_home(url):
        name = claim.reference.outlet or key or ""
        outlet = Outlet(key=outlet_key(url), name=name)
        return write.cite(connection, url, outlet=outlet, now=now), None
    if key is None or key == copy.outlet:
        return None, None
    found = read.found_by_search(connection, copy.id, key)
    found = found or _in_store(connection, copy, claim, key)
    if found is None:
        return None, None
    outlet = Outlet(key=outlet_key(found[0]), name=claim.reference.outlet or "")
    return write.cite(connection, found[0], outlet=outlet, now=now), found[1]


def _in_store(
    connection: Connection, copy: Witness, claim: Claim, key: str
) -> tuple[str, float] | None:
    """The address and score of the credited article, where it was read already."""
    offered = near.alike(connection, copy.id, key)
    translated = claim.relation is Relation.TRANSLATES
    wanted = Wanted(
        headline="" if translated else copy.headline,
        text=read.text_of(connection, copy.id) if offered else "",
        authors=copy.authors,
        date=claim.reference.date,
        before=copy.published,
    )
    match = choose(rank(wanted, offered))
    return (match.candidate.url, match.score) if match else None


def _shared(connection: Connection, source: Witness, copy: Witness) -> Overlap | None:
    """What two texts share, kept in the store; None where one text is unknown."""
    left, right = read.text_of(connection, source.id), read.text_of(connection, copy.id)
    if source.id == copy.id or not left or not right:
        return None
    shared = overlap(left, right)
    if max(shared.of_original, shared.of_copy) >= _KEPT:
        if _reversed(source, copy):
            write.put_overlap(connection, copy.id, source.id, overlap(right, left))
        else:
            write.put_overlap(connection, source.id, copy.id, shared)
    return shared


def _reversed(source: Witness, copy: Witness) -> bool:
    """Whether the pair is better kept the other way round, so that it is kept once."""
    if source.published and copy.published:
        if source.published.before(copy.published):
            return False
        if copy.published.before(source.published):
            return True
    return source.id > copy.id


def _inferred(connection: Connection, copy: Witness) -> tuple[Republication, ...]:
    """The one edge that text and time speak for most, where nothing is declared."""
    edges = []
    for identity in near.suspects(connection, copy.id):
        source = read.witness(connection, identity)
        shared = _shared(connection, source, copy)
        edge = inferred(source, copy, shared) if shared else None
        if edge and shared and source.published:
            order = (-round(shared.of_copy, 2), source.published.earliest, identity)
            edges.append((order, edge))
    edges.sort(key=lambda item: item[0])
    return tuple(edge for _, edge in edges[:1])


def _put_story(connection: Connection, identity: str) -> None:
    """Give all that is joined with this article one story; none if it is alone."""
    members, new = {identity}, {identity}
    while new:
        new = near.kin(connection, new) - members
        members |= new
    story = min(members) if len(members) > 1 else None
    connection.execute(
        update(ARTICLE).where(ARTICLE.c.id.in_(sorted(members))).values(story=story)
    )
