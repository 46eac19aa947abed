"""Names of the months in many languages, from CLDR; no grammar of dates."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from functools import cache

from babel.core import UnknownLocaleError
from babel.dates import get_month_names

# The languages of the pages that are met; English first, it wins a tie.
_LANGUAGES = (
    "en es fr de pt it nl ru pl sv da nb fi cs sk hu ro bg el tr uk hr sr sr_Latn sl lt"
    " lv et ca gl eu ar fa ur he hi bn ta te ml mr gu kn pa ne si id ms vi th ko ja zh"
    " sw af sq mk be bs is ga cy hy ka az kk uz mn my km am fil"
).split()


def fold(word: str) -> str:
    """``word`` without case, accents and a final dot.

    >>> fold("Févr.")
    'fevr'
    """
    plain = unicodedata.normalize("NFKD", word.casefold())
    return "".join(c for c in plain if not unicodedata.combining(c)).strip(".")


@cache
def of_language(language: str) -> Mapping[str, int]:
    """Folded month names of one language; none for a language that CLDR lacks.

    >>> of_language("fr")["fevrier"]
    2
    """
    found: dict[str, int] = {}
    for width in ("wide", "abbreviated"):
        for context in ("format", "stand-alone"):
            try:
                names = get_month_names(width, context, language)
            except (UnknownLocaleError, LookupError, ValueError):
                return {}
            for number, name in names.items():
                key = fold(name)
                if key and not key.isdigit() and " " not in key:
                    found.setdefault(key, number)
    found.pop("", None)
    return found


@cache
def of_all() -> Mapping[str, int]:
    """Folded month names of all languages, without those that mean two months."""
    found: dict[str, int] = {"sept": 9}
    doubtful: set[str] = set()
    english = of_language("en")
    for language in _LANGUAGES:
        for key, number in of_language(language).items():
            if found.setdefault(key, number) != number and key not in english:
                doubtful.add(key)
    return {key: number for key, number in found.items() if key not in doubtful}
