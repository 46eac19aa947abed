"""An outlet or author is found by name, key or address; else others are offered."""

from __future__ import annotations

import pytest

from graph.errors import UnknownError
from graph.model import Outlet
from graph.query.named import author_named, outlet_named
from graph.store import aliases, write
from tests.graph.small_store import Small


def keys(small: Small, words: str) -> tuple[str, ...]:
    with small.store.read() as connection:
        return outlet_named(connection, words).keys


def meet(small: Small, key: str, name: str) -> None:
    with small.store.write() as connection:
        write.put_outlet(connection, Outlet(key=key, name=name))


def test_any_way_to_say_it_means_the_outlet(network: Small) -> None:
    for words in (
        "gamma.example",
        "Gamma.Example",
        "GAMMA",
        "the Gamma",
        "www.gamma.example",
        "https://www.gamma.example/lines?utm_source=x",
        "http://gamma.example/never-seen",
    ):
        assert keys(network, words) == ("gamma.example",), words


def test_an_outlet_known_by_name_alone(network: Small) -> None:
    assert keys(network, "the wire") == ("name:the-wire",)
    meet(network, "wire.example", "The Wire")
    assert keys(network, "The Wire") == ("wire.example",)


def test_a_name_that_fits_two_outlets_offers_both(network: Small) -> None:
    meet(network, "herald.example", "Herald")
    meet(network, "theherald.example", "The Herald")
    with pytest.raises(UnknownError, match="fits 2 outlets") as caught:
        keys(network, "Herald")
    assert "herald.example (Herald), theherald.example (The Herald)" in str(
        caught.value
    )
    assert caught.value.code == 3
    assert keys(network, "theherald.example") == ("theherald.example",)


def test_two_that_are_one_are_no_choice(network: Small) -> None:
    meet(network, "herald.example", "Herald")
    meet(network, "theherald.example", "The Herald")
    with network.store.write() as connection:
        aliases.state(
            connection, "outlet", "herald.example", "theherald.example", "redirect"
        )
    assert keys(network, "Herald") == ("herald.example", "theherald.example")


def test_an_unknown_outlet_names_the_nearest(network: Small) -> None:
    for words in ("Gama", "gamma.exampel", "Gamma News"):
        with pytest.raises(UnknownError, match="the nearest known: Gamma"):
            keys(network, words)


def test_what_is_no_name_at_all_is_unknown(network: Small) -> None:
    for words in ("", "%", "---", "\u202e", "http://[", "新华社"):
        with pytest.raises(UnknownError, match="no outlet is known under"):
            keys(network, words)


def test_an_author_is_found_in_any_spelling(network: Small) -> None:
    with network.store.read() as connection:
        assert author_named(connection, "ANN  LEE").keys == ("ann-lee",)
        assert author_named(connection, "ann-lee").name == "Ann Lee"
        with pytest.raises(UnknownError, match="the nearest known: Ann Lee"):
            author_named(connection, "Anne Lee")


def test_an_empty_store_knows_nobody(small: Small) -> None:
    with pytest.raises(UnknownError, match=r"no outlet is known under Gamma$"):
        keys(small, "Gamma")
