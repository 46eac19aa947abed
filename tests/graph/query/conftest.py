"""A small world of outlets that take from each other.

::

    alpha   2022-02-18  Ann Lee, Bo Chan   CC BY-ND
     └ beta   02-20  Ann Lee      linked to alpha
        └ gamma  02-23  Someone      named beta only: alpha's credit is lost
           └ delta  02-24  nobody      no credit
    (wire)           epsilon 03-01   named: an agency of which only the name is known
    zeta   03-02  Ann Lee            stands alone
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from graph import query
from graph.model import Credit, Outlet, Overlap, Relation, Verdict
from graph.store import write
from tests.graph.small_store import Small

ALPHA = "https://alpha.example/red-lines"
BETA = "https://beta.example/red-lines"
GAMMA = "https://gamma.example/lines"
DELTA = "https://delta.example/lines"
EPSILON = "https://epsilon.example/wire"
ZETA = "https://zeta.example/alone"

Ask = Callable[..., dict[str, Any]]


@pytest.fixture
def small(tmp_path: Path) -> Iterator[Small]:
    small = Small(tmp_path / "whence.db")
    yield small
    small.store.close()


@pytest.fixture
def network(small: Small) -> Small:
    fill(small)
    return small


def fill(small: Small) -> None:
    """Put that world into a store."""
    authors = ["Ann Lee", "Bo Chan"]
    rights = "© Alpha, CC BY-ND 4.0"
    a = small.article(
        ALPHA,
        "2022-02-18",
        headline="Red lines",
        authors=authors,
        rights=rights,
        text="word " * 500,
    )
    b = small.article(BETA, "2022-02-20", headline="Red Lines", authors=["Ann Lee"])
    c = small.article(GAMMA, "2022-02-23", headline="Lines", authors=["Someone"])
    d = small.article(DELTA, "2022-02-24", headline="Lines")
    e = small.article(EPSILON, "2022-03-01", headline="Ferry")
    small.article(ZETA, "2022-03-02", headline="Alone", authors=["Ann Lee"])
    whole = Overlap(of_original=0.99, of_copy=0.98, words=500)
    small.edge(a, b, nearest=True, overlap=whole)
    small.edge(b, c, nearest=True, credit=Credit.NAMED, verdict=Verdict.LIKELY)
    small.edge(
        c,
        d,
        nearest=True,
        declared=False,
        inferred=True,
        credit=Credit.NONE,
        relation=Relation.ADAPTS,
    )
    with small.store.write() as connection:
        write.meet_outlet(connection, Outlet(key="name:the-wire", name="The Wire"))
    small.edge(None, e, outlet="name:the-wire", nearest=True, credit=Credit.NAMED)
    small.story(a, b, c, d)


@pytest.fixture
def ask(small: Small) -> Ask:
    """Ask a question of the store."""

    def asked(question: str, *given: object, **options: object) -> dict[str, Any]:
        with small.store.read() as connection:
            answer: dict[str, Any] = getattr(query, question)(
                connection, *given, **options
            )
        assert answer["coverage"].keys() >= {"fetched", "cited", "queued"}
        return answer

    return asked
