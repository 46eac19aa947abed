"""What the page files its article under: sections, tags, regions, themes."""

from __future__ import annotations

from collections.abc import Iterator

from crawler import jsonld
from crawler.block import Block, Zone
from crawler.fields.wordlists import listed
from crawler.page import Page
from graph.identity import name_key

_META = (
    "article:section",
    "article:tag",
    "parsely-section",
    "parsely-tags",
    "news_keywords",
    "sailthru.tags",
)
_MOST = 40
_LONGEST = 80


def read(page: Page) -> tuple[str, ...]:
    """Every topic once, in the order met: labelled lines, meta, JSON-LD, tag links."""
    found: dict[str, str] = {}
    for topic in _all(page):
        words = " ".join(topic.split()).strip(" ,;#")
        key = name_key(words)
        # "Page Type: Article" is a setting of a machine, not a topic.
        if key and len(words) <= _LONGEST and ": " not in words:
            found.setdefault(key, words)
    return tuple(found.values())[:_MOST]


def _all(page: Page) -> Iterator[str]:
    for block in page.blocks:
        if block.zone in {Zone.HEAD, Zone.FOOT} and _is_labelled(block.text):
            yield from _labelled(block)
    for name in _META:
        for content in page.meta.get(name, ()):
            yield from (
                _listed(content) if "tags" in name or "keywords" in name else (content,)
            )
    node = page.article_node or {}
    for key in ("articleSection", "keywords"):
        for value in jsonld.many(node.get(key)):
            text = jsonld.text(value)
            yield from _listed(text) if key == "keywords" else (text,)
    for block in page.blocks:
        if block.zone in {Zone.HEAD, Zone.FOOT}:
            yield from (
                link.text
                for link in block.links
                if {"tag", "category"} & set(link.rel.split())
            )


def _is_labelled(text: str) -> bool:
    label, sign, _ = text[:_LONGEST].replace("：", ":").partition(":")
    return bool(sign) and label.strip().casefold() in listed("page", "topics")


def _listed(text: str) -> list[str]:
    return text.split(",") if "," in text else text.split(";")


def _labelled(block: Block) -> Iterator[str]:
    """The topics of a line "Label: one, two".

    Neighbouring links are one topic where no sign parts them, for a line may
    break inside a link's words.
    """
    if not block.links:
        yield from _listed(block.text.replace("：", ":").partition(":")[2])
        return
    words, end = "", -1
    for link in block.links:
        between = block.text[end : link.start] if end >= 0 else ","
        if words and not between.strip() and between:
            words = f"{words} {link.text}"
        else:
            yield words
            words = link.text
        end = link.end
    yield words
