"""What pages claim of their origin, as edges to what they credit.

A claim is what a page says; whether it holds is for republications to tell. Where
neither the address that is credited nor the outlet is in the graph, there is no edge.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from graph.identity import url_key
from graph.parts import Edge, Value, outlet_keys, stream
from graph.selection import among, has_article
from graph.store.schema import ADDRESS, CLAIM

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from sqlalchemy import Connection

    from graph.selection import Selection


def claims(connection: Connection, chosen: Selection) -> Iterator[Edge]:
    """From each article to the article, or else the outlet, that its page credits."""
    keys = outlet_keys(chosen).subquery("keys")
    rows = (
        select(CLAIM, keys.c.key.label("node"))
        .outerjoin(keys, keys.c.key == CLAIM.c.outlet_key)
        .where(*has_article(CLAIM.c.article_id, chosen))
        .order_by(CLAIM.c.article_id, CLAIM.c.position)
    )
    for part in stream(connection, rows):
        articles = _articles(connection, part, chosen)
        for row in part:
            found = articles.get(url_key(row["url"])) if row["url"] else None
            if found is not None and found != row["article_id"]:
                yield _edge(row, f"article:{found}")
            elif found is None and row["node"] is not None:
                yield _edge(row, f"outlet:{row['node']}")


def _articles(
    connection: Connection, rows: Sequence[Mapping[str, Any]], chosen: Selection
) -> dict[str, str]:
    """The articles that stay, by the keys of the addresses that are credited."""
    keys = {url_key(row["url"]) for row in rows if row["url"]}
    at = select(ADDRESS.c.url_key, ADDRESS.c.article_id)
    found = connection.execute(at.where(ADDRESS.c.url_key.in_(keys)))
    known = {row.url_key: row.article_id for row in found}
    stay = set(connection.execute(among(chosen, set(known.values()))).scalars())
    return {key: article for key, article in known.items() if article in stay}


def _edge(row: Mapping[str, Any], target: str) -> Edge:
    attributes: dict[str, Value] = {
        "id": f"claims:{row['article_id']}:{row['position']}",
        "relation": "claims",
        "claimed": row["relation"],
        "weight": row["strength"],
        "cue": row["cue"],
    }
    quotes = [place["quote"] for place in row["places"] if place["quote"]]
    if quotes:
        attributes["quote"] = quotes[0]
    return Edge(
        source=f"article:{row['article_id']}", target=target, attributes=attributes
    )
