"""What copies state of a source whose own page was never read."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

from sqlalchemy import or_, select

from graph.identity import named_outlet, outlet_key, url_key
from graph.lag import middle
from graph.model import Status
from graph.query.cards import chunks
from graph.store.rows import claim_of
from graph.store.schema import CLAIM

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy import Connection

    from graph.model import Claim, Reference
    from graph.query.cards import Card
    from graph.query.edges import Edge


def stated(
    connection: Connection, edges: Sequence[Edge], known: dict[str, Card]
) -> dict[str, Card]:
    """The cards of unread sources, with the date and author that credits name.

    Where copies disagree, the earliest date counts.
    """
    unread = [e for e in edges if e.source in known and _unread(known[e.source])]
    claims = _claims(connection, [edge.copy_id for edge in unread])
    found: dict[str, Card] = {}
    for edge in unread:
        card = found.get(edge.source, known[edge.source])
        for claim in claims[edge.copy_id]:
            if _means(claim.reference, card):
                card = _completed(card, claim.reference)
        found[edge.source] = card
    return found


def _unread(card: Card) -> bool:
    return card.status == Status.CITED


def _claims(connection: Connection, copies: Sequence[str]) -> dict[str, list[Claim]]:
    """The claims of these copies that name a date or an author."""
    found: defaultdict[str, list[Claim]] = defaultdict(list)
    telling = or_(CLAIM.c.date_value.is_not(None), CLAIM.c.author.is_not(None))
    for chunk in chunks(copies):
        rows = connection.execute(
            select(CLAIM)
            .where(CLAIM.c.article_id.in_(chunk), telling)
            .order_by(CLAIM.c.article_id, CLAIM.c.position)
        )
        for row in rows.mappings():
            found[row["article_id"]].append(claim_of(row))
    return found


def _means(reference: Reference, card: Card) -> bool:
    """Whether a reference points at this article, or at this outlet alone."""
    if card.url and reference.url and url_key(reference.url) == url_key(card.url):
        return True
    keys = {reference.outlet_key}
    keys |= {outlet_key(reference.url)} if reference.url else set()
    keys |= {named_outlet(reference.outlet)} if reference.outlet else set()
    return card.outlet in keys - {None, ""}


def _completed(card: Card, reference: Reference) -> Card:
    date = card.published
    if reference.date and (date is None or _earlier(reference, card)):
        date = reference.date
    authors = card.authors or ((reference.author,) if reference.author else ())
    return replace(card, published=date, authors=authors)


def _earlier(reference: Reference, card: Card) -> bool:
    new, old = middle(reference.date), middle(card.published)
    return new is not None and old is not None and new < old
