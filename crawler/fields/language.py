"""The language of the text: read from its words, else as the page states it."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import islice

from crawler.block import Zone
from crawler.fields.wordlists import table
from crawler.page import Page

# Fewer letters than this say too little; more only cost time.
_LEAST = 100
_ENOUGH = 800
# What confirms the language that the page states.
_START = 400
# As many lines of prose hold that.
_FEW = 8
# Norwegian's two forms have one code where the detector knows one.
_SAME = {
    "nb": "no",
    "nn": "no",
    "iw": "he",
    "in": "id",
    "fil": "tl",
    "cmn": "zh",
    "yue": "zh",
}


def read(page: Page, text: str) -> str | None:
    """ISO 639-1 code of ``text``, or of what the page says of itself.

    Near relatives look alike in a few sentences: among those the page knows better.

    >>> read(Page.from_text("too short"), "too short") is None
    True
    """
    own = stated(page)
    if len(text) < (_LEAST if text.isascii() else _LEAST // 4):
        return own
    if own is not None and _is_near(_detected(text[:_START]), own):
        return own
    code = _detected(text[:_ENOUGH])
    return own if own is not None and _is_near(code, own) else code


def of_dates(page: Page) -> str | None:
    """The language to read dates and bylines in: as stated, else as the prose is."""
    own = stated(page)
    if own is not None:
        return own
    lines = (block.text[:_START] for block in page.blocks if block.zone is Zone.BODY)
    prose = " ".join(islice(lines, _FEW))[:_START]
    return _detected(prose) if len(prose) >= _LEAST else None


@lru_cache(maxsize=64)
def _detected(text: str) -> str:
    from py3langid import classify  # noqa: PLC0415 - slow to load

    code = str(classify(text)[0])
    return _SAME.get(code, code)


def _is_near(code: str, other: str) -> bool:
    """Whether two languages are one, or are easily taken for one another.

    >>> _is_near("hr", "sr"), _is_near("en", "de")
    (True, False)
    """
    groups = table("language", "relatives").values()
    return code == other or any(code in group and other in group for group in groups)


def stated(page: Page) -> str | None:
    """The language the page states, as ISO 639-1."""
    metas = (
        page.meta.get(name, ("",))[0]
        for name in ("og:locale", "content-language", "language")
    )
    for tag in (page.lang or "", *metas):
        match = re.match(r"([a-z]{2,3})(?:[-_]|$)", tag.strip().lower())
        if match:
            code = _SAME.get(match.group(1), match.group(1))
            if len(code) == 2:
                return code
    return None
