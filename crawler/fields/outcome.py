"""Whether a page that was read holds an article, in one word."""

from __future__ import annotations

from crawler.fields.wordlists import pattern
from crawler.page import Page
from graph.identity import is_home
from graph.model import Outcome
from graph.text import words

# Fewer words than this are a notice; a brief with data of an article may be shorter.
_LEAST_WORDS = 25
_NO_WORDS = 5
_LONGEST_NOTICE = 150
# The start of a text, which nearly always has that many words.
_START = 2000


def read(page: Page, text: str) -> Outcome:
    """How reading the page ended."""
    if page.too_deep:
        return Outcome.TOO_DEEP
    count = _count(text)
    if count < _NO_WORDS:
        return Outcome.NO_TEXT
    if count < _LONGEST_NOTICE and pattern("page", "notices").match(page.title):
        return Outcome.NOT_ARTICLE
    stated = page.article_node is not None or "article" in page.meta.get("og:type", ())
    if page.tree is None or stated:
        return Outcome.KEPT
    if count < _LEAST_WORDS or (page.url and is_home(page.url)):
        return Outcome.NOT_ARTICLE
    return Outcome.KEPT


def _count(text: str) -> int:
    """How many words there are, as far as it matters."""
    count = len(words(text[:_START]))
    if count >= _LONGEST_NOTICE or len(text) <= _START:
        return count
    return len(words(text))
