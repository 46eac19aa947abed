"""Names of the months in many languages, from CLDR; no grammar of dates."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping
from functools import cache
from itertools import product
from typing import Literal

from babel.core import UnknownLocaleError
from babel.dates import get_day_names, get_month_names

_WIDTHS: tuple[Literal["wide", "abbreviated"], ...] = ("wide", "abbreviated")
_CONTEXTS: tuple[Literal["format", "stand-alone"], ...] = ("format", "stand-alone")
# The languages of the pages that are met; English first, it wins a tie.
_LANGUAGES = (
    "en es fr de pt it nl ru pl sv da nb fi cs sk hu ro bg el tr uk hr sr sr_Latn sl lt"
    " lv et ca gl eu ar fa ur he hi bn ta te ml mr gu kn pa ne si id ms vi th ko ja zh"
    " sw af sq mk be bs is ga cy hy ka az kk uz mn my km am fil"
).split()

# Spellings in use that CLDR has not.
_ALSO = {
    "bn": ("জানুয়ারি", "ফেব্রুয়ারি", "", "", "", "", "", "আগষ্ট"),
}
# Countries that have names of their own for the months of their language.
_REGIONS = {"ar": ("ar_LB", "ar_MA", "ar_DZ"), "pt": ("pt_PT",), "de": ("de_AT",)}


def fold(word: str) -> str:
    """``word`` without case, accents and dots.

    >>> fold("Févr.")
    'fevr'
    """
    plain = unicodedata.normalize("NFKD", word.casefold())
    return "".join(c for c in plain if not unicodedata.combining(c)).replace(".", "")


@cache
def of_language(language: str) -> Mapping[str, int]:
    """Folded month names of one language; none for a language that CLDR lacks.

    >>> of_language("fr")["fevrier"]
    2
    """
    found: dict[str, int] = {}
    for locale in (language, *_REGIONS.get(language, ())):
        for number, name in _names(locale):
            key = fold(name)
            if key and not key.isdigit() and " " not in key:
                found.setdefault(key, number)
    for number, name in enumerate(_ALSO.get(language, ()), 1):
        found.setdefault(fold(name), number)
    found.pop("", None)
    return found


def _names(locale: str) -> Iterator[tuple[int, str]]:
    """Every spelling of every month in one locale."""
    for width, context in product(_WIDTHS, _CONTEXTS):
        try:
            yield from get_month_names(width, context, locale).items()
        except (UnknownLocaleError, LookupError, ValueError):
            return


@cache
def weekdays() -> frozenset[str]:
    """Folded names of the days of the week in all languages.

    >>> {"friday", "vendredi", "пятница"} <= weekdays()
    True
    """
    return frozenset(
        fold(word)
        for width, language in product(_WIDTHS, _LANGUAGES)
        for name in get_day_names(width, "format", language).values()
        for word in name.split()
    )


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
