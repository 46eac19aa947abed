"""What stands in the store after articles were read, in whatever order."""

from __future__ import annotations

from collections.abc import Callable
from itertools import permutations
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from graph.model import Article, Outlet, Relation
from graph.resolve import stage
from graph.store import read, search, write
from graph.store.engine import Store, open_store
from graph.store.schema import ARTICLE, METADATA, OUTLET, OVERLAP, REPUBLICATION
from tests.graph.resolve import keeping
from tests.graph.store.facts import LONG, NOW, OTHER, article, claim, tables
from tests.graph.texts import page, prose

A, B, C = (f"https://{name}.example/x" for name in "abc")
EARLY, MIDDLE, LATE = "2022-02-10", "2022-02-14", "2022-02-18"


def keep(store: Store, *pages: Article) -> None:
    """Read pages one after another, as a crawl does."""
    for one in pages:
        with store.write() as connection:
            identity = write.put_article(connection, one, now=NOW)
            stage.resolve(connection, identity, now=NOW)
    with store.write() as connection:
        stage.resolve_names(connection, now=NOW)


def edges(store: Store) -> dict[tuple[str | None, str | None], Any]:
    """Every edge by the addresses, or the outlet, of its ends."""
    source, copy = ARTICLE.alias(), ARTICLE.alias()
    with store.read() as connection:
        rows = connection.execute(
            select(
                REPUBLICATION, source.c.url.label("source"), copy.c.url.label("copy")
            )
            .outerjoin(source, source.c.id == REPUBLICATION.c.source_id)
            .join(copy, copy.c.id == REPUBLICATION.c.copy_id)
        ).all()
    return {(row.source or row.source_outlet, row.copy): row for row in rows}


def reasons(row: Any) -> set[str]:  # noqa: ANN401 - a row
    return {reason["name"] for reason in row.reasons}


def stories(store: Store) -> dict[str, str | None]:
    with store.read() as connection:
        rows = connection.execute(select(ARTICLE.c.url, ARTICLE.c.story)).all()
    return {row.url: row.story for row in rows}


def credits_(url: str, source: str, date: str, **fields: Any) -> Article:  # noqa: ANN401 - any field
    """An article that links to its source."""
    return article(url, date, claims=(claim(url=source),), **fields)


def test_a_link_gives_an_edge_before_and_after_its_source_is_read(store: Store) -> None:
    keep(store, credits_(B, A, LATE))
    row = edges(store)[A, B]
    assert (row.verdict, row.declared, row.inferred) == ("likely", True, False)
    keep(store, article(A, EARLY))
    row = edges(store)[A, B]
    assert (row.verdict, row.declared, row.inferred) == ("certain", True, True)
    assert row.of_copy == 1.0
    with store.read() as connection:
        pair = connection.execute(select(OVERLAP)).one()
    assert (pair.source_id, pair.copy_id) == (row.source_id, row.copy_id)


def test_a_copy_dated_before_its_source_is_lowered(store: Store) -> None:
    keep(store, credits_(B, A, EARLY), article(A, LATE))
    row = edges(store)[A, B]
    assert "later" in reasons(row)
    keep(store, article(A, EARLY))
    assert "later" not in reasons(edges(store)[A, B])


def test_a_credit_without_shared_text_is_lowered(store: Store) -> None:
    keep(store, credits_(B, A, LATE, headline="Other"), article(A, EARLY, text=OTHER))
    row = edges(store)[A, B]
    assert "no-shared-text" in reasons(row)
    assert row.verdict in {"possible", "rejected"}


def test_a_translation_shares_no_text_and_is_not_lowered(store: Store) -> None:
    told = claim(url=A, relation=Relation.TRANSLATES)
    keep(store, article(B, LATE, claims=(told,)), article(A, EARLY, text=OTHER))
    row = edges(store)[A, B]
    assert (row.relation, row.of_copy) == ("translates", None)
    assert "no-shared-text" not in reasons(row)


@pytest.mark.parametrize("order", list(permutations((A, B))))
def test_two_pages_that_credit_each_other_are_both_lowered(
    store: Store, order: tuple[str, str]
) -> None:
    pages = {A: credits_(A, B, EARLY), B: credits_(B, A, LATE)}
    keep(store, *(pages[url] for url in order))
    found = edges(store)
    assert set(found) == {(A, B), (B, A)}
    assert all("mutual-credit" in reasons(row) for row in found.values())
    assert "later" in reasons(found[B, A])


