"""Dates of publication that a page shows its readers, or spells in its address."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from crawler.block import Block, Zone
from crawler.fields.dates import parse_date
from crawler.fields.hosts import spells
from crawler.fields.months import fold, of_all, weekdays
from crawler.fields.stamps import tag
from crawler.fields.wordlists import listed, pattern
from crawler.page import Page
from crawler.phrases import search
from graph.model import Date

_IN_URL = re.compile(
    r"/t?((?:19|20)\d\d)[/-]?(0[1-9]|1[0-2])[/-]?(0[1-9]|[12]\d|3[01])(?=[/_.-]|$)"
    r"|/((?:19|20)\d\d)/(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)/(\d\d)/"
    r"|/((?:19|20)\d\d)/(\d{1,2})/(\d{1,2})/"
    r"|/((?:19|20)\d\d)/(?:[a-z_-]{2,30}/){1,3}(\d\d)/(\d\d)/"
    r"|[_-]((?:19|20)\d\d)-?(0[1-9]|1[0-2])-?(0[1-9]|[12]\d|3[01])(?:\.\w{3,5}|/)?$",
)
_MONTH_IN_URL = re.compile(r"/((?:19|20)\d\d)/(0[1-9]|1[0-2])/[^/]{4}")
_HINT = re.compile(r"date|time|publish|posted|datum|fecha|meta|byline|dateline|info")
_TODAY = re.compile(r"\btoday|current-?date|weather|masthead")
_LONGEST_LINE = 250
# "Published on Wednesday, 18 February 2022 at 10:20" and the like.
_LONGEST_DATE = 60
_DENSE = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_LETTER = re.compile(r"[^\W\d_]")
_WORD = re.compile(r"[^\W\d_]+")
_DIGIT = re.compile(r"\d")
_SEPARATOR = re.compile(r"\s[|–—·•-]\s|\s?[|｜_]\s?")
# As many letters as a date, a name and a few labels have; a sentence has more.
_MOST_LETTERS = 75
_SENTENCE = 3
_NEAR_HEADLINE = 4
# Lines right behind the prose; further down others' articles begin.
_NEAR_END = 8
_LONGEST_RAW = 200


def from_head(page: Page) -> Iterator[Date | None]:
    """Short lines of the head; the outlet's own date line before any other."""
    head = [
        b
        for b in page.blocks
        if b.zone is Zone.HEAD
        and len(b.text) <= _LONGEST_LINE
        and not _TODAY.search(b.hints)
    ]
    for block in head:
        if own_date_line(block.text, page.url):
            yield parse_date(block.text, tag(page))
    lines = [b for b in head if b.tag not in {"h1", "h2"} and _DIGIT.search(b.text)]
    for block in sorted(lines, key=_unlikely):
        if _unlikely(block) < _SENTENCE or _letters(block.text) <= _MOST_LETTERS:
            yield _of_line(_own_words(block, page), tag(page))


def from_foot(page: Page) -> Iterator[Date | None]:
    """Short lines in or behind the prose that are marked or labelled as a date."""
    foot = [block for block in page.blocks if block.zone is Zone.FOOT]
    body = [block for block in page.blocks if block.zone is Zone.BODY]
    for block in (*body, *foot[:_NEAR_END]):
        if len(block.text) > _LONGEST_LINE // 2 or not _DIGIT.search(block.text):
            continue
        if _HINT.search(block.hints[:60]):
            yield _of_line(_own_words(block, page), tag(page))
        elif block.zone is Zone.FOOT:
            yield _of_labelled(_own_words(block, page), tag(page))


def _own_words(block: Block, page: Page) -> str:
    """The line without the date that a credit in it gives another outlet's text."""
    text = block.text
    for found in search(text, block.links, language=tag(page)):
        start, end = found.spans.get("date", (0, 0))
        if not spells(found.slots.get("outlet", ""), page.url):
            text = text[:start] + " " * (end - start) + text[end:]
    return text


def from_title(page: Page) -> Iterator[Date | None]:
    """The last part of the title, where it is a date and nothing else."""
    last = _SEPARATOR.split(page.title)[-1]
    if last != page.title and len(last) <= _LONGEST_DATE and not _beside_date(last):
        yield parse_date(last, tag(page), "text")


def from_around(page: Page) -> Iterator[Date | None]:
    """Lines around the headline that are a date and nothing else."""
    for heading in _headings(page)[:2]:
        first = max(0, heading.index - _NEAR_HEADLINE)
        for block in page.blocks[first : heading.index + _NEAR_HEADLINE]:
            short = len(block.text) <= _LONGEST_DATE and _DIGIT.search(block.text)
            if _TODAY.search(block.hints):
                continue
            if short and len(_beside_date(block.text)) <= 1:
                yield _of_line(block.text, tag(page))


def _headings(page: Page) -> list[Block]:
    """The first block of the head, and main headings."""
    head = next((b for b in page.blocks if b.zone is Zone.HEAD), None)
    main = [b for b in page.blocks if b.tag == "h1" and b is not head]
    return [head, *main] if head else main


