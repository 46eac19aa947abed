"""An article as the JSON object that ``extract`` prints."""

from __future__ import annotations

from graph.model import Article, Claim, Date, Outlet
from graph.text import words


def to_record(article: Article, *, id: str | None = None) -> dict[str, object]:  # noqa: A002 - the record's word
    """The record of ``article``; ``id`` is repeated where one is given.

    >>> to_record(Article(url="https://a.example/1", headline="News"))["headline"]
    'News'
    """
    record: dict[str, object] = {} if id is None else {"id": id}
    return record | {
        "url": article.url,
        "canonical": article.canonical,
        "outcome": str(article.outcome),
        "outlet": _outlet(article.outlet),
        "headline": article.headline,
        "authors": [{"name": author.name} for author in article.authors],
        "published": _date(article.published),
        "language": article.language,
        "words": len(words(article.text)),
        "text": article.text,
        "topics": list(article.topics),
        "rights": article.rights,
        "claims": [_claim(claim) for claim in article.claims],
    }


def _outlet(outlet: Outlet | None) -> dict[str, str] | None:
    return None if outlet is None else {"key": outlet.key, "name": outlet.name}


def _date(date: Date | None) -> dict[str, str] | None:
    if date is None:
        return None
    return {
        "value": date.value,
        "precision": str(date.precision),
        "source": date.source,
    }


def _claim(claim: Claim) -> dict[str, object]:
    """A claim with its strongest place in front and every further one behind."""
    reference, place = claim.reference, claim.places[0]
    return {
        "relation": str(claim.relation),
        "cue": claim.cue,
        "outlet": reference.outlet,
        "url": reference.url,
        "author": reference.author,
        "date": None if reference.date is None else reference.date.value,
        "quote": place.quote,
        "where": str(place.where),
        "path": place.path,
        "strength": claim.strength,
        "places": [
            {"quote": spot.quote, "where": str(spot.where), "path": spot.path}
            for spot in claim.places
        ],
    }
