"""The paragraphs of an article among the runs of the element that holds it.

Paragraphs, subheadings, items and quotes stay, from the first prose to the last.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from crawler.fields.places import Piece
from crawler.prose import HEADINGS
from graph.identity import name_key

# A run this long is told once only.
_LEAST_TOLD = 40
# A paragraph of links with so many letters of its own, and so long in all, says
# something itself.
_OWN_WORDS, _LONG = 25, 60
_SENTENCE_END = re.compile(r"[.!?…。！？।؟:;»”\"'’)\]]\W*$")
_RIGHTS = re.compile(r"^\W{0,3}(?:copyright\b|[©ⓒ]|\(c\)\s)", re.IGNORECASE)
_BRACKETS = re.compile(r"^[(\[（［].{1,298}[)\]）］]\W?$")
_LONGEST_RIGHTS = 200
_LONGEST_TITLE = 250


def title_key(piece: Piece) -> str:
    """What a run is known by if it is a title, else nothing."""
    text = piece.run.text
    return name_key(text) if len(text) <= _LONGEST_TITLE else ""


def paragraphs(pieces: Sequence[Piece], keys: set[str]) -> list[Piece]:
    """From the first prose to the last, without what only stands between."""
    prose = [k for k, piece in enumerate(pieces) if piece.prose]
    if not prose:
        return []
    first, last = _extended(pieces, prose[0], -1), _extended(pieces, prose[-1], 1)
    seen: set[str] = set()
    kept: list[Piece] = []
    for piece in pieces[first : last + 1]:
        if not _belongs(piece) or piece.run.text in seen:
            continue
        if len(piece.run.text) >= _LEAST_TOLD:
            seen.add(piece.run.text)
        kept.append(piece)
    return _without_sign_off(_without_empty_headings(kept, keys))


def _belongs(piece: Piece) -> bool:
    """Whether a run among the prose is part of it."""
    run = piece.run
    if run.tag in HEADINGS:
        return run.tag != "h1" and not piece.is_linked(50)
    if piece.is_linked(80):
        return False
    if len(run.text) < _LONGEST_RIGHTS and _RIGHTS.match(run.text):
        return False
    if not piece.is_linked(50) or run.tag == "li":
        return True
    own = len(run.text) - run.linked
    ends = _SENTENCE_END.search(run.text[-8:])
    return own >= _OWN_WORDS and run.weight >= _LONG and ends is not None


def _extended(pieces: Sequence[Piece], place: int, step: int) -> int:
    """How far paragraphs go on that are neighbours of the outermost prose."""
    edge = pieces[place]
    following = place + step
    while 0 <= following < len(pieces):
        piece = pieces[following]
        # Above the first prose in one element stand the headline and the byline.
        if not _goes_on(edge, piece) or (piece.place is edge.place and step < 0):
            break
        place = following
        following += step
    return place


def _goes_on(edge: Piece, piece: Piece) -> bool:
    """Whether a run stands beside the outermost prose as the next of its kind."""
    run = piece.run
    if piece.place is edge.place:
        return not run.links and not _RIGHTS.match(run.text)
    if piece.place.parent is not edge.place.parent:
        return False
    if run.tag == "li" and edge.run.tag == "li":
        return not piece.is_linked(50)
    if run.tag != "p" or run.weight < _OWN_WORDS or _RIGHTS.match(run.text):
        return False
    own = len(run.text) - run.linked
    return not run.linked or (own >= _LEAST_TOLD and not piece.is_linked(80))


def _without_empty_headings(pieces: list[Piece], keys: set[str]) -> list[Piece]:
    """Without the page's title, and headings that another of their rank follows."""
    kept = []
    for piece, following in pairwise([*pieces, None]):
        if piece is not None and piece.run.tag in HEADINGS:
            empty = following is None or following.run.tag == piece.run.tag
            if empty or title_key(piece) in keys:
                continue
        kept.append(piece)
    return [piece for piece in kept if piece is not None]


def _without_sign_off(pieces: list[Piece]) -> list[Piece]:
    """Without who reported and edited, which stands in brackets at the end."""
    end = len(pieces)
    while end > max(3, len(pieces) - 2):
        if not _BRACKETS.match(pieces[end - 1].run.text):
            break
        end -= 1
    return pieces[:end]
