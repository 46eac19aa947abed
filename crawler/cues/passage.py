"""Neighbouring blocks as one text, since a credit may run over several lines."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, islice, takewhile
from typing import TYPE_CHECKING

from crawler.block import Block, Link, Zone
from crawler.phrases import Found, search
from crawler.prose import HEADINGS

if TYPE_CHECKING:
    from crawler.page import Page

# So many short lines at each end of the prose may be credits the zones missed.
_EDGE = 8
_SHORT = 150
# Lines of the prose that may still be a byline, and lines a head may have.
_FIRST = 6
_MOST_HEAD = 80
# A credit at the end of the last paragraphs is no longer than this.
_TAIL = 200
# Among the last so many paragraphs, a sentence inside one may be a credit.
_LAST = 2
_LONGEST_NOTE = 600
_PARAGRAPHS = frozenset({"p", "div", "footer", "section", "small", "em", "article"})
_BOXES = re.compile(
    r"comment|discuss|respon|repl(?:y|ies)|related|recommend|teaser|card|excerpt|module|trend|popular|sidebar|widget"
    r"|nav|menu|modal|dialog|popup|cookie|newsletter|subscri|share|social|promo|advert"
    r"|sponsor|colophon|site-?footer|page-?footer|bottom|copyright|masthead|caption|photo"
    r"|gallery|more-|latest|list|item|tag",
)
_CREDIT_HINT = re.compile(r"source|credit|attribut|republish|syndicat|copyright|origin")
_SENTENCE = re.compile(r"(?<![A-Z])[.!?…”\"»)]\s+(?=[^\s])")
# A head or foot longer than this is not one; what follows is not looked at.
_LONGEST = 20_000


@dataclass(frozen=True, kw_only=True, slots=True)
class Passage:
    """Blocks joined by line ends, with their links at their new offsets."""

    zone: Zone
    """Where all of them stand."""
    edge: bool
    """Whether a line of credit may stand here, not only a sentence of it."""
    doubtful: bool
    """Whether only a name that is surely an outlet's makes a credit here."""
    text: str
    """Their words, a line a block."""
    links: tuple[Link, ...]
    """Their links, offsets counted in ``text``."""
    blocks: tuple[Block, ...]
    """The blocks, in order."""

    def block_at(self, offset: int) -> Block:
        """The block that holds the character at ``offset``."""
        end = 0
        for block in self.blocks:
            end += len(block.text) + 1
            if offset < end:
                return block
        return self.blocks[-1]

    def line(self, start: int, end: int) -> str:
        """The sentence around a span, at most 200 characters to its sides."""
        before = self.text[max(start - 200, 0) : start].rpartition("\n")[2]
        ends = [match.end() for match in _SENTENCE.finditer(before)]
        after = self.text[end : end + 200].partition("\n")[0]
        stop = _SENTENCE.search(after)
        after = after if stop is None else after[: stop.end()]
        return before[ends[-1] if ends else 0 :] + self.text[start:end] + after.rstrip()


def search_in(passage: Passage, language: str | None) -> tuple[Found, ...]:
    """Every credit in a passage, as it may stand there."""
    return search(passage.text, passage.links, language=language, edge=passage.edge)


def passages(page: Page) -> tuple[Passage, ...]:
    """Head and foot as one passage each, the prose in parts, and its edges."""
    return page.derived(_passages)


def _passages(page: Page) -> tuple[Passage, ...]:
    return tuple(_each(page.blocks))


def _each(blocks: Sequence[Block]) -> Iterator[Passage]:
    for zone, group in groupby(blocks, key=lambda block: block.zone):
        if zone is not Zone.BODY and zone is not Zone.OUTSIDE:
            yield join(zone, group, edge=True)
    body = [block for block in blocks if block.zone is Zone.BODY]
    lines = [block for block in body if is_edge_line(block, body)]
    known = {block.index for block in lines}
    prose = [block for block in body if block.index not in known]
    yield from (join(Zone.BODY, part, edge=False) for part in _parts(prose))
    if lines:
        yield join(Zone.BODY, lines, edge=True)
    tails = [tail for block in body[-_EDGE:] if (tail := _tail(block))]
    after = body[-1].index if body else 0
    aside = [b for b in blocks if b.zone is Zone.OUTSIDE and _is_credit(b, after)]
    head = [block for block in blocks if block.zone is Zone.HEAD][:_MOST_HEAD]
    foot = [block for block in blocks if block.zone is Zone.FOOT]
    notes = [_by_sentence(b) for b in (*body[-_LAST:], *foot) if _is_note(b)]
    notes += [_by_sentence(b) for b in (*head, *lines, *foot) if _is_several(b)]
    behind = [block for block in _behind(blocks) if block not in aside]
    if aside:
        yield join(Zone.FOOT, aside, edge=True)
    if tails:
        yield join(Zone.BODY, tails, edge=True, doubtful=True)
    if notes or behind:
        yield join(Zone.FOOT, [*notes, *behind], edge=True, doubtful=True)


