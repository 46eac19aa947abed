"""Translations that no page declares are found, and joined with their source."""

from __future__ import annotations

from dataclasses import replace
from itertools import permutations

import pytest
from sqlalchemy import select

from graph.model import Article, Relation
from graph.resolve import translations
from graph.resolve.settling import settle_all
from graph.store import parallels
from graph.store.engine import Store
from graph.store.schema import ANCHOR, ARTICLE, REPUBLICATION
from tests.graph.resolve.keeping import keep, resolved
from tests.graph.reuse.test_parallel import ENGLISH, GERMAN, RUSSIAN, SAME_EVENT
from tests.graph.texts import page


def told(outlet: str, text: str, language: str | None, date: str) -> Article:
    return replace(page(outlet, text, date, outlet), language=language)


SOURCE = told("harbour", ENGLISH, "en", "2022-05-03")
TRANSLATED = told("hafen", GERMAN, "de-AT", "2022-05-04")
AGAIN = told("gavan", RUSSIAN, "ru", "2022-05-05")
OTHER = told("other", SAME_EVENT, "en", "2022-05-04")


def edges(store: Store) -> set[tuple[str, str, str]]:
    """Source, copy and relation of every republication, after all is settled."""
    list(settle_all(store))
    source, copy = ARTICLE.alias(), ARTICLE.alias()
    with store.read() as connection:
        rows = connection.execute(
            select(source.c.outlet_key, copy.c.outlet_key, REPUBLICATION.c.relation)
            .join(source, source.c.id == REPUBLICATION.c.source_id)
            .join(copy, copy.c.id == REPUBLICATION.c.copy_id)
        )
        return {(one, other, relation) for one, other, relation in rows}


FOUND = ("harbour.example", "hafen.example", Relation.TRANSLATES.value)


@pytest.mark.parametrize("pages", list(permutations([SOURCE, TRANSLATED, OTHER])))
def test_a_translation_is_found_in_whatever_order_they_come(
    store: Store, pages: tuple[Article, ...]
) -> None:
    resolved(store, pages)
    assert edges(store) == {FOUND}


def test_two_translations_have_their_source_and_not_each_other(store: Store) -> None:
    resolved(store, [SOURCE, TRANSLATED, AGAIN], size=3)
    found = edges(store)
    assert FOUND in found
    assert {copy for _, copy, _ in found} == {"hafen.example", "gavan.example"}
    assert {relation for _, _, relation in found} == {Relation.TRANSLATES.value}


def test_where_all_speak_one_language_nothing_is_kept(store: Store) -> None:
    resolved(store, [SOURCE, OTHER])
    list(settle_all(store))
    with store.read() as connection:
        assert connection.execute(select(ANCHOR)).first() is None
    resolved(store, [TRANSLATED])
    assert edges(store) == {FOUND}


def test_the_same_event_a_year_later_is_no_translation(store: Store) -> None:
    resolved(store, [SOURCE, told("hafen", GERMAN, "de", "2023-05-03")])
    assert edges(store) == set()


def test_one_outlets_two_languages_are_no_republication(store: Store) -> None:
    own = told("harbour", GERMAN, "de", "2022-05-04")
    resolved(store, [SOURCE, replace(own, url="https://harbour.example/de")])
    assert edges(store) == set()


def test_a_text_that_changes_is_looked_at_again(store: Store) -> None:
    resolved(store, [SOURCE, TRANSLATED])
    assert edges(store) == {FOUND}
    resolved(store, [replace(TRANSLATED, text=SAME_EVENT, language="en")])
    assert edges(store) == set()
    with store.read() as connection:
        ids = list(connection.execute(select(ARTICLE.c.id)).scalars())
        assert parallels.among(connection, ids) == {}
        stories = set(connection.execute(select(ARTICLE.c.story)).scalars())
    assert stories == {None}


def test_a_text_without_a_language_tells_nothing(store: Store) -> None:
    resolved(store, [SOURCE, replace(TRANSLATED, language=None), AGAIN])
    assert {copy for _, copy, _ in edges(store)} == {"gavan.example"}


def test_looking_goes_on_where_it_stopped(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(translations, "_AT_ONCE", 1)
    resolved(store, [SOURCE, OTHER, TRANSLATED])
    assert edges(store) == {FOUND}
    with store.write() as connection:
        assert not translations.refresh(connection)


def test_an_article_that_is_only_kept_is_not_looked_at(store: Store) -> None:
    keep(store, SOURCE, TRANSLATED)
    with store.write() as connection:
        assert not translations.refresh(connection)
    assert edges(store) == set()