def from_changes(page: Page) -> Iterator[Date | None]:
    """The one date that the article's lines show, though it is that of a change."""
    for zone in (Zone.HEAD, Zone.FOOT):
        for block in page.blocks:
            if block.zone is zone and len(block.text) <= _LONGEST_LINE // 2:
                for kind, words in _parts(block.text):
                    date = parse_date(words, tag(page), "text")
                    if kind == "changed" and date is not None:
                        yield replace(date, raw=block.text)


def from_url(page: Page) -> Iterator[Date | None]:
    """The day that the address spells."""
    match = _IN_URL.search((page.url or "").lower().partition("?")[0])
    if match is None:
        return
    numbers = [part for part in match.groups() if part]
    raw = "-".join(numbers) if numbers[1].isdigit() else " ".join(reversed(numbers))
    yield parse_date(raw, "en", "url")


def from_url_month(page: Page) -> Iterator[Date | None]:
    """The month that the address spells."""
    match = _MONTH_IN_URL.search((page.url or "").lower())
    if match is not None:
        yield parse_date(f"{match[1]}年{match[2]}月", None, "url")


def own_date_line(text: str, url: str | None) -> str | None:
    """The outlet's name in a line "Outlet, date" whose outlet is the page's host.

    >>> own_date_line("Daily News, May 3, 2021", "https://www.dailynews.example/a")
    'Daily News'
    """
    name = re.split(r"[,–—|-]\s|\s\d", text, maxsplit=1)[0].strip()
    if spells(name, url) and parse_date(text[len(name) :]):
        return name
    return None


def _unlikely(block: Block) -> int:
    """0 for a line with a label of dates, 1 for one short enough to be just a date."""
    if any(kind == "published" for kind, _ in _parts(block.text)):
        return 0
    if len(block.text) <= _LONGEST_DATE and _letters(block.text) <= _LONGEST_DATE // 2:
        return 1
    return 2 if _HINT.search(block.hints[:100]) else _SENTENCE


def _letters(text: str) -> int:
    """Its letters; a sign that writes a syllable or a word counts for three."""
    return len(_LETTER.findall(text)) + 2 * len(_DENSE.findall(text))


def _of_line(text: str, language: str | None) -> Date | None:
    """The date of a line, of what it labels as published before anything else."""
    parts = _parts(text)
    for wanted in ("published", ""):
        for kind, words in parts:
            if kind == wanted and (found := parse_date(words, language)):
                return replace(found, raw=text[:_LONGEST_RAW])
    return None


def _of_labelled(text: str, language: str | None) -> Date | None:
    labelled = (words for kind, words in _parts(text) if kind == "published")
    return next((date for w in labelled if (date := parse_date(w, language))), None)


def _parts(text: str) -> list[tuple[str, str]]:
    """The line cut at labels of dates: what each says, and the words behind it.

    >>> _parts("3 May 2021 (updated 4 May 2021)")
    [('', '3 May 2021 ('), ('changed', ' 4 May 2021)')]
    >>> _parts("3 May 2021 updated")
    [('changed', '3 May 2021 ')]
    """
    first = _WORD.match(text)
    if pattern("page", "elsewhere").search(text) or (
        first and first[0].casefold() in listed("byline", "other_work")
    ):
        return []
    labels = list(_labels().finditer(text))
    starts = [match.start() for match in labels] + [len(text)]
    parts = [("", text[: starts[0]])]
    for match, end in zip(labels, starts[1:], strict=True):
        words = text[match.end() : end]
        if not _DIGIT.search(words) and len(parts) == 1 and _DIGIT.search(parts[0][1]):
            parts = [(str(match.lastgroup), parts[0][1])]
        else:
            parts.append((_kind(match, words), words))
    return [(kind, words) for kind, words in parts if kind != "elsewhere"]


def _kind(label: re.Match[str], words: str) -> str:
    """What a label says of the words behind it.

    "Published 3 May" dates this page, "published in Harbour Weekly on 3 May"
    another one, and "published by Ann Lee on 3 May" leaves it to the rest.
    """
    if label.lastgroup == "changed":
        return "changed"
    before = _beside_date(_DIGIT.split(words, maxsplit=1)[0])
    if not any(word[0].isupper() for word in before) and len(before) <= 4:
        return "published"
    return "elsewhere" if before[0].casefold() in listed("page", "places") else ""


def _beside_date(text: str) -> list[str]:
    """The words of ``text`` that belong to no date."""
    return [
        word
        for word in _WORD.findall(text)
        if fold(word) not in of_all() and fold(word) not in weekdays()
    ]


@cache
def _labels() -> re.Pattern[str]:
    """Words that say what a date behind them, or before them, means."""
    kinds = (
        f"(?P<{kind}>{pattern('page', kind).pattern})"
        for kind in ("changed", "published")
    )
    return re.compile("|".join(kinds), re.IGNORECASE)
