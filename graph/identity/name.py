"""One key for every spelling of a name."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from itertools import groupby

from graph.text import clean

_MARKS = re.compile("[\u2120\u2122]")
_ARTICLES = re.compile(
    r"^(?:(?:the|le|la|les|el|los|las|il|lo|gli|der|die|das|o|os|as) )+"
)


@lru_cache(maxsize=65536)
def name_key(name: str) -> str:
    """One key for every spelling of a name: case, accents, punctuation, article.

    >>> name_key("The Indian-Punchline") == name_key("INDIAN PUNCHLINE")
    True
    >>> name_key("M.K. Bhadrakumar") == name_key("M. K. BHADRAKUMAR")
    True
    """
    # Folded between: some signs fall apart into capitals.
    parted = unicodedata.normalize("NFKD", clean(_MARKS.sub(" ", name))).casefold()
    folded = unicodedata.normalize("NFKD", parted)
    plain = "".join(_kept(c) for c in folded if not unicodedata.combining(c))
    # Put together again, as all text here is: Hangul had been taken apart too.
    kept = unicodedata.normalize("NFC", plain)
    tokens = [
        # Initials are one word, with or without spaces between them.
        word
        for single, run in groupby(kept.split(), key=lambda token: len(token) == 1)
        for word in (["".join(run)] if single else run)
    ]
    return _ARTICLES.sub("", " ".join(tokens)).replace(" ", "-")


def _kept(character: str) -> str:
    """A letter, a digit or a vowel sign; a space for anything else."""
    return character if unicodedata.category(character)[0] in "LNM" else " "


def named_outlet(name: str) -> str:
    """The key of an outlet that is known by its name alone.

    >>> named_outlet("Counter Currents")
    'name:counter-currents'
    """
    return f"name:{name_key(name)}"