def _parts(blocks: Iterable[Block]) -> Iterator[list[Block]]:
    """Blocks in runs of bounded length, since one long text is searched faster."""
    part: list[Block] = []
    length = 0
    for block in blocks:
        part.append(block)
        length += len(block.text)
        if length > _LONGEST // 2:
            yield part
            part, length = [], 0
    if part:
        yield part


def opening(blocks: Sequence[Block]) -> Iterator[Block]:
    """The blocks that may hold a byline: the head, and short lines right below it."""
    body = [block for block in blocks if block.zone is Zone.BODY]
    head = (block for block in blocks if block.zone is Zone.HEAD)
    yield from islice(head, _MOST_HEAD)
    for block in body[:_FIRST]:
        if len(block.text) <= _SHORT:
            yield block


def is_edge_line(block: Block, body: Sequence[Block]) -> bool:
    """Whether a block of the prose is a short line near its beginning or end."""
    if block.zone is not Zone.BODY or len(block.text) > _SHORT:
        return False
    return min(block.index - body[0].index, body[-1].index - block.index) < _EDGE


def _is_credit(block: Block, after: int) -> bool:
    """Whether a block below the prose stands apart only because it is a credit."""
    if block.index <= after or len(block.text) > _TAIL:
        return False
    return _CREDIT_HINT.search(block.hints[:80]) is not None


def _behind(blocks: Sequence[Block]) -> list[Block]:
    """Paragraphs right behind the article that stand in no box of other things."""
    near = [b.index for b in blocks if b.zone in {Zone.BODY, Zone.FOOT}]
    end = near[-1] + 1 if near else len(blocks)
    # A heading begins something else.
    following = takewhile(_is_no_heading, blocks[end : end + _EDGE])
    return [
        block
        for block in following
        if block.tag in _PARAGRAPHS
        and len(block.text) <= _TAIL
        and not _BOXES.search(block.hints[:150])
    ]


def _is_no_heading(block: Block) -> bool:
    return block.tag not in HEADINGS


def _by_sentence(block: Block) -> Block:
    """The block with a line end behind each sentence, in place of the space there."""
    ends = (match.end() - 1 for match in _SENTENCE.finditer(block.text))
    text = list(block.text)
    for end in ends:
        text[end] = "\n"
    return replace(block, text="".join(text))


def _is_note(block: Block) -> bool:
    return _SHORT < len(block.text) <= _LONGEST_NOTE


def _is_several(block: Block) -> bool:
    """Whether a short line holds sentences: "Translated from French. First …"."""
    return len(block.text) <= _SHORT and _SENTENCE.search(block.text) is not None


def _tail(block: Block) -> Block | None:
    """The last sentence of a paragraph, where it is short."""
    offset = max(len(block.text) - _TAIL, 0)
    ends = [offset + m.end() for m in _SENTENCE.finditer(block.text[offset:])]
    if not ends or len(block.text) <= _SHORT:
        return None
    cut = ends[-1]
    links = [
        replace(link, start=link.start - cut, end=link.end - cut)
        for link in block.links
        if link.start >= cut
    ]
    return replace(block, text=block.text[cut:], links=tuple(links))


def join(
    zone: Zone, blocks: Iterable[Block], *, edge: bool, doubtful: bool = False
) -> Passage:
    """One passage of several blocks."""
    text = ""
    links: list[Link] = []
    kept: list[Block] = []
    for block in blocks:
        if len(text) > _LONGEST:
            break
        text += "\n" if kept else ""
        links += [
            replace(link, start=link.start + len(text), end=link.end + len(text))
            for link in block.links
        ]
        text += block.text
        kept.append(block)
    return Passage(
        zone=zone,
        edge=edge,
        doubtful=doubtful,
        text=text,
        links=tuple(links),
        blocks=tuple(kept),
    )