def test_credit_is_mutual_no_longer_once_it_was_taken_back(store: Store) -> None:
    keep(store, credits_(A, B, EARLY), credits_(B, A, LATE), article(A, EARLY))
    found = edges(store)
    assert set(found) == {(A, B)}
    assert "mutual-credit" not in reasons(found[A, B])


def test_a_page_that_credits_itself_has_no_edge(store: Store) -> None:
    spelling = "http://www.a.example/x/?utm_source=y"
    keep(store, credits_(A, spelling, EARLY), credits_(B, C, EARLY, canonical=B))
    declared = {ends for ends, row in edges(store).items() if row.declared}
    assert declared == {(C, B)}


def test_a_ring_of_credits_ends(store: Store) -> None:
    pages = (credits_(A, B, EARLY), credits_(B, C, MIDDLE), credits_(C, A, LATE))
    keep(store, *pages, *pages)
    assert set(edges(store)) == {(A, C), (C, B), (B, A)}
    assert len(set(stories(store).values())) == 1


def test_text_and_time_infer_what_no_page_declares(store: Store) -> None:
    keep(store, article(B, LATE), article(A, EARLY), article(C, MIDDLE, text=OTHER))
    assert set(edges(store)) == {(A, B)}
    row = edges(store)[A, B]
    assert (row.declared, row.inferred, row.credit) == (False, True, "none")


@pytest.mark.parametrize("date", [None, EARLY])
def test_without_an_order_of_dates_there_is_a_story_but_no_edge(
    store: Store, date: str | None
) -> None:
    keep(store, article(B, date), article(A, EARLY))
    assert edges(store) == {}
    assert len(set(stories(store).values())) == 1
    assert None not in stories(store).values()


def test_of_several_sources_the_earliest_is_inferred(store: Store) -> None:
    keep(store, article(C, LATE), article(B, MIDDLE), article(A, EARLY))
    assert set(edges(store)) == {(A, C), (A, B)}


def test_a_file_of_unknown_origin_is_a_copy_in_either_order(store: Store) -> None:
    file = article(None, LATE)
    keep(store, file, article(A, EARLY))
    first = edges(store)
    keep(store, file)
    assert set(edges(store)) == set(first) == {(A, None)}


def test_articles_join_one_story_and_leave_it(store: Store) -> None:
    keep(store, article(A, EARLY), credits_(B, A, MIDDLE), credits_(C, B, LATE))
    before = stories(store)
    assert before[A] == before[B] == before[C] is not None
    keep(store, article(B, MIDDLE, text=OTHER, headline="Other"))
    # C still credits B, and shares its text and headline with A.
    assert stories(store)[A] is not None
    keep(store, article(C, LATE, text="Short.", headline="Third"))
    assert stories(store) == {A: None, B: None, C: None}


def test_a_text_that_changed_leaves_the_story_it_shared(store: Store) -> None:
    keep(store, article(A, EARLY), article(B, EARLY))
    assert stories(store)[A] == stories(store)[B] is not None
    keep(store, article(B, EARLY, text=OTHER))
    assert stories(store) == {A: None, B: None}


def test_stories_join_where_two_cited_articles_turn_out_to_be_one(
    store: Store,
) -> None:
    other = "https://a.example/?p=7"
    keep(
        store,
        credits_(B, A, LATE, headline="B", text=LONG),
        credits_(C, other, LATE, headline="C", text=OTHER),
    )
    assert stories(store)[B] != stories(store)[C]
    keep(store, article(A, EARLY, canonical=other, headline="A", text="Short."))
    assert set(stories(store)) == {A, B, C}
    assert stories(store)[A] == stories(store)[B] == stories(store)[C] is not None


def test_a_name_is_resolved_when_its_outlet_is_met(store: Store) -> None:
    named = article(B, LATE, claims=(claim(outlet="Indian Punchline"),))
    keep(store, named)
    assert set(edges(store)) == {("name:indian-punchline", B)}
    outlet = Outlet(key="punchline.example", name="Indian Punchline")
    keep(
        store, article("https://punchline.example/y", EARLY, outlet=outlet, text=OTHER)
    )
    assert set(edges(store)) == {("punchline.example", B)}
    with store.read() as connection:
        keys = connection.execute(select(OUTLET.c.key)).scalars().all()
    assert "name:indian-punchline" not in keys


