"""What changed between two copies: their heads, their texts, and what joins them."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from sqlalchemy import and_, or_

from graph.errors import UsageError
from graph.identity import name_key
from graph.model import Overlap, Status, Verdict
from graph.query.cards import Card, cards, date_answer
from graph.query.coverage import coverage
from graph.query.cut import cut_off
from graph.query.edges import (
    SURENESS,
    Edge,
    changed_headline,
    edge_answer,
    edges_where,
)
from graph.query.family import upward
from graph.query.find import find
from graph.query.stated import stated
from graph.resolve.sharing import share
from graph.reuse.passages import Kind, Passage, passages
from graph.store.read import article_row, claims_of
from graph.store.schema import REPUBLICATION

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sqlalchemy import Connection

    from graph.model import Claim, Date


def comparison(connection: Connection, url: str, other: str) -> dict[str, Any]:
    """Two articles beside each other, and every passage of their texts.

    ``decided_by`` tells how the original was told from the copy: by the ``edge``
    between them, by a ``chain`` of edges, by their ``dates``, or, where nothing
    tells it, as ``given``. Passages are in the order of the copy; their offsets
    count characters of the two texts. UsageError where both are one article.
    """
    given = find(connection, url), find(connection, other)
    if given[0] == given[1]:
        raise UsageError(f"{url} and {other} are the same article", subject=url)
    edges = _between(connection, given)
    known = cards(connection, given)
    known |= stated(connection, [e for e in edges if e.source in known], known)
    (original, copy), decided_by = _roles(connection, given, edges, known)
    edge = next(
        (e for e in edges if (e.source_id, e.copy_id) == (original, copy)), None
    )
    texts = [article_row(connection, identity) for identity in (original, copy)]
    said = [_said(claims_of(connection, identity)) for identity in (original, copy)]
    ends = known[original], known[copy]
    return {
        "original": _article(ends[0], texts[0]),
        "copy": _article(ends[1], texts[1]),
        "decided_by": decided_by,
        "edge": edge_answer(edge, *ends) if edge else None,
        "changes": _changes(*ends, said),
        **_compared(
            texts[0]["text"],
            texts[1]["text"],
            share(connection, original, copy),
            lower_bound=bool(cut_off(connection, {original, copy})),
        ),
        "coverage": coverage(connection),
    }


def _between(connection: Connection, pair: tuple[str, str]) -> list[Edge]:
    """The edges between two articles, the surest first, rejected ones too."""
    source, copy = REPUBLICATION.c.source_id, REPUBLICATION.c.copy_id
    one, two = pair
    either = or_(and_(source == one, copy == two), and_(source == two, copy == one))
    return sorted(edges_where(connection, either), key=lambda e: SURENESS[e.verdict])


def _roles(
    connection: Connection,
    given: tuple[str, str],
    edges: list[Edge],
    known: dict[str, Card],
) -> tuple[tuple[str, str], str]:
    """Which is the original and which the copy, and what tells so."""
    turned = given[1], given[0]
    standing = [e for e in edges if e.verdict != Verdict.REJECTED]
    if len(standing) == 1 or len({e.verdict for e in standing}) > 1:
        return (standing[0].source, standing[0].copy_id), "edge"
    above = [
        pair
        for pair in (given, turned)
        if pair[0] in {edge.source for edge in upward(connection, pair[1])}
    ]
    if len(above) == 1:
        return above[0], "chain"
    for pair in (given, turned):
        if _before(known[pair[0]].published, known[pair[1]].published):
            return pair, "dates"
    return given, "given"


def _before(one: Date | None, other: Date | None) -> bool:
    """Whether a page bears the earlier date, as far as both dates are known."""
    if one is None or other is None:
        return False
    if one.zone_known and other.zone_known:
        return one.earliest < other.earliest
    known = min(len(one.value), len(other.value), len("2022-02-20"))
    return one.value[:known] < other.value[:known]


def _article(card: Card, row: dict[str, Any]) -> dict[str, Any]:
    return card.answer() | {"language": row["language"], "words": row["words"]}


def _said(claims: Iterable[Claim]) -> str:
    """The words in which a page says where its article comes from, each once."""
    quotes = (" ".join(claim.places[0].quote.split()) for claim in claims)
    return " / ".join(dict.fromkeys(filter(None, quotes)))


def _changes(original: Card, copy: Card, said: list[str]) -> dict[str, Any]:
    """Headline, authors, date and credit of both, and whether they differ.

    ``changed`` is None where one of the two is not known.
    """
    unread = Status.CITED.value in {original.status, copy.status}
    keys = [sorted(map(name_key, card.authors)) for card in (original, copy)]
    return {
        "headline": _change(
            original.headline, copy.headline, changed_headline(original, copy)
        ),
        "authors": _change(
            list(original.authors),
            list(copy.authors),
            None if unread or not any(keys) else keys[0] != keys[1],
        ),
        "published": _change(
            date_answer(original.published),
            date_answer(copy.published),
            _dates_differ(original.published, copy.published),
        ),
        "credit": _change(said[0], said[1], None if unread else said[0] != said[1]),
    }


def _change(original: object, copy: object, changed: bool | None) -> dict[str, Any]:  # noqa: FBT001 - it is a value
    return {"original": original, "copy": copy, "changed": changed}


def _dates_differ(one: Date | None, other: Date | None) -> bool | None:
    """Whether two dates differ as far as both are known; None where one is not."""
    if one is None or other is None:
        return None
    if one.zone_known and other.zone_known:
        return one.earliest != other.earliest
    known = min(len(one.value), len(other.value), len("2022-02-20T09:30"))
    return one.value[:known] != other.value[:known]


def _compared(
    original: str, copy: str, overlap: Overlap | None, *, lower_bound: bool
) -> dict[str, Any]:
    """What two texts share, what that makes of them, and every passage of them."""
    found = list[Passage]()
    if overlap is None:  # one was never read: there is nothing to judge
        overlap = Overlap(of_original=0.0, of_copy=0.0, words=0)
    else:
        found = passages(original, copy, overlap.spans)
    return {
        "overlap": {**_overlap(overlap, found), "lower_bound": lower_bound},
        "passages": [_passage(passage, original, copy) for passage in found],
    }


def _overlap(overlap: Overlap, found: list[Passage]) -> dict[str, Any]:
    counts = dict.fromkeys((kind.value for kind in Kind), 0)
    for passage in found:
        counts[passage.kind.value] += passage.words
    return asdict(overlap) | {
        "counts": counts,
        "spans": [
            {
                "original": [span.original_start, span.original_end],
                "copy": [span.copy_start, span.copy_end],
                "words": span.words,
                "moved": span.moved,
            }
            for span in overlap.spans
        ],
    }


def _passage(passage: Passage, original: str, copy: str) -> dict[str, Any]:
    here, there = passage.original, passage.copy
    return {
        "kind": passage.kind.value,
        "original": list(here) if here else None,
        "copy": list(there) if there else None,
        "words": passage.words,
        "original_text": original[slice(*here)] if here else None,
        "copy_text": copy[slice(*there)] if there else None,
        "original_changed": [list(where) for where in passage.original_changed],
        "copy_changed": [list(where) for where in passage.copy_changed],
    }
