"""Keeping nouns twice is keeping them once, and no copy is ever lost."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import Connection, select

from graph.identity import article_id
from graph.judgement import Decision, Judged, Judgement
from graph.model import (
    Author,
    Candidate,
    Credit,
    Intake,
    Outlet,
    Overlap,
    Reason,
    Relation,
    Republication,
    Verdict,
)
from graph.resolve import habits, homes, roles, stories
from graph.reuse.parallel import Parallel
from graph.store import (
    aliases,
    frontier,
    intakes,
    judgements,
    leanings,
    listed,
    near,
    overlaps,
    parallels,
    read,
    search,
    validators,
    watched,
    write,
)
from graph.store.engine import Store
from graph.store.schema import ADDRESS, ARTICLE, OUTLET, SNAPSHOT
from graph.store.validators import Validator
from tests.graph.store.facts import (
    LONG,
    NOW,
    OTHER,
    article,
    claim,
    day,
    entry,
    snapshot,
    tables,
)

URL = "https://example.org/a"


def put(
    store: Store, url: str | None, *, asked: str | None = None, **more: object
) -> str:
    with store.write() as connection:
        return write.put_article(connection, article(url, **more), now=NOW, asked=asked)  # type: ignore[arg-type]


def cite(store: Store, url: str) -> str:
    with store.write() as connection:
        outlet = Outlet(key="example.org")
        return write.cite(connection, url, outlet=outlet, now=NOW)


def texts(store: Store) -> dict[str | None, str]:
    """The texts by the addresses they were read at."""
    with store.read() as connection:
        rows = connection.execute(select(ARTICLE.c.url, ARTICLE.c.text)).all()
    return {row.url: row.text for row in rows}


def addresses(store: Store) -> dict[str, str]:
    """The article of each key."""
    with store.read() as connection:
        rows = connection.execute(select(ADDRESS.c.url_key, ADDRESS.c.article_id))
        return dict(rows.all())


def edge(source: str, copy: str) -> Republication:
    return Republication(
        source=source,
        source_outlet="example.org",
        copy=copy,
        relation=Relation.REPUBLISHES,
        declared=True,
        inferred=False,
        verdict=Verdict.LIKELY,
        credit=Credit.LINKED,
        overlap=Overlap(of_original=0.5, of_copy=0.75, words=30),
        reasons=(Reason(name="declared-link", weight=3.2, detail="x"),),
    )


def judged(source: str, copy: str) -> Judgement:
    """An analyst's word on an edge; the stories of both have to be settled again."""
    return Judgement(
        kind=Judged.ARTICLE,
        one=source,
        other=copy,
        verdict=Decision.YES,
        one_name="https://other.example/o",
        other_name=URL,
        judged_at=NOW,
    )


def put_everything(connection: Connection) -> None:
    """One noun of every kind."""
    number = write.put_snapshot(connection, snapshot(URL))
    outlet = Outlet(key="other.example", name="Other")
    write.put_outlet(connection, outlet, home="https://other.example/")
    page = article(
        URL,
        "2022-02-20",
        canonical="https://example.org/true",
        authors=(Author(name="A. Writer"), Author(name="B. Desk")),
        claims=(claim(url="https://other.example/o", date=day("2022-02-18")),),
        topics=("World", "Asia"),
        outlinks=("https://third.example",),
        endpoints=(("feed", "https://example.org/feed"),),
    )
    copy = write.put_article(connection, page, now=NOW, snapshot=number)
    later = {"digest": "sha1:other", "fetched_at": NOW + timedelta(hours=1)}
    taken = replace(snapshot(URL, 1), **later)  # type: ignore[arg-type]
    number = write.put_snapshot(connection, taken)
    changed = replace(page, headline="Red lines, corrected")
    write.put_article(connection, changed, now=NOW, snapshot=number)
    source = write.cite(connection, "https://other.example/o", outlet=outlet, now=NOW)
    shared = Overlap(of_original=0.5, of_copy=0.75, words=30)
    overlaps.put(connection, {(source, copy): shared})
    write.put_republications(connection, copy, [edge(source, copy)])
    offered = Candidate(
        url="https://example.org/c",
        headline="Red lines",
        published=day("2022-02-20"),
        claim=claim(),
    )
    listed.put_listing(connection, "feed https://example.org/feed", [offered])
    frontier.add(connection, [entry(URL, seed=True), entry("https://example.org/b")])
    frontier.hold_host(connection, "example.org", NOW)
    validators.keep(connection, "example.org/b", Validator(etag='"1"'), now=NOW)
    watched.watch(connection, "example.org", "https://example.org/", now=NOW)
    asked = {"outlet": "other.example", "home": "https://other.example/", "depth": 1}
    opened = search.open_search(connection, direction="up", article=copy, **asked)  # type: ignore[arg-type]
    if opened:
        search.put_probes(connection, opened, ["p", "p", "q"])
    aliases.state(connection, "outlet", "other.example", "third.example", "redirect")
    judgements.put(connection, judged(source, copy))
    parallels.put(connection, {(source, copy): Parallel(12, 0.75)})
    told = parallels.Text(
        id=copy, number=1, language="en", outlet=None, published=None, text=""
    )
    parallels.put_keys(connection, [(told, [7])])
    stories.join(connection, [(source, copy)])
    for counted in (habits, homes, roles):
        counted.refresh(connection)
    leanings.put(connection, [source], {source: {"example.org": 0.5}})
    habits.lean(connection)
    archive = Intake(file="/tmp/a.warc", size=9, modified=7, offset=9, done=True)  # noqa: S108
    intakes.put(connection, [archive])