def test_a_name_that_two_outlets_bear_is_nobodys_again(store: Store) -> None:
    named = article(C, LATE, claims=(claim(outlet="The Herald"),), text=OTHER)
    herald = {
        url: article(url, EARLY, outlet=Outlet(key=url[8:17], name="The Herald"))
        for url in (A, B)
    }
    keep(store, named, herald[A])
    assert set(edges(store)) == {("a.example", C)}
    keep(store, herald[B])
    assert ("name:herald", C) in edges(store)
    assert ("a.example", C) not in edges(store)


def test_a_source_that_a_search_found_is_named_and_found(store: Store) -> None:
    outlet = Outlet(key="a.example", name="A")
    keep(
        store,
        article(B, LATE, claims=(claim(outlet="A"),)),
        article(A, EARLY, outlet=outlet, headline="Told otherwise", authors=()),
    )
    # By its text it is the article of that outlet, before any search.
    assert "in-story" in reasons(edges(store)[A, B])
    with store.write() as connection:
        copy = read.article_at(connection, B)
        assert copy is not None
        opened = search.open_search(
            connection,
            direction="up",
            article=copy,
            outlet="a.example",
            home="https://a.example/",
            depth=1,
            position=0,
        )
        assert opened is not None
        search.end(connection, opened, found=A, score=0.9, alternatives=[])
        stage.resolve(connection, copy, now=NOW)
    row = edges(store)[A, B]
    assert row.credit == "named"
    assert {"found", "declared-name", "shared-text"} <= reasons(row)


def test_resolving_again_changes_nothing(store: Store) -> None:
    pages = (article(A, EARLY), credits_(B, A, MIDDLE), article(C, LATE))
    keep(store, *pages)
    before = tables(store, without=["id"])
    keep(store, *pages)
    assert tables(store, without=["id"]) == before


HALF = " ".join(LONG.split()[:100])
WEB: dict[str, Callable[[], Article]] = {
    "original": lambda: article(A, EARLY),
    "copy": lambda: credits_(B, A, MIDDLE),
    "copy of the copy": lambda: credits_(C, B, LATE),
    "named": lambda: article(
        "https://d.example/x", LATE, claims=(claim(outlet="A"),), headline="New words"
    ),
    "uncredited": lambda: article("https://e.example/x", LATE),
    "uncredited, undated": lambda: article("https://f.example/x"),
    "older than its source": lambda: credits_("https://g.example/x", C, EARLY),
    "half": lambda: article("https://h.example/x", "2022-03-01", text=HALF),
    "ring": lambda: credits_("https://i.example/x", "https://j.example/x", LATE),
    "and ring": lambda: credits_("https://j.example/x", "https://i.example/x", LATE),
    "another story": lambda: article(
        "https://k.example/x", LATE, text=OTHER, headline="Else"
    ),
    "its copy": lambda: article(
        "https://l.example/x", "2022-03-01", text=OTHER, headline="Else"
    ),
    "file": lambda: article(None, "2022-03-01"),
    "self": lambda: credits_("https://m.example/x", "https://m.example/x", LATE),
}
DERIVED = ("outlet", "article", "address", "overlap", "republication", "byline")


def told(order: list[str], folder: Path, name: str) -> dict[str, list[str]]:
    """What a store says after these pages were read in this order."""
    path = folder / f"{name}.db"
    path.unlink(missing_ok=True)
    store = open_store(str(path))
    keep(store, *(WEB[page]() for page in order))
    rows = tables(store)
    store.close()
    return {table: rows[table] for table in DERIVED}


@pytest.mark.slow
@settings(max_examples=5)
@given(order=st.permutations(list(WEB)))
def test_the_order_of_arrival_does_not_count(
    tmp_path_factory: pytest.TempPathFactory, order: list[str]
) -> None:
    folder = tmp_path_factory.mktemp("orders")
    assert told(order, folder, "mixed") == told(list(WEB), folder, "plain")
    assert set(DERIVED) <= set(METADATA.tables)


def test_a_credited_article_that_was_read_already_needs_no_search(store: Store) -> None:
    outlet = Outlet(key="a.example", name="A")
    source, copy = (
        article(A, EARLY, outlet=outlet),
        article(B, LATE, claims=(claim(outlet="A"),)),
    )
    keep(store, copy, source)
    assert set(edges(store)) == {(A, B)}


STORY = prose(1, 300)
QUOTE = f"\u201c{prose(3, 90)}\u201d"
COPIES = {
    "copy": (STORY, "republishes"),
    "edited": (f"{' '.join(STORY.split()[:200])} {prose(8, 30)}", "adapts"),
    "excerpt": (" ".join(STORY.split()[:120]), "excerpts"),
}


