"""Two names are one author's where they sign tells so, and not by looking alike."""

from __future__ import annotations

import random

import pytest
from sqlalchemy import Connection, update

from graph.model import Author, Outlet
from graph.resolve import bylines
from graph.resolve.bylines import author_aliases
from graph.store import write
from graph.store.engine import Store
from graph.store.schema import ARTICLE
from tests.graph.store.facts import NOW, article

HERE, THERE = "https://here.example/", "https://there.example/"
Byline = tuple[str, str | None, tuple[str, ...]]


def sign(connection: Connection, *bylines: Byline) -> None:
    """Articles: each with its site, its story and who signs it."""
    for number, (site, story, names) in enumerate(bylines):
        url = f"{site}{number}-{'-'.join(names)}-{story}"
        authors = tuple(Author(name=name) for name in names)
        key = site.split("/")[2]
        page = article(
            url, headline=url, authors=authors, outlet=Outlet(key=key, name=key)
        )
        identity = write.put_article(connection, page, now=NOW)
        mine = ARTICLE.c.id == identity
        connection.execute(update(ARTICLE).where(mine).values(story=story))


def said(store: Store, *bylines: Byline) -> set[tuple[str, str, str]]:
    """What these bylines make: two keys and the source."""
    with store.write() as connection:
        sign(connection, *bylines)
        return {(a.one, a.other, a.source) for a in author_aliases(connection)}


def test_two_spellings_in_one_outlet_are_one_author(sqlite_store: Store) -> None:
    assert said(
        sqlite_store,
        (HERE, None, ("M. K. Bhadrakumar",)),
        (HERE, None, ("Melkulangara Bhadrakumar",)),
    ) == {("melkulangara-bhadrakumar", "mk-bhadrakumar", "initials")}


def test_two_spellings_on_copies_of_one_story_are_one_author(store: Store) -> None:
    assert said(
        store,
        (HERE, "s", ("M. K. Bhadrakumar",)),
        (THERE, "s", ("Bhadrakumar, MK",)),
        (THERE, "t", ("Shinzo Abe",)),
        (HERE, "t", ("Abe Shinzo",)),
    ) == {
        ("bhadrakumar-mk", "mk-bhadrakumar", "spelling"),
        ("abe-shinzo", "shinzo-abe", "order"),
    }


def test_translations_of_one_story_join_two_scripts(sqlite_store: Store) -> None:
    assert said(
        sqlite_store,
        (HERE, "s", ("Сергей Лавров",)),
        (THERE, "s", ("Sergey Lavrov",)),
    ) == {("sergey-lavrov", "сергеи-лавров", "script")}


def test_two_names_in_two_outlets_are_nobodys_but_their_own(
    sqlite_store: Store,
) -> None:
    assert (
        said(sqlite_store, (HERE, "s", ("John Smith",)), (THERE, "t", ("J. Smith",)))
        == set()
    )


def test_initials_that_fit_two_people_are_neithers(sqlite_store: Store) -> None:
    assert (
        said(
            sqlite_store,
            (HERE, None, ("J. Smith",)),
            (HERE, None, ("John Smith",)),
            (HERE, None, ("Jane Smith",)),
        )
        == set()
    )


def test_initials_that_fit_two_people_of_two_outlets_are_neithers(
    sqlite_store: Store,
) -> None:
    assert (
        said(
            sqlite_store,
            (HERE, None, ("J. Smith",)),
            (HERE, None, ("John Smith",)),
            (THERE, None, ("J. Smith",)),
            (THERE, None, ("Jane Smith",)),
        )
        == set()
    )


def test_initials_say_nothing_where_a_multitude_signs(
    sqlite_store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bylines, "_MOST_SIGNING", 2)
    names = ("J. Smith", "John Smith", "Dr. J. Smith")
    assert said(sqlite_store, *((HERE, None, (name,)) for name in names)) == {
        ("dr-j-smith", "j-smith", "title")
    }


def test_a_title_joins_even_where_initials_do_not(sqlite_store: Store) -> None:
    assert said(
        sqlite_store,
        (HERE, None, ("J. Smith",)),
        (HERE, None, ("John Smith",)),
        (HERE, None, ("Dr. John Smith",)),
        (HERE, None, ("Jane Smith",)),
    ) == {("dr-john-smith", "john-smith", "title")}


@pytest.mark.parametrize(
    "names",
    [
        ("John Smith", "John Smith Jr."),
        ("Reuters", "Reuters Staff"),
        ("Web Desk", "News Web Desk"),
        ("Li Wei", "Wei Li"),
        ("Bob Lee", "Robert Lee"),
    ],
)
def test_other_names_of_one_story_stay_two(
    sqlite_store: Store, names: tuple[str, str]
) -> None:
    assert said(sqlite_store, (HERE, "s", names[:1]), (THERE, "s", names[1:])) == set()


def test_a_family_name_first_says_nothing_within_one_outlet(
    sqlite_store: Store,
) -> None:
    assert (
        said(sqlite_store, (HERE, None, ("Shinzo Abe",)), (HERE, None, ("Abe Shinzo",)))
        == set()
    )


def test_two_who_sign_one_article_are_two(store: Store) -> None:
    assert (
        said(
            store,
            (HERE, None, ("J. Smith", "John Smith")),
            (HERE, None, ("J. Smith",)),
            (HERE, None, ("John Smith",)),
        )
        == set()
    )


def test_the_evidence_is_told(sqlite_store: Store) -> None:
    with sqlite_store.write() as connection:
        sign(connection, (HERE, "s1", ("A. Lee",)), (HERE, "s1", ("Ann Lee",)))
        (found,) = author_aliases(connection)
        assert found.detail == "both sign articles of here.example"
        sign(connection, (HERE, "s1", ("Dr. Ann Lee",)), (THERE, "s1", ("Ann Lee",)))
        details = {a.other: a.detail for a in author_aliases(connection)}
        assert details["dr-ann-lee"] == "both sign articles of here.example"


def test_the_order_of_articles_does_not_count(sqlite_store: Store) -> None:
    people = [
        "J. Smith",
        "John Smith",
        "Dr John Smith",
        "A. Lee",
        "Ann Lee",
        "Lee, Ann",
    ]
    bylines: list[Byline] = [
        (site, story, (name,))
        for name in people
        for site, story in ((HERE, "s"), (THERE, None))
    ]
    with sqlite_store.write() as connection:
        sign(connection, *bylines)
        first = set(author_aliases(connection))
        shuffled = bylines[:]
        random.Random(7).shuffle(shuffled)  # noqa: S311 - any order will do
        sign(connection, *shuffled)
        assert set(author_aliases(connection)) == first
        assert len(first) > 3