def test_another_body_in_its_place_takes_the_row_of_a_snapshot(store: Store) -> None:
    first = snapshot(URL)
    with store.write() as connection:
        number = write.put_snapshot(connection, first)
        write.put_article(connection, article(URL), now=NOW, snapshot=number)
        other = replace(first, url="https://example.org/other", digest="sha1:OTHER")
        assert write.put_snapshot(connection, other) == number
        assert connection.execute(select(SNAPSHOT.c.digest)).scalars().all() == [
            "sha1:OTHER"
        ]
        found = connection.execute(select(ARTICLE.c.snapshot_id)).scalars().all()
        assert found == [None]


def test_the_same_nouns_twice_are_the_same_tables(store: Store) -> None:
    with store.write() as connection:
        put_everything(connection)
    once = tables(store, without=["id"])
    assert all(once.values()), "a table that no noun reaches"
    with store.write() as connection:
        put_everything(connection)
    assert tables(store, without=["id"]) == once


def test_claims_and_snapshots_come_back_as_they_were_put(store: Store) -> None:
    with store.write() as connection:
        put_everything(connection)
    with store.read() as connection:
        identity = article_id(URL)
        wanted = [claim(url="https://other.example/o", date=day("2022-02-18"))]
        assert read.claims_of(connection, identity) == wanted
        assert read.same_body(connection, snapshot(URL, 0)) == snapshot(URL, 0)
        assert read.same_body(connection, snapshot(URL, 1)) is None
        known = read.witness(connection, identity)
        assert (known.outlet, known.words) == ("example.org", 200)
        assert known.authors == ("A. Writer", "B. Desk")
        assert known.published == day("2022-02-20")


def test_a_record_of_the_archive_is_one_snapshot_wherever_it_lies(store: Store) -> None:
    with store.write() as connection:
        numbers = [
            write.put_snapshot(connection, snapshot(URL, offset))
            for offset in (0, 2**33, 0)
        ]
    assert numbers[0] == numbers[2] != numbers[1]


def test_claims_replace_what_the_page_said_before(store: Store) -> None:
    identity = put(store, URL, claims=(claim(outlet="One"), claim(outlet="Two")))
    put(store, URL, claims=(claim(outlet="Three"),))
    with store.read() as connection:
        assert read.claims_of(connection, identity) == [claim(outlet="Three")]


def test_authors_keep_their_order_and_each_stands_once(store: Store) -> None:
    names = ("Zoe Last", "A. First", "zoe last", "!?")
    identity = put(store, URL, authors=tuple(Author(name=name) for name in names))
    with store.read() as connection:
        assert read.witness(connection, identity).authors == ("zoe last", "A. First")


def test_first_seen_stays(store: Store) -> None:
    identity = put(store, URL)
    with store.write() as connection:
        later = NOW + timedelta(days=1)
        write.put_article(connection, article(URL), now=later)
        row = read.article_row(connection, identity)
    assert row["first_seen"] == NOW.isoformat()


@pytest.mark.parametrize(
    "spelling", ["http://www.example.org/a/", "https://m.example.org/a/amp?utm_id=1"]
)
def test_every_spelling_is_one_article(store: Store, spelling: str) -> None:
    assert put(store, URL) == put(store, spelling)
    assert len(texts(store)) == 1


