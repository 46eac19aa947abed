"""The resolving stage: takes an article's evidence from the store, puts its edges.

The judging itself is pure and lies in :mod:`graph.resolve.republication`. The
stage may run again at any time and gives the same edges for the same evidence.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from graph.identity import is_home, outlet_key
from graph.model import Outlet, Relation, Verdict
from graph.resolve import stories
from graph.resolve.matching import Matched, match
from graph.resolve.reference import Wanted, choose, rank
from graph.resolve.republication import Evidence, declared
from graph.resolve.settling import settle_near
from graph.resolve.sharing import share
from graph.reuse.comparing import Pair
from graph.store import near, read, trees, write

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from sqlalchemy import Connection

    from graph.model import Claim, Overlap, Republication, Witness


def resolve(connection: Connection, identity: str, *, now: datetime) -> None:
    """Judge an article that was just read, and those whose evidence it changes."""
    resolve_all(connection, [identity], now=now)


def resolve_all(
    connection: Connection,
    identities: Sequence[str],
    *,
    now: datetime,
    trees_later: bool = False,
) -> None:
    """Judge articles that were just read, and those whose evidence they change.

    With ``trees_later`` their stories wait for :func:`settle_all`: where many come
    in one run, a story would else be settled again with each part of it.
    """
    matched = match(connection, identities)
    settle(connection, identities, matched, now=now, trees_later=trees_later)


def settle(
    connection: Connection,
    identities: Sequence[str],
    matched: Matched,
    *,
    now: datetime,
    trees_later: bool = False,
) -> None:
    """Judge articles, those that matching has touched, and all these lead to."""
    judging = _Judging(connection, now)
    judging.judge(identities)
    led = near.copies_of(connection, identities)
    touched = matched.copies | {copy for _, copy in led}
    touched |= near.waiting_for(connection, identities)
    judging.judge(sorted(touched - set(identities)))
    # The others' edges may have made these ones' credits mutual, or so no longer.
    judging.judge([one for one in identities if judging.is_mutual(one)])
    # An article that was only cited so far brings the edges from it with it.
    stood = {pair for pair in led if pair[0] in near.sources_of(connection, pair[1])}
    _tell(connection, matched.joined | judging.joined | stood, matched.parted, judging)
    parted = {one for pair in matched.parted | judging.parted for one in pair}
    changed = {*identities, *judging.judged, *matched.copies, *parted}
    if trees_later:
        trees.unsettle(connection, changed)
    else:
        settle_near(connection, changed)


def _tell(
    connection: Connection, joined: set[Pair], parted: set[Pair], judging: _Judging
) -> None:
    """Give every article whose story has changed its story."""
    stories.join(connection, sorted(joined))
    parted = parted | judging.parted
    stories.part(connection, sorted({one for pair in parted for one in pair}))


def resolve_names(
    connection: Connection, *, now: datetime, trees_later: bool = False
) -> None:
    """Judge again what was credited to names: another outlet may bear one by now."""
    judging = _Judging(connection, now)
    judging.judge(near.credited_by_name_only(connection))
    _tell(connection, judging.joined, set(), judging)
    if trees_later:
        trees.unsettle(connection, judging.judged)
    else:
        settle_near(connection, judging.judged)
    write.drop_unused_names(connection)


class _Judging:
    """Judges articles one by one, and notes which pairs that joins or parts."""

    def __init__(self, connection: Connection, now: datetime) -> None:
        self.connection = connection
        self.now = now
        self.joined: set[Pair] = set()
        self.parted: set[Pair] = set()
        self.credited: dict[str, set[str]] = {}
        """The articles that each page declares to come from, or did so far."""
        self.judged: set[str] = set()
        """Articles whose edges were put anew, and await their story's tree."""

    def judge(self, identities: Sequence[str]) -> None:
        """Put the edges into each of these articles, in place of those it had.

        Where a page says nothing of its origin there are none to put.
        """
        self.judged |= set(identities)
        telling = near.telling(self.connection, identities)
        write.drop_republications(self.connection, set(identities) - telling)
        for identity in identities:
            if identity not in telling:
                continue
            before = near.sources_of(self.connection, identity)
            edges = self._edges(identity)
            self.credited[identity] = before | {e.source for e in edges if e.source}
            write.put_republications(self.connection, identity, edges)
            after = {edge.source for edge in edges if edge.source and _stands(edge)}
            self.joined |= {(source, identity) for source in after}
            lost = {(source, identity) for source in before - after}
            self.parted |= lost
            self.joined -= lost

    def is_mutual(self, identity: str) -> bool:
        """Whether it credits an article that credits it, by what was judged here."""
        found = self.credited.get(identity, set())
        return any(identity in self.credited.get(one, set()) for one in found)

    def _edges(self, identity: str) -> tuple[Republication, ...]:
        """What the page declares; what is inferred, the story's tree tells."""
        copy = read.witness(self.connection, identity)
        return declared(copy, _evidence(self.connection, copy, now=self.now))


def _stands(edge: Republication) -> bool:
    return edge.declared and edge.verdict is not Verdict.REJECTED


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
    """What two texts share; None where one of them is unknown."""
    if source.id == copy.id or not source.words or not copy.words:
        return None
    return share(connection, source.id, copy.id)
