"""Markup into a tree, and addresses out of it."""

from __future__ import annotations

import pytest

from crawler.markup import absolute, first, parse


@pytest.mark.parametrize("text", ["", "   ", "\n"])
def test_no_markup_gives_no_tree(text: str) -> None:
    assert parse(text) == (None, False)


def test_an_encoding_that_the_text_states_does_not_matter() -> None:
    tree, _ = parse(
        '<?xml version="1.0" encoding="latin-1"?><html><body>é</body></html>'
    )
    assert tree is not None
    assert "é" in "".join(tree.itertext())


def test_the_first_element_that_carries_an_attribute() -> None:
    tree, _ = parse("<base><base href='/a'><base href='/b'>")
    assert tree is not None
    assert first(tree, "base", "href") == "/a"
    assert first(tree, "video", "src") == ""


@pytest.mark.parametrize(
    "href, base, wanted",
    [
        ("b", "https://x.example/a/", "https://x.example/a/b"),
        ("/b", "http://127.0.0.1:8000/a", "http://127.0.0.1:8000/b"),
        ("//y.example/b", "https://x.example/", "https://y.example/b"),
        ("https://y.example/a b\n", None, "https://y.example/a%20b"),
        ("mailto:a@b.example", "https://x.example/", ""),
        ("b", None, ""),
        ("http://[::1", "https://x.example/", ""),
        ("#top", "https://x.example/", ""),
    ],
)
def test_addresses_become_absolute_or_nothing(
    href: str, base: str | None, wanted: str
) -> None:
    assert absolute(href, base) == wanted


def test_a_flood_of_attributes_is_left_out_and_a_long_one_is_kept() -> None:
    flood = "<p " + "".join(f"a{n}=b " for n in range(60_000)) + ">x</p>"
    tree, _ = parse(f"<body>{flood}<p title='{'so ' * 100_000}'>y</p></body>")
    assert tree is not None
    first, second = tree.iter("p")
    assert (first.text, dict(first.attrib)) == ("x", {})
    assert (second.text, len(second.get("title", ""))) == ("y", 300_000)