def test_a_redirect_is_a_spelling_also_across_hosts(store: Store) -> None:
    identity = put(store, URL, asked="https://example.org/?p=7")
    other = put(
        store, "https://example.org/b", asked="https://short.example/x", headline="B"
    )
    assert addresses(store) == {
        "example.org/a": identity,
        "example.org?p=7": identity,
        "example.org/b": other,
        "short.example/x": other,
    }


def test_a_front_page_that_redirects_is_no_spelling(store: Store) -> None:
    identity = put(store, URL, asked="https://short.example/")
    assert addresses(store) == {"example.org/a": identity}


def test_a_redirect_from_an_article_known_by_another_headline_is_none(
    store: Store,
) -> None:
    put(store, "https://example.org/old", text=OTHER, headline="Old news")
    put(store, URL, asked="https://example.org/old")
    assert texts(store) == {"https://example.org/old": OTHER, URL: LONG}


def test_a_canonical_of_the_same_outlet_joins(store: Store) -> None:
    first = put(store, "https://example.org/?p=7", canonical=URL)
    assert put(store, URL) == first
    assert put(store, "https://example.org/print/a", canonical=URL) == first
    assert len(texts(store)) == 1


@pytest.mark.parametrize(
    "canonical",
    ["https://example.org/", "https://other.example/a", "nonsense", "", "http://["],
)
def test_other_canonicals_do_not(store: Store, canonical: str) -> None:
    put(store, URL, canonical=canonical)
    put(store, "https://example.org/b", canonical=canonical)
    assert sorted(addresses(store)) == ["example.org/a", "example.org/b"]


@pytest.mark.parametrize("order", [(0, 1, 2), (0, 2, 1), (1, 0, 2), (2, 1, 0)])
def test_a_wrong_canonical_loses_no_article(
    store: Store, order: tuple[int, ...]
) -> None:
    wrong = "https://example.org/wrong"
    pages = [
        (wrong, "Wrong", LONG),
        ("https://example.org/1", "One", OTHER),
        ("https://example.org/2", "Two", f"{OTHER} two"),
    ]
    for url, headline, text in (pages[number] for number in order):
        put(store, url, headline=headline, text=text, canonical=wrong)
    assert texts(store) == {url: text for url, _, text in pages}
    assert len(set(addresses(store).values())) == 3


def test_a_cited_address_taken_by_a_wrong_canonical_is_freed(store: Store) -> None:
    cite(store, "https://example.org/wrong")
    put(store, URL, headline="One", text=OTHER, canonical="https://example.org/wrong")
    put(store, "https://example.org/wrong", headline="Wrong")
    assert texts(store) == {URL: OTHER, "https://example.org/wrong": LONG}


def test_a_page_with_a_new_headline_stays_one_article(store: Store) -> None:
    first = put(store, URL, headline="Red lines", canonical="https://example.org/b")
    assert put(store, URL, headline="Red lines, again") == first
    assert len(texts(store)) == 1


def test_a_cited_article_becomes_the_fetched_one(store: Store) -> None:
    assert cite(store, URL) == put(store, "http://www.example.org/a")
    assert cite(store, URL) == article_id(URL)
    with store.read() as connection:
        row = read.article_row(connection, article_id(URL))
    assert (row["status"], row["outcome"]) == ("fetched", "kept")


def test_a_cited_article_gives_way_to_the_fetched_one(store: Store) -> None:
    cited = cite(store, "https://example.org/?p=7")
    copy = put(store, "https://other.example/c")
    with store.write() as connection:
        write.put_republications(connection, copy, [edge(cited, copy)])
        shared = Overlap(of_original=1.0, of_copy=1.0, words=9)
        overlaps.put(connection, {(cited, copy): shared})
        opened = search.open_search(
            connection, direction="down", article=cited, outlet="o", home="h", depth=0
        )
        assert opened is not None
        search.put_probes(connection, opened, ["p"])
    kept = put(store, URL)
    put(store, URL, canonical="https://example.org/?p=7")
    assert addresses(store)["example.org?p=7"] == kept
    with store.read() as connection:
        assert near.copies_of(connection, [kept]) == {(kept, copy)}
        assert near.copies_of(connection, [cited]) == set()
        with pytest.raises(KeyError):
            read.article_row(connection, cited)


def test_texts_without_address_are_told_by_their_words(store: Store) -> None:
    one, again, other = put(store, None), put(store, None), put(store, None, text=OTHER)
    assert one == again != other


