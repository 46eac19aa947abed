"""Claims that name one source become one claim with all its places."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from crawler.cues.making import points_at_article
from crawler.cues.own import squash
from crawler.outlets import by_key
from graph.identity import name_key
from graph.model import Claim, Place, Reference, Relation

# What a page says more exactly than "this comes from there" wins over that.
_EXACT = (Relation.TRANSLATES, Relation.EXCERPTS, Relation.ADAPTS)
_MOST = 60
_LEAST_LABEL = 4


def merge(
    claims: Sequence[Claim], *, translated: Place | None = None
) -> tuple[Claim, ...]:
    """One claim for each source, strongest first; at most sixty are looked at.

    ``translated`` is the spot where the page says that it is a translation: what
    it republishes, it then translates.
    """
    ordered = sorted(claims, key=lambda claim: -claim.strength)[:_MOST]
    groups: list[list[Claim]] = []
    for claim in ordered:
        same = [g for g in groups if any(same_source(claim, other) for other in g)]
        for group in same:
            groups.remove(group)
        groups.append([c for group in same for c in group] + [claim])
    merged = [_one(sorted(group, key=lambda c: -c.strength)) for group in groups]
    if translated is not None:
        merged = [_translated(claim, translated) for claim in merged]
    return tuple(sorted(merged, key=lambda claim: -claim.strength))


def _translated(claim: Claim, marker: Place) -> Claim:
    if claim.relation is not Relation.REPUBLISHES:
        return claim
    places = (*claim.places, marker)
    return replace(claim, relation=Relation.TRANSLATES, places=places)


def same_source(one: Claim, other: Claim) -> bool:
    """Whether two claims name one source, by key, by name or by a name in a host."""
    a, b = one.reference, other.reference
    if a.outlet_key and a.outlet_key == b.outlet_key:
        return True
    if a.outlet and b.outlet and name_key(a.outlet) == name_key(b.outlet):
        return True
    if a.url and a.url == b.url:
        return True
    return _names(a, b) or _names(b, a)


def _names(named: Reference, keyed: Reference) -> bool:
    """Whether the name of one is the label of the other's host."""
    if not named.outlet or not keyed.outlet_key:
        return False
    name = squash(named.outlet)
    host = squash(keyed.outlet_key)
    label = squash(keyed.outlet_key.partition(".")[0])
    known = by_key(keyed.outlet_key)
    if known is not None and name in {squash(n) for n in (known.name, *known.names)}:
        return True
    longer = len(label) >= _LEAST_LABEL and name.startswith(label)
    return name in {label, host} or (longer and named.outlet_key is None)


def _one(group: list[Claim]) -> Claim:
    references = [claim.reference for claim in group]
    # What a reader can follow comes before the number in a pixel's address.
    shown = sorted(group, key=lambda claim: claim.cue == "pixel")
    urls = [c.reference.url for c in shown if c.reference.url]
    exact = [c.relation for c in group if c.relation in _EXACT]
    plain = [c.relation for c in group if c.relation is not Relation.RELAYS]
    places = dict.fromkeys(place for claim in group for place in claim.places)
    return replace(
        group[0],
        relation=next(iter((*exact, *plain)), Relation.RELAYS),
        reference=Reference(
            outlet=next((r.outlet for r in references if r.outlet), None),
            outlet_key=next((r.outlet_key for r in references if r.outlet_key), None),
            url=next((u for u in urls if points_at_article(u)), next(iter(urls), None)),
            author=next((r.author for r in references if r.author), None),
            date=next((r.date for r in references if r.date), None),
        ),
        places=tuple(places),
    )
