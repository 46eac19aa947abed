"""The language of the text: read from its words, else as the page states it."""

from __future__ import annotations

import re

from crawler.page import Page

# Fewer letters than this say too little; more only cost time.
_LEAST = 100
_ENOUGH = 800
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

    >>> read(Page.from_text("too short"), "too short") is None
    True
    """
    if len(text) >= _LEAST or (len(text) >= _LEAST // 4 and not text.isascii()):
        from py3langid import classify  # noqa: PLC0415 - slow to load

        code = str(classify(text[:_ENOUGH])[0])
        return _SAME.get(code, code)
    return stated(page)


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