@pytest.mark.parametrize("arrival", ["source first", "copy first", "together"])
def test_a_copy_without_credit_is_found_in_any_order(
    store: Store, arrival: str
) -> None:
    for kind, (text, relation) in COPIES.items():
        # Other words for each kind, so that only these two belong together.
        pages = [
            page("a", STORY.replace("v", kind), EARLY, name=kind),
            page("b", text.replace("v", kind), LATE, name=kind),
        ]
        if arrival == "copy first":
            pages.reverse()
        keeping.resolved(store, pages, 2 if arrival == "together" else 1)
        ends = f"https://a.example/{kind}", f"https://b.example/{kind}"
        row = edges(store)[ends]
        assert row.relation == relation
        assert (row.declared, row.inferred, row.credit) == (False, True, "none")
        # Text and time alone: both may come from a third one.
        assert row.verdict == "possible"
        assert keeping.pairs(store)[ends] == kind
        assert set(ends) in keeping.stories(store)
    assert len(edges(store)) == len(keeping.pairs(store)) == len(COPIES)


def test_a_declared_copy_keeps_what_it_shares(store: Store) -> None:
    credited = page("b", COPIES["edited"][0], LATE, name="x")
    told_ = credits_(B, A, LATE, text=credited.text)
    keep(store, told_, page("a", STORY, EARLY, name="x"))
    row = edges(store)[A, B]
    assert (row.declared, row.inferred, row.relation) == (True, True, "republishes")
    assert 0.5 < row.of_original < row.of_copy < 1.0
    assert "shared-text" in reasons(row)
    assert keeping.pairs(store) == {(A, B): "edited"}


@pytest.mark.parametrize("at_once", [1, 2])
def test_a_long_quotation_alone_is_no_story(store: Store, at_once: int) -> None:
    texts = [
        f"{prose(seed, 150)}\n{QUOTE}\n{prose(seed + 1, 150)}" for seed in (10, 20)
    ]
    pages = [
        page("a", texts[0], EARLY, name="x"),
        page("b", texts[1], LATE, name="x"),
    ]
    keeping.resolved(store, pages, at_once)
    assert keeping.pairs(store) == {(A, B): "quotation"}
    assert edges(store) == {}
    assert keeping.stories(store) == []


def test_a_text_that_changes_leaves_one_story_and_joins_another(store: Store) -> None:
    other = prose(2, 300)
    keeping.resolved(
        store,
        [
            page("a", STORY, EARLY, name="x"),
            page("b", STORY, MIDDLE, name="x"),
            page("c", other, EARLY, name="x"),
        ],
    )
    assert keeping.stories(store) == [{A, B}]
    keeping.resolved(store, [page("b", other, MIDDLE, name="x")])
    assert keeping.stories(store) == [{B, C}]
    assert set(edges(store)) == {(C, B)}
    keeping.resolved(store, [page("b", "", MIDDLE, name="x")])
    assert keeping.stories(store) == []
    assert edges(store) == {}
    keeping.resolved(store, [page("b", STORY, MIDDLE, name="x")])
    assert keeping.stories(store) == [{A, B}]
    assert set(edges(store)) == {(A, B)}


def test_a_date_that_changes_turns_the_edge_round(store: Store) -> None:
    keeping.resolved(
        store,
        [page("a", STORY, MIDDLE, name="x"), page("b", STORY, LATE, name="x")],
    )
    assert set(edges(store)) == {(A, B)}
    keeping.resolved(store, [page("b", STORY, EARLY, name="x")])
    assert set(edges(store)) == {(B, A)}
    keeping.resolved(store, [page("b", STORY, None, name="x")])
    assert edges(store) == {}
    assert keeping.stories(store) == [{A, B}]


MERGED = " ".join([*STORY.split()[:160], *prose(2, 300).split()[100:240]])
SIX: dict[str, Callable[[], Article]] = {
    "original": lambda: page("a", STORY, "2022-02-01", name="x"),
    "copy": lambda: page("b", STORY, "2022-02-11", name="x"),
    "edited": lambda: page("c", COPIES["edited"][0], "2022-02-21", name="x"),
    "excerpt": lambda: page("d", COPIES["excerpt"][0], "2022-03-01", name="x"),
    "two sources": lambda: page("e", MERGED, "2022-03-11", name="x"),
    "other source": lambda: page("f", prose(2, 300), "2022-02-06", name="x"),
}


