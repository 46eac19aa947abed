"""What lists offer, and what they say of where articles come from.

A feed names the source of an item; the item's page may say nothing of it. Such a
claim belongs to the article, whichever of the two is read first. No judgement here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import delete, select

from graph.identity.article import address_key
from graph.model import Status
from graph.store.rows import claim_columns, claim_of, date_columns, upsert
from graph.store.schema import ADDRESS, ARTICLE, LISTED_CLAIM, LISTING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sqlalchemy import Connection

    from graph.model import Candidate, Claim


def put_listing(
    connection: Connection, probe: str, candidates: Sequence[Candidate]
) -> None:
    """Keep what a list offered, in place of what it offered before."""
    connection.execute(delete(LISTING).where(LISTING.c.probe == probe))
    rows = [
        {
            "probe": probe,
            "position": position,
            "url": candidate.url,
            "headline": candidate.headline,
            "authors": list(candidate.authors),
            **date_columns("published", candidate.published),
            "text": candidate.text,
            "source": candidate.source,
        }
        for position, candidate in enumerate(candidates)
    ]
    if rows:
        connection.execute(LISTING.insert(), rows)
    put_listed_claims(connection, probe, candidates)


def put_listed_claims(
    connection: Connection, probe: str, candidates: Sequence[Candidate]
) -> None:
    """Keep what a list says of its articles' origin; what it no longer lists stays."""
    rows = {
        address_key(one.url): {
            "url_key": address_key(one.url),
            "probe": probe,
            "claim": claim_columns(one.claim),
        }
        for one in candidates
        if one.claim
    }
    upsert(connection, LISTED_CLAIM, list(rows.values()), update=("claim",))


def with_listed(
    connection: Connection, urls: Iterable[str], claims: Sequence[Claim]
) -> list[Claim]:
    """A page's claims, and behind them those of lists that name another source."""
    keys = sorted({address_key(url) for url in urls})
    rows = connection.execute(
        select(LISTED_CLAIM.c.claim)
        .where(LISTED_CLAIM.c.url_key.in_(keys))
        .order_by(LISTED_CLAIM.c.probe, LISTED_CLAIM.c.url_key)
    )
    found = list(claims)
    for row in rows.scalars():
        claim = claim_of(row)
        if not any(_is_of_one(claim, known) for known in found):
            found.append(claim)
    return found


def _is_of_one(claim: Claim, known: Claim) -> bool:
    """Whether two claims name one outlet."""
    one, other = claim.reference, known.reference
    keyed = one.outlet_key is not None and one.outlet_key == other.outlet_key
    return keyed or (one.outlet is not None and one.outlet == other.outlet)


def articles_in(connection: Connection, probe: str) -> list[tuple[str, str]]:
    """(article, address) of those that a list says something of and that were read."""
    rows = connection.execute(
        select(ARTICLE.c.id, ADDRESS.c.url)
        .join(ADDRESS, ADDRESS.c.article_id == ARTICLE.c.id)
        .join(LISTED_CLAIM, LISTED_CLAIM.c.url_key == ADDRESS.c.url_key)
        .where(LISTED_CLAIM.c.probe == probe, ARTICLE.c.status == Status.FETCHED.value)
        .order_by(ARTICLE.c.id, ADDRESS.c.url)
    )
    return [(identity, url) for identity, url in rows]
