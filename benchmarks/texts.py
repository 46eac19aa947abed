"""How well the words of a text agree with the true ones."""

from __future__ import annotations

import re
from collections import Counter

from benchmarks.scoring import f1

_WORD = re.compile(r"[^\W_]+")
# In scripts that set no spaces, a sign is what a word is elsewhere.
_SIGN = re.compile(r"[\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")


def text_f1(true: str, read: str) -> float:
    """The F1 of the words of a text, in whatever order they stand, 0 to 1.

    >>> text_f1("one two", "two three")
    0.5
    """
    one, other = word_counts(true), word_counts(read)
    shared = (one & other).total()
    return f1(shared / max(1, other.total()), shared / max(1, one.total()))


def word_counts(text: str) -> Counter[str]:
    """How often each word, or each sign of a script without spaces, is there."""
    return Counter(_WORD.findall(_SIGN.sub(r" \g<0> ", text.casefold())))