def six(order: list[str], folder: Path, name: str, size: int = 1) -> object:
    """What a store says after six articles came in in this order."""
    path = folder / f"{name}.db"
    path.unlink(missing_ok=True)
    store = open_store(str(path))
    keeping.resolved(store, [SIX[one]() for one in order], size)
    rows = tables(store)
    kept = keeping.copied(store), keeping.pairs(store), keeping.stories(store)
    store.close()
    return kept, {table: rows[table] for table in DERIVED}


@pytest.mark.slow
@settings(max_examples=12)
@given(order=st.permutations(list(SIX)), size=st.sampled_from([1, 2, 6]))
def test_copies_are_the_same_in_every_order(
    tmp_path_factory: pytest.TempPathFactory, order: list[str], size: int
) -> None:
    folder = tmp_path_factory.mktemp("six")
    assert six(order, folder, "mixed", size) == six(list(SIX), folder, "plain", 6)


def test_six_articles_have_edges_of_every_kind(store: Store) -> None:
    keeping.resolved(store, [make() for make in SIX.values()], 6)
    found = {(row.relation) for row in edges(store).values()}
    assert found == {"republishes", "adapts", "excerpts"}
    assert len(keeping.stories(store)) >= 1


def test_stories_that_boilerplate_joined_are_parted_again(store: Store) -> None:
    notice = prose(4, 150)
    pages = [
        page(f"o{n}", f"{prose(200 + n, 300)}\n{notice}", EARLY) for n in range(14)
    ]
    keeping.resolved(store, pages[:6])
    assert len(keeping.stories(store)[0]) == 6
    keeping.resolved(store, pages[6:])
    assert keeping.stories(store) == []
    assert edges(store) == {}


def test_a_template_makes_no_story_of_an_outlet_nor_of_another(store: Store) -> None:
    template = prose(5, 200)
    pages = [
        page("shop", f"{template}\n{prose(300 + n, 30)}", EARLY) for n in range(40)
    ]
    keeping.resolved(store, pages, 8)
    keeping.resolved(store, [page("b", pages[3].text, LATE, name="x")])
    assert all(len(story) == 2 for story in keeping.stories(store))


ODD = {
    "empty": "",
    "word": "word",
    "signs": "\u2026 !?",
    "few": "one two three",
    "repeated": "again " * 100_000,
    "few signs": "\u6c34\u706b\u571f" * 2000,
    "mixed": STORY.replace(" ", " \u0645\u0631 \u6c34\u706b \u043c\u0438\u0440 "),
    "long": prose(7, 300_000),
    "plain": STORY,
}


def test_odd_texts_are_matched_with_their_like_only(store: Store) -> None:
    pages = [
        page(outlet, text, date, name=name.replace(" ", "-"))
        for outlet, date in (("a", EARLY), ("b", LATE))
        for name, text in ODD.items()
    ]
    keeping.resolved(store, pages)
    ends = ("https://a.example/", "https://b.example/")
    assert keeping.pairs(store) == {
        (ends[0] + name, ends[1] + name): "copy"
        for name in ("repeated", "few-signs", "mixed", "long", "plain")
    }


def test_a_text_of_few_signs_is_matched_by_them(store: Store) -> None:
    signs = "".join(chr(0x4E00 + (7 * n) % 900) for n in range(400))
    keeping.resolved(
        store,
        [page("a", signs, EARLY, name="x"), page("b", signs[:300], LATE, name="x")],
    )
    assert set(edges(store)) == {(A, B)}


def test_one_article_at_two_addresses_of_an_outlet_is_one_story(store: Store) -> None:
    keeping.resolved(store, [page("a", STORY, EARLY), page("a", STORY, LATE)])
    assert [len(story) for story in keeping.stories(store)] == [2]
    assert edges(store) == {}


def test_an_article_that_is_named_twice_is_resolved_once(store: Store) -> None:
    ids = keeping.keep(
        store, page("a", STORY, EARLY, name="x"), page("b", STORY, LATE, name="x")
    )
    with store.write() as connection:
        stage.resolve_all(connection, [*ids, *ids], now=NOW)
    assert set(edges(store)) == {(A, B)}


def test_a_text_of_two_sources_belongs_to_the_story_of_the_first(store: Store) -> None:
    keeping.resolved(store, [make() for make in SIX.values()], 6)
    merged = "https://e.example/x"
    sources = {source for source, copy in edges(store) if copy == merged}
    assert "https://f.example/x" in sources
    assert len(sources) == 2
    assert [len(story) for story in keeping.stories(store)] == [5]
