"""Counting pixels that a publisher puts into the text it offers to others.

A pixel's address is read and never fetched: fetching it would count a reader.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING
from urllib.parse import unquote

from crawler.cues.making import claim, place, points_at_article
from graph.identity import same_outlet
from graph.model import Claim, Relation, Where

if TYPE_CHECKING:
    from lxml.html import HtmlElement

    from crawler.page import Page
    from graph.model import Article

_CONVERSATION = re.compile(r"counter\.theconversation\.com/content/(\d{1,12})/count")
_CONVERSATION_ARTICLE = r"theconversation\.com/[^\s\"'<>]{{1,300}}-{id}(?!\d)"
_TRACKER = re.compile(
    r"(https?://[^\s\"'<>?]{4,200}?)/?\?republication-pixel=true&(?:amp;)?post=(\d{1,12})",
)
_SHARING = re.compile(
    r"(https?://[^\s\"'<>]{4,200}?)/wp-content/plugins/creative-commons-sharing/"
    r"[^\s\"'<>]{0,80}pixel\.php\?post=(\d{1,12})",
)
_PARSELY = re.compile(
    r"PARSELY\.beacon\.trackPageView\(\s?\{[^}]{0,400}?\burl:\s?[\"'](https?://[^\"'\s]{4,600})[\"']",
)
_PROPUBLICA = re.compile(r"https?://pixel\.propublica\.org/pixel\.js")
# What counts the readers of a press release, by the service that sent it.
_RELEASES = (
    (re.compile(r"//rt\.prnewswire\.com/rt\.gif\?"), "PR Newswire"),
    (re.compile(r"//cts\.businesswire\.com/ct/"), "Business Wire"),
    (re.compile(r"globenewswire\.com/newsroom/ti\?"), "GlobeNewswire"),
)
# Any other publisher's: an address on its own site that speaks of republication.
_OTHER = re.compile(
    r"^(?P<site>https?://[\w.-]{4,100})/[^\s\"'<>]{0,200}?"
    r"(?:republish|republication|syndicat)[\w-]{0,40}(?:pixel|track|count|beacon|\.gif|\.png)",
)
_KEYED = re.compile(
    r"^https?://[\w.:-]{4,100}/pixel\.gif\?(?:[^#\s]{0,200}&)?key=(?P<key>[^&#\s]{4,600})"
)
_SHARING_PIXEL = "/wp-content/plugins/creative-commons-sharing/pixel.php?post="
_LONGEST = 5000
# Business Wire's counter also sends readers on to pages, which may be asked.
_READERS_PATH = re.compile(r"cts\.businesswire\.com/ct/CT\?id=smartlink")
_PORT = re.compile(r"^(https?://[^/:]+):\d{1,5}(?=/)")
# An address without any of these words is no such pixel.
_HINT = re.compile(
    r"theconversation|republi|syndicat|creative-commons-sharing|trackPageView|propublica"
    r"|newswire|businesswire|pixel\.gif",
)


def is_pixel(url: str) -> bool:
    """Whether an address counts a reader when it is fetched.

    >>> is_pixel("https://counter.theconversation.com/content/12345/count.gif")
    True
    >>> is_pixel("https://theconversation.com/a-story-12345")
    False
    """
    url = _PORT.sub(r"\1", url)
    if not _HINT.search(url) or _READERS_PATH.search(url):
        return False
    counters = (_CONVERSATION, _TRACKER, _SHARING, _PROPUBLICA, _OTHER, _KEYED)
    services = (known for known, _ in _RELEASES)
    return any(known.search(url) for known in (*counters, *services))


def pixel(page: Page, _record: Article) -> Iterator[Claim]:
    """A publisher's republication pixel or counting script is in the page.

    It gives the outlet, and mostly the article: by its number, or whole. The
    pixel's address is kept as the quote. Pixels inside a text field, which a
    site offers for copying, are not the page's own.
    """
    for text, element in _addresses(page):
        yield from _read(text, element, page)


def _read(text: str, element: HtmlElement, page: Page) -> Iterator[Claim]:
    if match := _CONVERSATION.search(text):
        article = _conversation_article(match[1], page)
        yield _claim(text, element, "The Conversation", article)
    for known in (_TRACKER, _SHARING):
        if match := known.search(text):
            yield _claim(match[0], element, None, f"{match[1]}/?p={match[2]}")
    if match := _PARSELY.search(text):
        yield _claim(match[0], element, None, match[1])
    if match := _PROPUBLICA.search(text):
        yield _claim(match[0], element, "ProPublica", None)
    for known, name in _RELEASES:
        if known.search(text):
            yield _claim(text, element, name, None)
    match = _OTHER.match(text)
    if match and not _TRACKER.search(text) and not _SHARING.search(text):
        yield _claim(text, element, None, f"{match['site']}/")
    if match := _KEYED.match(text):
        yield from _keyed(text, element, unquote(match["key"]))


def _keyed(text: str, element: HtmlElement, key: str) -> Iterator[Claim]:
    """The article that a pixel-ping server is told, where it is on its own site."""
    if points_at_article(key) and same_outlet(key, text):
        yield _claim(text, element, None, key)


def _claim(
    quote: str, element: HtmlElement, name: str | None, url: str | None
) -> Claim:
    # Only now: a path takes a walk past all of an element's siblings.
    path = element.getroottree().getpath(element)
    places = (place(quote, Where.PIXEL, path),)
    return claim("pixel", Relation.REPUBLISHES, 0.96, places, name=name, url=url)


def _addresses(page: Page) -> Iterator[tuple[str, HtmlElement]]:
    """Addresses of images and scripts, and counting scripts, with their element."""
    if page.tree is None:
        return
    for element in page.tree.iter("img", "script"):
        texts = [element.get(key) or "" for key in ("src", "data-src", "data-counter")]
        inline = element.text or "" if element.tag == "script" else ""
        texts.append(inline if "trackPageView" in inline[:_LONGEST] else "")
        for text in filter(None, texts):
            if _HINT.search(text[:_LONGEST]):
                yield text[:_LONGEST], element
    for element in page.tree.iter("script"):
        if element.get("id") == "creative-commons-sharing-source":
            root = (element.get("data-pluginsdir") or "").partition("/wp-content/")[0]
            post = element.get("data-postid") or ""
            if root.startswith("http") and post.isdigit():
                yield f"{root}{_SHARING_PIXEL}{post}", element


def _conversation_article(number: str, page: Page) -> str | None:
    """The page's own link to the article with that number."""
    wanted = re.compile(_CONVERSATION_ARTICLE.format(id=number))
    hrefs = (link.href for block in page.blocks for link in block.links)
    return next((href for href in hrefs if wanted.search(href)), None)
