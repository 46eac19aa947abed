"""What texts share is found while they come in, in any order and any number at once."""

from __future__ import annotations

import random
from collections.abc import Callable
from functools import cache
from itertools import combinations
from typing import Any

import pytest
from sqlalchemy import func, select

from graph.identity import article_id
from graph.model import Article, Overlap
from graph.resolve import matching
from graph.resolve.matching import Matched, look_up, match
from graph.reuse import candidates
from graph.reuse.comparing import Text, Work, compared
from graph.reuse.merged import merged
from graph.store import postings
from graph.store.engine import Store
from graph.store.schema import METADATA, SKETCH
from tests.graph.resolve.keeping import (
    boilerplate,
    copied,
    keep,
    matched,
    pairs,
    stories,
    urls,
)
from tests.graph.texts import edited, page, prose

STORY, OTHER = prose(1, 250), prose(2, 250)
DAYS = [f"2022-{month:02}-{day:02}" for month in range(1, 13) for day in (1, 8, 15, 22)]
"""Far enough apart that no time zone turns two of them round."""


@pytest.fixture
def comparisons(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How many pairs were compared each time."""
    counts: list[int] = []
    really = matching.compare_all

    def counting(connection: Any, wanted: Any, common: Any) -> Any:  # noqa: ANN401 - as they come
        counts.append(len(wanted))
        return really(connection, wanted, common)

    monkeypatch.setattr(matching, "compare_all", counting)
    return counts


def small(patch: pytest.MonkeyPatch) -> None:
    """Merges and parts with few articles."""
    patch.setattr(postings, "_FRESH", 60)
    patch.setattr(postings, "_BESIDE", 2)
    patch.setattr(candidates, "_AT_ONCE", 40)
    patch.setattr(matching, "_AT_ONCE", 3)


def rows(store: Store) -> dict[str, list[Any]]:
    """Everything that stands in the store."""
    with store.read() as connection:
        return {
            table.name: sorted(map(repr, connection.execute(select(table)).all()))
            for table in METADATA.sorted_tables
        }


def world() -> list[Article]:
    """Originals with copies, edited copies, excerpts and texts that merge two."""
    pages = []
    for number in range(5):
        story, after = prose(10 + number, 200), prose(10 + (number + 1) % 5, 200)
        half, third = (" ".join(story.split()[:n]) for n in (100, 80))
        texts = [
            story,
            story,
            edited(story, number, 0.03),
            f"{third} {prose(30 + number, 20)}",
            f"{half} {' '.join(after.split()[100:])}",
            prose(50 + number, 200),
        ]
        pages += [
            page(f"o{number}{place}", text, DAYS[place * 5 + number], name="x")
            for place, text in enumerate(texts)
        ]
    random.Random(7).shuffle(pages)  # noqa: S311 - test data, no secrets
    return pages


def test_a_copy_is_found_and_the_earlier_one_is_its_source(store: Store) -> None:
    copy, source = page("b", STORY, DAYS[2]), page("a", STORY, DAYS[1])
    none, first = matched(store, [copy, page("c", OTHER)])
    (second,) = matched(store, [source])
    assert none == first == Matched()
    a, b = (article_id(one.url or "") for one in (source, copy))
    assert second == Matched(joined={(a, b)}, copies={b})
    assert pairs(store) == {(source.url, copy.url): "copy"}


@pytest.mark.parametrize(
    "settings, size",
    [(small, 1), (small, 7), (small, 30), (lambda _: None, 7)],
    ids=["1", "7", "30", "7 as it is"],
)
def test_one_by_one_in_batches_and_all_at_once_find_the_same(
    store: Store,
    monkeypatch: pytest.MonkeyPatch,
    settings: Callable[[pytest.MonkeyPatch], None],
    size: int,
) -> None:
    settings(monkeypatch)
    found = matched(store, world(), size)
    assert pairs(store) == expected()
    now: set[tuple[str, str]] = set()
    for one in found:
        now = (now | one.joined) - one.parted
    assert now == {
        (article_id(source), article_id(copy)) for source, copy in copied(store)
    }
    assert boilerplate(store) == 0


@cache
def expected() -> dict[tuple[str, str], str]:
    """What comparing every article with every other gives."""
    addresses = {article_id(str(one.url)): str(one.url) for one in world()}
    texts = {
        key: Text(id=key, outlet=key, published=one.published, text=one.text)
        for key, one in zip(addresses, world(), strict=True)
    }
    every = Work(pairs=list(combinations(texts, 2)), texts=texts)
    by_copy: dict[str, dict[str, Overlap]] = {}
    for (source, copy), overlap in compared(every).items():
        if overlap.reuse not in matching._NOTHING:
            by_copy.setdefault(copy, {})[source] = overlap
    return {
        (addresses[source], addresses[copy]): str(overlap.reuse)
        for copy, sources in by_copy.items()
        for source, overlap in {**sources, **merged(sources)}.items()
    }


def test_the_world_of_these_tests_has_every_kind() -> None:
    assert {"copy", "edited", "excerpt", "composite"} <= set(expected().values())
    assert len(expected()) > 30


def test_matching_again_does_nothing(store: Store, comparisons: list[int]) -> None:
    pages = world()
    matched(store, pages, 10)
    before = rows(store)
    comparisons.clear()
    assert matched(store, pages, 10) == [Matched()] * 3
    assert comparisons == []
    assert rows(store) == before


def test_no_articles_and_unknown_ones_match_nothing(store: Store) -> None:
    with store.write() as connection:
        assert match(connection, []) == Matched()
        assert match(connection, ["nobody"]) == Matched()


def test_one_article_that_is_named_twice_is_matched_once(store: Store) -> None:
    (identity,) = keep(store, page("a", STORY))
    with store.write() as connection:
        match(connection, [identity, identity])
        count = connection.execute(select(func.count()).select_from(SKETCH))
        assert count.scalar_one() == 1


def test_a_changed_text_shares_nothing_any_more(store: Store) -> None:
    one, copy = page("a", STORY, name="x"), page("b", STORY, name="x")
    matched(store, [one, copy])
    ((source, target),) = copied(store)
    gone = article_id(source), article_id(target)
    (changed,) = matched(store, [page("b", OTHER, name="x")])
    assert changed == Matched(parted={gone}, copies={gone[1]})
    assert pairs(store) == {}
    (back,) = matched(store, [page("b", STORY, name="x")])
    assert back == Matched(joined={gone}, copies={gone[1]})


def test_an_emptied_text_shares_nothing_any_more(store: Store) -> None:
    matched(store, [page("a", STORY, name="x"), page("b", STORY, name="x")])
    (changed,) = matched(store, [page("b", "", name="x")])
    assert len(changed.parted) == 1
    assert pairs(store) == {}
    matched(store, [page("c", STORY)])
    assert len(pairs(store)) == 1


def test_a_changed_date_turns_source_and_copy_round(store: Store) -> None:
    first = [page("a", STORY, DAYS[1], name="x"), page("b", STORY, DAYS[2], name="x")]
    matched(store, first)
    a, b = (str(one.url) for one in first)
    assert set(pairs(store)) == {(a, b)}
    matched(store, [page("a", STORY, DAYS[3], name="x")])
    assert set(pairs(store)) == {(b, a)}


def test_old_fingerprints_give_nothing_after_merges_either(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    small(monkeypatch)
    for change in range(20):
        matched(store, [page("a", prose(100 + change, 150), name="x")])
    old = [page(f"o{change}", prose(100 + change, 150)) for change in range(20)]
    matched(store, old, 5)
    now = str(page("a", "", name="x").url)
    assert {frozenset(pair) for pair in pairs(store)} == {frozenset({now, old[-1].url})}


def test_a_text_that_is_not_kept_is_looked_up_and_changes_nothing(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(postings, "_FRESH", 60)
    pages = world()
    matched(store, pages, 10)
    before = rows(store)
    with store.read() as connection:
        for one in pages:
            own = article_id(one.url or "")
            found = look_up(connection, None, one.text)
            near = {article_id(u) for p in expected() if one.url in p for u in p}
            assert own in found
            assert near <= set(found)
        for text in ("", "…", "word", prose(999, 300)):
            assert look_up(connection, "a.example", text) == []
    assert rows(store) == before


def test_a_look_up_in_an_empty_store_finds_nothing(store: Store) -> None:
    with store.read() as connection:
        assert look_up(connection, None, STORY) == []


def test_a_footer_joins_nobody_and_hides_no_copy(store: Store) -> None:
    footer = prose(3, 80)
    pages = [
        page("daily", f"{prose(100 + number, 200)}\n{footer}") for number in range(12)
    ]
    matched(store, pages)
    assert boilerplate(store) > 0
    assert copied(store) == set()
    first = str(pages[0].text)
    copy = page("b", first.partition("\n")[0])
    both = page("daily", f"{first}", name="again")
    matched(store, [copy, both])
    joined = {frozenset(pair) for pair in copied(store)}
    assert joined == {
        frozenset(pair) for pair in combinations(urls([pages[0], copy, both]), 2)
    }


@pytest.mark.parametrize("size", [1, 40])
def test_a_notice_of_many_outlets_joins_nobody(store: Store, size: int) -> None:
    notice = prose(4, 60)
    pages = [
        page(f"o{number}", f"{prose(200 + number, 90)}\n{notice}")
        for number in range(40)
    ]
    matched(store, pages, size)
    assert boilerplate(store) > 0
    assert copied(store) == set()


def test_what_was_joined_before_boilerplate_was_learned_is_parted(
    store: Store,
) -> None:
    """A notice so long that it is taken for copying first."""
    notice = prose(4, 150)
    pages = [
        page(f"o{number}", f"{prose(200 + number, 300)}\n{notice}")
        for number in range(16)
    ]
    found = matched(store, pages)
    assert any(one.joined for one in found)
    assert boilerplate(store) > 0
    assert copied(store) == set()
    joined = {pair for one in found for pair in one.joined}
    assert joined == {pair for one in found for pair in one.parted}


def test_what_was_learned_earlier_still_counts_when_a_pair_is_doubted_again(
    store: Store,
) -> None:
    notices = prose(4, 150), prose(5, 150)
    own = "\n".join(notices)
    pages = [page(f"o{n}", f"{prose(200 + n, 300)}\n{own}") for n in range(2)]
    matched(store, pages)
    assert len(copied(store)) == 1
    for place, notice in enumerate(notices):
        seeds = range(300 + 100 * place, 320 + 100 * place)
        more = [page(f"p{seed}", f"{prose(seed, 300)}\n{notice}") for seed in seeds]
        matched(store, more, 20)
    assert copied(store) == set()


@pytest.mark.parametrize("size", [1, 50])
def test_one_outlets_article_at_many_addresses_is_one(store: Store, size: int) -> None:
    footer = prose(3, 120)
    matched(
        store,
        [page("daily", f"{prose(100 + n, 200)}\n{footer}") for n in range(12)],
        size,
    )
    assert boilerplate(store) > 0
    same = [page("daily", f"{STORY}\n{footer}") for _ in range(50)]
    matched(store, same, size)
    assert {one for pair in copied(store) for one in pair} == urls(same)


@pytest.mark.parametrize(
    "count, size", [(66, 1), pytest.param(300, 300, marks=pytest.mark.slow)]
)
def test_a_story_that_was_printed_everywhere_is_found_everywhere(
    store: Store, monkeypatch: pytest.MonkeyPatch, count: int, size: int
) -> None:
    monkeypatch.setattr(postings, "_FRESH", 100)
    text = prose(1, 40)
    pages = [page(f"o{number}", text) for number in range(count)]
    matched(store, pages, size)
    assert {one for pair in copied(store) for one in pair} == urls(pages)


@pytest.mark.parametrize("size", [1, 40])
@pytest.mark.parametrize("change", ["words", "footers"])
def test_small_changes_of_every_outlet_do_not_make_a_story_boilerplate(
    sqlite_store: Store, change: str, size: int
) -> None:
    texts = [
        edited(STORY, number, 0.02)
        if change == "words"
        else f"{STORY}\n{prose(400 + number, 100)}"
        for number in range(40)
    ]
    pages = [page(f"o{number}", text) for number, text in enumerate(texts)]
    matched(sqlite_store, pages, size)
    assert {one for pair in copied(sqlite_store) for one in pair} == urls(pages)


@pytest.mark.parametrize("size", [1, pytest.param(100, marks=pytest.mark.slow)])
def test_pages_of_one_template_are_not_joined_and_cost_little(
    store: Store, comparisons: list[int], size: int
) -> None:
    template = [prose(500 + part, 60) for part in range(4)]
    pages = [
        page("shop", "\n".join([*template[:2], prose(600 + n, 30), *template[2:]]))
        for n in range(100 if size == 1 else 2000)
    ]
    matched(store, pages, size)
    assert copied(store) == set()
    assert sum(comparisons) < 2 * len(pages)
    assert stories(store) == []


@pytest.mark.xfail(
    strict=True, reason="texts that all outlets edit all over look like strangers"
)
@pytest.mark.parametrize("size", [1, 40])
def test_a_story_that_every_outlet_edits_is_found_everywhere(
    sqlite_store: Store, size: int
) -> None:
    texts = [edited(STORY, number, 0.06) for number in range(40)]
    pages = [page(f"o{number}", text) for number, text in enumerate(texts)]
    matched(sqlite_store, pages, size)
    assert {one for pair in copied(sqlite_store) for one in pair} == urls(pages)


@pytest.mark.parametrize("size", [1, 40])
def test_a_passage_of_a_story_that_was_printed_often_is_found_elsewhere(
    sqlite_store: Store, size: int
) -> None:
    said = " ".join(STORY.split()[100:200])
    pages = [page(f"o{number}", STORY) for number in range(30)]
    taker = page("taker", f"{prose(6, 200)}\n{said}\n{prose(7, 200)}")
    matched(sqlite_store, [*pages, taker], size)
    assert boilerplate(sqlite_store) == 0
    assert any(taker.url in pair for pair in pairs(sqlite_store))


@pytest.mark.xfail(
    strict=True, reason="small differences within an outlet add up without end"
)
@pytest.mark.parametrize("size", [1, 50])
def test_one_outlets_article_with_other_teasers_at_each_address_is_one(
    sqlite_store: Store, size: int
) -> None:
    same = [page("daily", f"{STORY}\n{prose(700 + n, 25)}") for n in range(50)]
    matched(sqlite_store, same, size)
    assert {one for pair in copied(sqlite_store) for one in pair} == urls(same)
