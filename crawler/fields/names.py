"""Names of people and desks out of the words of a byline."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from crawler.fields.months import fold, of_all
from crawler.fields.wordlists import listed, pattern
from crawler.outlets import find
from graph.identity import name_key
from graph.text import line

_LONGEST_NAME = 60
_MOST_WORDS = 6
_MOST_NAMES = 12
_HARD = re.compile(r"\s*(?:[;|/•·∙‧&、；]|\s[-–—]\s|\s\+\s|\t|\s{2,})\s*")
_COMMA = re.compile(r"\s*[,，]\s*")
_BRACKETS = re.compile(
    r"\([^()]{0,80}\)|\[[^\[\]]{0,80}\]|<[^<>]{0,80}>|（[^（）]{0,80}）"
)
_CONTACT = re.compile(r"\S+@\S+|https?://\S+|www\.\S+|(?<!\w)@\w+")
_CJK = re.compile("^[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af・·\\s]{2,12}$")
_PARTICLES = frozenset(
    "von van de der den del della di da dos das du la le el al bin ibn ben abu af av zu"
    " zur y e ter ten het 't mac mc st san do d' und the of".split(),
)


def words(kind: str) -> frozenset[str]:
    """The byline words of one kind, folded."""
    return listed("byline", kind)


def after_by(text: str) -> str | None:
    """What follows a leading "by" in any language, or None if there is none.

    >>> after_by("By Ann Lee"), after_by("Von: Ute Kern"), after_by("Byron Smith")
    ('Ann Lee', 'Ute Kern', None)
    """
    lead = text.lstrip(" –—-|•")
    match = pattern("byline", "by").match(lead)
    while match:
        rest = lead[match.end() :]
        if rest[:1] in {":", "：", "/", "／", "｜"}:
            return rest[1:].strip() or None
        if rest[:1].isspace():
            return (
                after_by(rest) if rest.lower().startswith(" by ") else None
            ) or rest.strip()
        shorter = [w for w in words("by") if lead.casefold().startswith(w + " ")]
        if not shorter:
            return None
        lead_word = max(shorter, key=len)
        return lead[len(lead_word) :].strip() or None
    return None


def split_names(text: str, *, known: Iterable[str] = ()) -> list[str]:
    """The names of a byline in order, without roles, desks, dates and contacts.

    ``known`` are names of outlets that follow a person's name after a comma.

    >>> split_names("By Ann Lee, Bob de Witt and Ute Kern | Staff Writer")
    ['Ann Lee', 'Bob de Witt', 'Ute Kern']
    >>> split_names("Tristan Smith, CNN", known=["CNN"])
    ['Tristan Smith']
    """
    text = line(text)[:500]
    text = after_by(text) or text
    others = {name_key(name) for name in known}
    found: list[str] = []
    for piece in _pieces(text):
        name = _name(piece)
        key = name_key(name)
        if not name or (key in others and found):
            continue
        if key not in {name_key(other) for other in found}:
            found.append(name)
    return found[:_MOST_NAMES]


def _pieces(text: str) -> Iterator[str]:
    text = _CONTACT.sub(" ", _BRACKETS.sub(" ", text))
    for part in _HARD.split(text):
        for piece in _COMMA.split(part):
            yield from _between(piece.strip())


def _between(piece: str) -> Iterator[str]:
    tokens = piece.split(" ")
    held: list[str] = []
    for place, token in enumerate(tokens):
        folded = token.casefold().strip(".,")
        parts = folded in words("between") and held and place + 1 < len(tokens)
        rest = tokens[place + 1 :]
        if parts and (len(folded) > 2 or (_whole(held) and _whole(rest))):
            yield " ".join(held)
            held = []
        else:
            held.append(token)
    yield " ".join(held)


def _whole(tokens: list[str]) -> bool:
    return sum(1 for token in tokens if token[:1].isupper()) > 1


def _name(piece: str) -> str:
    """The name that a piece of a byline holds, or nothing."""
    piece = after_by(piece) or piece
    piece = _until_end(piece).strip(" .,:：;-–—|\"'“”„*_")
    piece = _without_outlet(piece)
    return piece if _is_name(piece) else ""


def _without_outlet(piece: str) -> str:
    """A person's name without the known outlet that is named right behind it."""
    tokens = piece.split()
    for place in range(2, len(tokens)):
        if find(" ".join(tokens[place:])) is not None:
            return " ".join(tokens[:place])
    return piece


def _until_end(piece: str) -> str:
    """``piece`` up to a word that no name holds, or up to a date."""
    tokens = piece.split()
    for place, token in enumerate(tokens):
        two = " ".join(tokens[place : place + 2]).casefold()
        if place and not words("ends").isdisjoint({token.casefold().strip(":.,"), two}):
            return " ".join(tokens[:place])
        if token[0].isdigit() or (place and any(map(str.isdigit, token))):
            return " ".join(_without_date_words(tokens[:place]))
    return piece if len(tokens) > 1 or fold(piece) not in of_all() else ""


def _without_date_words(tokens: list[str]) -> list[str]:
    """Tokens before a number, without a month or a preposition at their end."""
    while tokens and (fold(tokens[-1]) in of_all() or tokens[-1].islower()):
        tokens = tokens[:-1]
    return tokens


def _is_name(piece: str) -> bool:
    folded = piece.casefold()
    if not 1 < len(piece) <= _LONGEST_NAME or folded in words("nobody"):
        return False
    if folded in words("roles") or folded in words("by") or _is_role(folded):
        return False
    if _CJK.match(piece):
        return True
    tokens = piece.split()
    if len(tokens) > _MOST_WORDS or any(c in piece for c in "?!{}=<>\\/#$%^~"):
        return False
    return all(_is_name_word(token) for token in tokens) and piece[:1].isalpha()


def _is_role(folded: str) -> bool:
    """Whether the words end in a role, as in "senior politics reporter"."""
    tokens = folded.split()
    return len(tokens) > 1 and (
        tokens[-1] in words("roles") or " ".join(tokens[-2:]) in words("roles")
    )


def _is_name_word(token: str) -> bool:
    bare = token.strip("'’\"“”.-")
    if token.casefold() in _PARTICLES or not bare:
        return True
    first = bare[0]
    return first.isupper() or not (first.islower() or first.isdigit()) or "-" in bare