@pytest.mark.parametrize("names", [("AFP", "Agence France-Presse"), ("AFP", "APF")])
def test_an_outlet_is_called_the_same_whoever_names_it_first(
    store: Store, names: tuple[str, ...]
) -> None:
    found = set()
    for order in (names, names[::-1]):
        with store.write() as connection:
            connection.execute(OUTLET.delete())
            for name in order:
                write.meet_outlet(connection, Outlet(key="afp.com", name=name))
            found.add(connection.execute(select(OUTLET.c.name)).scalar_one())
    assert len(found) == 1


def test_an_outlet_is_called_as_it_calls_itself(store: Store) -> None:
    def names() -> list[tuple[str, str | None]]:
        with store.read() as connection:
            found = connection.execute(select(OUTLET.c.name, OUTLET.c.home)).all()
        return [(row.name, row.home) for row in found]

    with store.write() as connection:
        write.meet_outlet(connection, Outlet(key="a.org", name="a.org"))
        write.meet_outlet(connection, Outlet(key="a.org", name="Credited"))
    assert names() == [("Credited", None)]
    with store.write() as connection:
        write.put_outlet(
            connection, Outlet(key="a.org", name="Own"), home="https://a.org/"
        )
        own = article("https://a.org/a", outlet=Outlet(key="a.org", name="Own"))
        write.put_article(connection, own, now=NOW)
        write.put_outlet(connection, Outlet(key="a.org", name=""))
        write.meet_outlet(
            connection, Outlet(key="a.org", name="Other"), home="http://x/"
        )
    assert names() == [("Own", "https://a.org/")]


def test_edges_replace_those_the_copy_had(store: Store) -> None:
    one, two = cite(store, URL), cite(store, "https://example.org/b")
    copy = put(store, "https://other.example/c")
    for sources in ((one, two), (two,)):
        with store.write() as connection:
            edges = [edge(source, copy) for source in sources]
            write.put_republications(connection, copy, edges)
    with store.read() as connection:
        assert near.copies_of(connection, [one]) == set()
        assert near.copies_of(connection, [two]) == {(two, copy)}
        assert read.count_republications(connection) == 1


def test_a_list_replaces_what_it_offered(store: Store) -> None:
    offered = [
        Candidate(url=f"https://example.org/{n}", authors=("A", "B"), source="feed")
        for n in range(3)
    ]
    for candidates in (offered, offered[1:]):
        with store.write() as connection:
            listed.put_listing(connection, "feed x", candidates)
    with store.read() as connection:
        assert read.listed(connection, ["feed x", "feed y"]) == offered[1:]


def test_a_name_means_an_outlet_only_where_one_bears_it(store: Store) -> None:
    def meant(name: str) -> str:
        with store.read() as connection:
            return read.outlet_named(connection, name)

    assert meant("The Herald") == "name:herald"
    with store.write() as connection:
        write.put_outlet(connection, Outlet(key="herald.example", name="The Herald"))
        write.put_outlet(connection, Outlet(key="name:herald", name="The Herald"))
    assert meant("HERALD") == "herald.example"
    with store.write() as connection:
        write.put_outlet(connection, Outlet(key="herald.test", name="Herald"))
    assert meant("Herald") == "name:herald"


@pytest.mark.slow
def test_kin_of_very_many_articles_can_be_asked(store: Store) -> None:
    copy = put(store, URL)
    source = cite(store, "https://example.org/b")
    with store.write() as connection:
        write.put_republications(connection, copy, [edge(source, copy)])
        many = [f"{number:016}" for number in range(40_000)]
        assert near.kin(connection, [*many, copy]) == {source}
        write.put_republications(
            connection, copy, [replace(edge(source, copy), verdict=Verdict.REJECTED)]
        )
        assert near.kin(connection, [copy]) == set()


def test_a_name_means_the_one_host_that_spells_it(store: Store) -> None:
    with store.write() as connection:
        write.put_neighbours(connection, "copy.example", ["http://hill-news.example"])
        found = read.outlet_named(connection, "Hill News", near="copy.example")
        assert found == "hill-news.example"
        home = read.outlet_home(connection, found, near="copy.example")
        assert home == "http://hill-news.example/"
        assert read.outlet_named(connection, "Hill News", near="other.example") == (
            "name:hill-news"
        )
        for key in ("thehillnews.example", "hillnews.example"):
            write.put_outlet(connection, Outlet(key=key, name=key))
        assert read.outlet_named(connection, "The Hill News") == "name:hill-news"
        assert read.outlet_named(connection, "Hill") == "name:hill"
