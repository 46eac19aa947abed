"""Republication pixels tell the outlet, and mostly the article; none is fetched."""

from __future__ import annotations

import pytest

from crawler.cues import read_claims
from crawler.page import Page
from graph.model import Article, Claim, Where

OWN = "https://daily.example/2022/bridge"


def read(body: str) -> tuple[Claim, ...]:
    page = Page.from_html(f"<body><article><p>Text</p>{body}</article></body>", OWN)
    return read_claims(page, Article(url=OWN))


@pytest.mark.parametrize(
    "tag, key, url",
    [
        (
            (
                '<img src="https://counter.theconversation.com/content/12345/count.gif?'
                'distributor=republish-lightbox-basic">'
            ),
            "theconversation.com",
            None,
        ),
        (
            (
                '<script id="theconversation_tracker_hook" src="/hook.js" data-counter='
                '"https://counter.theconversation.com/content/12345/count"></script>'
            ),
            "theconversation.com",
            None,
        ),
        (
            (
                '<img src="https://hill.example/?republication-pixel=true&amp;post=77'
                '&amp;ga4=G-1">'
            ),
            "hill.example",
            "https://hill.example/?p=77",
        ),
        (
            (
                '<img src="https://hill.example/wp-content/plugins/'
                'creative-commons-sharing/includes/pixel.php?post=77">'
            ),
            "hill.example",
            "https://hill.example/?p=77",
        ),
        (
            (
                '<script id="creative-commons-sharing-source" data-postid="77" '
                'data-pluginsdir="https://hill.example/wp-content/plugins"></script>'
            ),
            "hill.example",
            "https://hill.example/?p=77",
        ),
        (
            (
                '<script>PARSELY.beacon.trackPageView({ url: "https://hill.example/a", '
                "urlref: window.location.href });</script>"
            ),
            "hill.example",
            "https://hill.example/a",
        ),
        (
            '<script src="https://pixel.propublica.org/pixel.js" async></script>',
            "propublica.org",
            None,
        ),
        (
            '<img src="https://rt.prnewswire.com/rt.gif?NewsItemId=EN1&Transmission_Id=2">',
            "prnewswire.com",
            None,
        ),
        (
            '<img src="https://hill.example/assets/republication-pixel.gif?post=7">',
            "hill.example",
            "https://hill.example/",
        ),
        (
            '<img src="https://hill.example/pixel.gif?key=https%3A%2F%2Fhill.example%2Fa">',
            "hill.example",
            "https://hill.example/a",
        ),
    ],
)
def test_a_pixel_tells_its_source(tag: str, key: str, url: str | None) -> None:
    (claim,) = read(tag)
    assert claim.reference.outlet_key == key
    assert claim.reference.url == url
    assert claim.places[0].where is Where.PIXEL


def test_the_number_finds_the_linked_article() -> None:
    (claim,) = read(
        '<p><a href="https://theconversation.com/on-bridges-12345">here</a></p>'
        '<img src="https://counter.theconversation.com/content/12345/count.gif">'
    )
    assert claim.reference.url == "https://theconversation.com/on-bridges-12345"
    assert "content/12345/count.gif" in claim.places[0].quote


def test_a_link_is_kept_before_the_number_of_a_pixel() -> None:
    (claim,) = read(
        '<p>This <a href="https://hill.example/bridge">article</a> first appeared on '
        '<a href="https://hill.example/">Hill</a>.</p>'
        '<img src="https://hill.example/?republication-pixel=true&amp;post=77">'
    )
    assert claim.reference.url == "https://hill.example/bridge"


def test_what_counts_for_an_advertiser_is_none() -> None:
    assert read('<img src="https://ads.example/pixel.gif?key=abcdef">') == ()
    assert (
        read('<img src="https://ads.example/pixel.gif?key=https://a.example/b">') == ()
    )
    assert read('<img src="https://hill.example/img/republished.jpg">') == ()


def test_the_original_s_own_dialog_is_none() -> None:
    pixel = "https://daily.example/?republication-pixel=true&amp;post=7"
    assert read(f'<img src="{pixel}">') == ()
    other = "https://hill.example/?republication-pixel=true&amp;post=7"
    assert read(f'<textarea>&lt;img src="{other}"&gt;</textarea>') == ()
