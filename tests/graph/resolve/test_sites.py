"""Outlets are one where several of their own articles say so, and else are not."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest
from sqlalchemy import Connection, update

from graph.identity import name_key, outlet_key
from graph.identity.world import table
from graph.model import Outlet
from graph.resolve import stage
from graph.resolve.sites import outlet_aliases
from graph.store import write
from graph.store.aliases import APART
from graph.store.engine import Store
from graph.store.schema import OUTLET
from tests.graph.store.facts import LONG, NOW, article


def said(connection: Connection) -> set[tuple[str, str, str]]:
    """What is stated: two keys and the source."""
    return {(one.one, one.other, one.source) for one in outlet_aliases(connection)}


def put(
    connection: Connection,
    url: str,
    *,
    asked: str | None = None,
    **fields: Any,  # noqa: ANN401 - any field of an article
) -> str:
    """Keep an article with a headline of its own."""
    page = article(url, **{"headline": url, "text": url, **fields})
    return write.put_article(connection, page, now=NOW, asked=asked)


def moved(connection: Connection, pairs: Sequence[tuple[str, str]]) -> None:
    """Articles that were asked for at one address and read at another."""
    for asked, url in pairs:
        put(connection, f"https://{url}", asked=f"https://{asked}")


def test_a_host_whose_articles_lead_to_another_has_moved(store: Store) -> None:
    with store.write() as connection:
        moved(
            connection, [(f"old.org/{n}/tide", f"new.org/{n}/tide") for n in range(3)]
        )
        assert said(connection) == {("new.org", "old.org", "redirect")}
        (found,) = outlet_aliases(connection)
        assert found.detail == "3 articles of old.org lead to the same paths on new.org"


@pytest.mark.parametrize(
    "pairs",
    [
        [("old.org/1/tide", "new.org/1/tide")],
        [("old.org/1/tide", "new.org/1/tide"), ("old.org/2/tide", "new.org/2/tide")],
        # A shortener, or a count of clicks.
        [(f"sho.rt/{n}x", f"new.org/{n}/tide") for n in range(9)],
        # A site that was parted among several.
        [(f"old.org/{n}/tide", f"new{n % 2}.org/{n}/tide") for n in range(8)],
        # Front pages.
        [("a.org/", "b.org/"), ("c.org/", "b.org/"), ("d.org/", "b.org/")],
    ],
    ids=["one", "two", "shortener", "parted", "fronts"],
)
def test_other_redirects_say_nothing(
    sqlite_store: Store, pairs: list[tuple[str, str]]
) -> None:
    with sqlite_store.write() as connection:
        moved(connection, pairs)
        assert said(connection) == set()


def test_a_host_that_keeps_more_than_it_gives_away_stays(sqlite_store: Store) -> None:
    with sqlite_store.write() as connection:
        moved(
            connection, [(f"old.org/{n}/tide", f"new.org/{n}/tide") for n in range(3)]
        )
        for number in range(4):
            put(connection, f"https://old.org/{number}/own")
        assert said(connection) == set()


def test_a_hosted_site_moves_to_a_domain_of_its_own(sqlite_store: Store) -> None:
    with sqlite_store.write() as connection:
        moved(
            connection,
            [
                *((f"blue.substack.com/p/{n}", f"www.blue.org/p/{n}") for n in "abc"),
                *((f"medium.com/@red/{n}", f"red.org/{n}") for n in "abc"),
            ],
        )
        assert said(connection) == {
            ("blue.org", "blue.substack.com", "redirect"),
            ("medium.com/@red", "red.org", "redirect"),
        }


def test_a_site_of_a_platform_is_one_under_both_its_addresses(store: Store) -> None:
    with store.write() as connection:
        for url in ("medium.com/@Ann/a", "ann.medium.com/b", "medium.com/bob/c"):
            put(connection, f"https://{url}")
        put(connection, "https://bob.medium.com/d")
        assert said(connection) == {("ann.medium.com", "medium.com/@Ann", "platform")}


def mirror(
    store: Store,
    *,
    name: str = "Tide",
    texts: str = "same",
    own: int = 0,
    count: int = 3,
) -> set[tuple[str, str, str]]:
    """A site whose pages say that they stand on another, and what that makes of it."""
    ids = []
    with store.write() as connection:
        for number in range(count):
            text = f"{LONG} story {number} " * 2
            real = f"https://tide.org/{number}/a"
            for host, shown, words in (
                ("tide.org", "Tide", text),
                ("tide.info", name, text if texts == "same" else f"other {number}"),
            ):
                page = article(
                    f"https://{host}/{number}/a",
                    canonical=real,
                    headline=f"Story {number}",
                    text=words,
                    outlet=Outlet(key=host, name=shown),
                )
                ids.append(write.put_article(connection, page, now=NOW))
        for number in range(own):
            outlet = Outlet(key="tide.info", name=name)
            put(connection, f"https://tide.info/own/{number}", outlet=outlet)
        stage.resolve_all(connection, ids, now=NOW)
        return said(connection)


def test_a_mirror_names_the_other_site_and_has_its_texts(store: Store) -> None:
    assert mirror(store) == {("tide.info", "tide.org", "canonical")}


def test_a_copy_under_a_name_of_its_own_is_no_mirror(sqlite_store: Store) -> None:
    assert mirror(sqlite_store, name="Harbour Post") == set()


def test_a_page_with_other_words_is_no_mirror(sqlite_store: Store) -> None:
    assert mirror(sqlite_store, texts="other") == set()


def test_one_page_alone_is_no_mirror(sqlite_store: Store) -> None:
    assert mirror(sqlite_store, count=1) == set()


def test_a_site_with_articles_of_its_own_is_no_mirror(sqlite_store: Store) -> None:
    assert mirror(sqlite_store, own=5) == set()


def named(connection: Connection, name: str, *hosts: str) -> None:
    """An outlet known by a credit, and hosts that call themselves so."""
    key = f"name:{name_key(name)}"
    for host in hosts:
        outlet = Outlet(key=host, name=name)
        put(connection, f"https://{host}/a", outlet=outlet)
    write.put_outlet(connection, Outlet(key=key, name=name))


def test_a_name_is_the_host_that_alone_calls_itself_so(store: Store) -> None:
    with store.write() as connection:
        named(connection, "Indian Punchline", "punch.example")
        assert said(connection) == {
            ("name:indian-punchline", "punch.example", "same-name")
        }


@pytest.mark.parametrize(
    "name",
    ["The Times", "Daily Mail", "The Guardian", "News", "Новости", "Die Zeitung"],
)
def test_a_name_that_many_papers_have_is_nobodys(
    sqlite_store: Store, name: str
) -> None:
    with sqlite_store.write() as connection:
        named(connection, name, "paper.example")
        assert said(connection) == set()


def test_a_name_that_two_hosts_give_themselves_is_neither(sqlite_store: Store) -> None:
    with sqlite_store.write() as connection:
        named(connection, "Indian Punchline", "punch.example", "line.example")
        assert said(connection) == set()


def test_a_name_that_others_gave_a_host_proves_nothing(sqlite_store: Store) -> None:
    with sqlite_store.write() as connection:
        outlet = Outlet(key="punch.example", name="Indian Punchline")
        write.meet_outlet(connection, outlet)
        named(connection, "Indian Punchline")
        assert said(connection) == set()


@pytest.mark.parametrize(
    "one, other",
    [
        ("The Times", "Times of India"),
        ("Washington Post", "Washington Times"),
        ("New York Post", "New York Times"),
    ],
)
def test_names_that_look_alike_are_two_outlets(
    sqlite_store: Store, one: str, other: str
) -> None:
    with sqlite_store.write() as connection:
        named(connection, one, "one.example")
        connection.execute(update(OUTLET).values(name_key=name_key(one)))
        named(connection, other)
        keys = {key for statement in said(connection) for key in statement[:2]}
        assert f"name:{name_key(other)}" not in keys


@pytest.mark.parametrize(
    "met, stated",
    [
        ("theguardian.com theguardian.co.uk", "known"),
        ("kffhealthnews.org khn.org", "known"),
        ("zcomm.org zmag.org", "known"),
        ("telesurenglish.net telesurtv.net", "edition"),
        ("globalresearch.ca mondialisation.ca", "edition"),
        ("kff.org kffhealthnews.org", "group"),
        ("khn.org", ""),
        ("twitter.com x.com", ""),
        ("washingtonpost.com washingtontimes.com", ""),
        ("indiatimes.com thetimes.com", ""),
    ],
)
def test_the_world_knows_of_some_that_were_met(
    sqlite_store: Store, met: str, stated: str
) -> None:
    one, *other = sorted(met.split())
    with sqlite_store.write() as connection:
        for key in (one, *other):
            write.put_outlet(connection, Outlet(key=key))
        assert said(connection) == ({(one, *other, stated)} if stated else set())


def test_what_the_world_knows_is_written_as_keys() -> None:
    listed = table("outlets")
    entries = [entry for kind in ("same", *sorted(APART)) for entry in listed[kind]]
    keys = [key for entry in entries for key in entry["keys"]]
    assert [key for key in keys if outlet_key(f"https://{key}/") != key] == []
    assert all(len(entry["keys"]) > 1 for entry in entries)
    ones = [key for entry in listed["same"] for key in entry["keys"]]
    assert len(ones) == len(set(ones))
    assert all(entry["why"] for entry in listed["same"])
