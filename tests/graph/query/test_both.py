"""Both kinds of databases give the same answers."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from graph import query
from graph.model import Overlap, Verdict
from graph.store import aliases
from tests.graph.query.conftest import ALPHA, BETA, DELTA, EPSILON, GAMMA, fill
from tests.graph.small_store import Small

QUESTIONS: list[tuple[Any, ...]] = [
    ("outlet", "Alpha"),
    ("outlet", "eta.example"),
    ("outlet", "The Wire"),
    ("outlet", BETA),
    ("author", "Ann Lee"),
    ("outlets",),
    ("authors",),
    ("stories",),
    ("sources", [BETA, DELTA, EPSILON]),
    ("sources", [GAMMA]),
]


def answers(where: Path | str) -> list[dict[str, Any]]:
    """What a store says of a world with a broken licence, an alias and a circle."""
    small = Small(where)
    fill(small)
    short = Overlap(of_original=0.4, of_copy=0.9, words=200)
    eta = small.article("https://eta.example/x", "2022-02-19", text="word " * 300)
    small.edge(small.cited(ALPHA), eta, nearest=True, overlap=short)
    ring = [small.article(f"https://{name}.example/ring") for name in ("one", "two")]
    small.edge(ring[0], ring[1], nearest=True, verdict=Verdict.POSSIBLE)
    small.edge(ring[1], ring[0], nearest=True)
    small.story(*ring)
    with small.store.write() as connection:
        aliases.state(connection, "outlet", "beta.example", "gamma.example", "redirect")
    with small.store.read() as connection:
        found = [getattr(query, name)(connection, *rest) for name, *rest in QUESTIONS]
        found.append(query.outlets(connection, sort="-lag_hours", limit=2))
        found.append(query.stories(connection, sort="-sources", limit=2))
    small.store.close()
    return found


def test_every_question_has_one_answer(tmp_path: Path, postgres_url: str) -> None:
    here, there = answers(tmp_path / "whence.db"), answers(postgres_url)
    for asked, one, other in zip(QUESTIONS, here, there, strict=False):
        assert one == other, asked
    assert here == there
