"""The main text of the page, paragraphs parted by one newline."""

from __future__ import annotations

import re

from crawler import jsonld
from crawler.block import Block, Zone
from crawler.fields import main_text
from crawler.page import Page
from crawler.phrases import search
from graph.text import clean

# trafilatura reads the tree many times over; a page larger than any article is
# left to our own reading, which goes through it once.
_LARGEST_TREE = 20_000
_LONGEST_RUN = 40_000
# Less prose than this may be the wrong part of the page: a second opinion is asked.
_SURE = 100
# It is taken if it has so many times the prose.
_MORE = 2
_SENTENCE = 40
_LONG_LIST = 500
_SENTENCE_END = re.compile(r"[.!?…。！？।؟][\"'”’»)]*$")
_NO_TEXT = re.compile(
    r"^(?:[—–-]{1,2}\s?\w|[©ⓒ]|\(c\)\s|copyright\b|\W+$)", re.IGNORECASE
)
_BRACKETS = re.compile(r"^[(\[（【].*[)\]）】]\W?$")
_LONGEST_NOTE = 300


def read(page: Page) -> str:
    """The text of the article."""
    if page.tree is None:
        return "\n".join(block.text for block in page.blocks if _is_told(block, page))
    found = main_text.find(page.runs, _titles(page))
    own = "\n".join(run.text for run in found.runs)
    if found.weight >= _SURE or _is_large(page):
        return own
    other = _extracted(page)
    better = _prose(other) > _MORE * _prose(own)
    # A list of links may be an article too, if the page says that it is one.
    listed = _says_article(page) and len(other) > max(_LONG_LIST, 10 * len(own))
    return other if better or listed else own


def _says_article(page: Page) -> bool:
    return page.article_node is not None or "article" in page.meta.get("og:type", ())


def _titles(page: Page) -> list[str]:
    titles = [*page.meta.get("og:title", ()), page.title]
    if page.article_node is not None:
        titles.append(jsonld.text(page.article_node.get("headline")))
    return titles


def _is_told(block: Block, page: Page) -> bool:
    """Whether a paragraph of a plain text belongs to what it tells."""
    if block.zone is Zone.BODY:
        return True
    text = block.text
    if block.zone is Zone.HEAD and not (block.index and _SENTENCE_END.search(text)):
        return False
    if _NO_TEXT.match(text) or page.runs[block.index].emphasised * 10 > len(text) * 9:
        return False
    if len(text) > _LONGEST_NOTE:
        return True
    linked = sum(len(link.text) for link in block.links)
    if linked * 2 > len(text) or _BRACKETS.match(text):
        return False
    return not any(search(text, block.links))


def _extracted(page: Page) -> str:
    """What trafilatura finds, without the headline."""
    from trafilatura import extract  # noqa: PLC0415 - slow to import

    try:
        text = extract(
            page.text, fast=True, include_comments=False, include_tables=False
        )
    except Exception:  # noqa: BLE001 - whatever it raises, our own reading stands in
        return ""
    lines = [line for line in clean(text or "").split("\n") if line.strip()]
    headings = {run.text for run in page.runs if run.tag == "h1"}
    return "\n".join(lines[1:] if lines and lines[0] in headings else lines)


def _prose(text: str) -> int:
    """How much of a text is lines that read like sentences."""
    lines = (line for line in text.split("\n") if _SENTENCE_END.search(line))
    return sum(len(line) for line in lines if len(line) >= _SENTENCE)


def _is_large(page: Page) -> bool:
    if page.too_deep or page.size > _LARGEST_TREE:
        return True
    return any(len(run.text) > _LONGEST_RUN for run in page.runs)
