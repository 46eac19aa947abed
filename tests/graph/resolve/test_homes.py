"""For which outlets authors write is counted over all stories, in steps of two."""

from __future__ import annotations

from dataclasses import replace

from sqlalchemy import delete, select, update

from graph.model import Article, Author
from graph.resolve import homes
from graph.store import trees
from graph.store.engine import Store
from graph.store.schema import ARTICLE, HOME, UNSETTLED
from tests.graph.resolve.keeping import keep
from tests.graph.texts import page


def by_ada(outlet: str, text: str) -> Article:
    return replace(page(outlet, text), authors=(Author(name="Ada Sander"),))


def refreshed(store: Store) -> dict[str, int]:
    """How many stories by Ada stand where."""
    with store.write() as connection:
        connection.execute(delete(UNSETTLED))
        homes.refresh(connection)
        rows = connection.execute(select(HOME.c.outlet_key, HOME.c.count))
        return {outlet: count for outlet, count in rows}  # noqa: C416 - rows are no pairs to a type checker


def one_story(store: Store, *identities: str) -> None:
    with store.write() as connection:
        some = ARTICLE.c.id.in_(identities)
        connection.execute(update(ARTICLE).where(some).values(story=min(identities)))


def unsettled(store: Store) -> set[str]:
    with store.read() as connection:
        return set(trees.unsettled(connection, 100))


def test_stories_are_counted_by_author_and_outlet(store: Store) -> None:
    keep(store, *(by_ada("a", f"Text {n}.") for n in range(3)), by_ada("b", "Other."))
    assert refreshed(store) == {"a.example": 2, "b.example": 1}


def test_two_articles_of_one_story_count_once(store: Store) -> None:
    one_story(store, *keep(store, by_ada("a", "One."), by_ada("a", "Two.")))
    assert refreshed(store) == {"a.example": 1}


def test_a_new_home_unsettles_the_authors_stories_and_no_others(store: Store) -> None:
    told, alone, other = keep(
        store, by_ada("a", "1."), by_ada("a", "2."), page("b", "")
    )
    one_story(store, told, other)
    refreshed(store)
    assert unsettled(store) == {told}
    assert alone not in unsettled(store)
    refreshed(store)
    assert unsettled(store) == set()
