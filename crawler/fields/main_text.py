"""The runs of a page that are its article's main text.

Found in one pass over the runs: what stands beside the article is set aside,
the element that holds most of the prose is taken, and with it the standfirst.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from crawler.fields.beside import kind, mark
from crawler.fields.container import frames
from crawler.fields.paragraphs import paragraphs, title_key
from crawler.fields.places import Piece, Place, Survey, survey
from crawler.line import Run
from crawler.prose import HEADINGS
from graph.identity import name_key

# Prose is looked for with these least weights, the next where one finds none.
_LEAST_PROSE = (40, 15)
_LEAST_VERSES = 3
# How long a standfirst is: a run of text, a heading, one whose class says so.
_LEAST, _LEAST_HEADING, _LEAST_NAMED = 40, 60, 25


@dataclass(frozen=True, slots=True)
class MainText:
    """What was found."""

    runs: tuple[Run, ...]
    """The runs of the text, in order."""
    weight: int
    """The weight of the prose among them."""


def find(runs: Sequence[Run], titles: Iterable[str]) -> MainText:
    """The main text; ``titles`` are what the page calls itself."""
    keys = {key for title in titles if (key := name_key(title))}
    found: list[Piece] = []
    for least in _LEAST_PROSE:
        found = found or _find(survey(runs, least), keys)
    if not found and not _is_poem(found := _find(survey(runs), keys), runs):
        found = []
    return MainText(tuple(p.run for p in found), sum(p.prose for p in found))


def _find(page: Survey, keys: set[str]) -> list[Piece]:
    mark(page.places)
    around = set(map(id, frames(page)))
    inside = [p for p in page.pieces if not p.place.beside and _lies_in(p, around)]
    kept = paragraphs(_from_headline(inside, keys), keys)
    return [*_standfirst(page, kept, keys), *kept]


def _is_poem(pieces: Sequence[Piece], runs: Sequence[Run]) -> bool:
    """Whether lines without sentences stand together below a main heading."""
    if len(pieces) < _LEAST_VERSES:
        return False
    above = runs[: pieces[0].index]
    together = pieces[-1].index - pieces[0].index < 2 * len(pieces)
    return together and any(run.tag == "h1" for run in above)


def _lies_in(piece: Piece, around: set[int]) -> bool:
    place: Place | None = piece.place
    while place is not None and id(place) not in around:
        place = place.parent
    return place is not None


def _from_headline(pieces: list[Piece], keys: set[str]) -> list[Piece]:
    """What stands behind the page's headline, and before another article's."""
    heads = [k for k, piece in enumerate(pieces) if piece.run.tag == "h1"]
    own = [k for k in heads if title_key(pieces[k]) in keys]
    if not own:
        return pieces
    # Main headings next to the text's own paragraphs part it into sections.
    level = {id(piece.place.parent) for piece in pieces if piece.prose}
    others = (
        k for k in heads if k > own[-1] and id(pieces[k].place.parent) not in level
    )
    rest = pieces[own[-1] + 1 : next(others, len(pieces))]
    mostly = 3 * sum(p.prose for p in rest) > sum(p.prose for p in pieces)
    return rest if mostly else pieces


def _standfirst(page: Survey, kept: Sequence[Piece], keys: set[str]) -> list[Piece]:
    """Prose between the headline and the text, if it is the article's own."""
    if not kept:
        return []
    told = {piece.run.text for piece in kept}
    found: list[Piece] = []
    for piece in reversed(page.pieces[: kept[0].index]):
        if piece.run.tag == "h1" or _is_title(piece, keys):
            return found[::-1]
        if piece.run.text not in told and _is_standfirst(piece):
            found.append(piece)
    return []


def _is_title(piece: Piece, keys: set[str]) -> bool:
    may = piece.run.tag in HEADINGS or not piece.is_linked(50)
    return may and title_key(piece) in keys


def _is_standfirst(piece: Piece) -> bool:
    """Whether a run below the headline introduces the article."""
    run = piece.run
    outer = piece.place.parent
    named = kind(piece.place.own).standfirst or (
        outer is not None and kind(outer.own).standfirst
    )
    least = _LEAST_NAMED if named and run.tag in HEADINGS else _LEAST
    if len(run.text) < least or piece.is_linked(50) or run.tag in {"h1", "figcaption"}:
        return False
    if piece.place.beside:
        return named and run.tag not in HEADINGS
    return (
        named or len(run.text) * (run.tag in HEADINGS) + piece.prose >= _LEAST_HEADING
    )
