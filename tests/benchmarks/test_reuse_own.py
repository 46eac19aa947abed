"""Our engine: articles go into a store, and pairs of numbers come out."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from benchmarks.reuse.articles import Article, World
from benchmarks.reuse.own import Whence

WORLD = World(size=100)


def article(number: int, text: str) -> Article:
    made = WORLD.article(number)
    return Article(
        number=number,
        url=made.url,
        outlet=f"{number}.example",
        published=made.published,
        text=text,
    )


def long(number: int) -> str:
    """A text of its own."""
    return " ".join(f"word{number}x{place}" for place in range(60))


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[Whence]:
    made = Whence(tmp_path)
    yield made
    made.close()


def take(engine: Whence, *articles: Article) -> None:
    engine.prepare(articles)
    assert engine.add(articles) == ()


def test_the_pairs_are_those_that_the_store_holds_in_the_end(engine: Whence) -> None:
    take(engine, article(1, long(1)), article(2, long(2)), article(3, long(1)))
    take(engine, article(40, long(2)), article(41, long(3)))
    assert list(engine.later_pairs()) == []
    assert list(engine.finish()) == [()]
    assert sorted(map(sorted, engine.later_pairs())) == [[1, 3], [2, 40]]


def test_a_new_text_is_looked_up_in_what_another_engine_left(
    engine: Whence, tmp_path: Path
) -> None:
    take(engine, article(1, long(1)), article(300, long(1)), article(2, long(2)))
    list(engine.finish())
    later = Whence(tmp_path)
    assert sorted(later.look_up(article(500, long(1)))) == [1, 300]
    later.close()


def test_a_whole_world_goes_in(engine: Whence) -> None:
    take(engine, *(WORLD.article(number) for number in range(WORLD.size)))
    assert list(engine.finish())
    assert 7 in engine.look_up(article(500, WORLD.article(7).text))
