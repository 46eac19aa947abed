"""What follows a credit and names another source: "…, via B", "… and by B"."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from crawler.phrases import Found

MORE = ("relay", "other")
"""The slots of another source: who relayed the text, and who published it too."""
# Nothing but this may stand between a credit and what follows it.
_BETWEEN = re.compile(r"[\s,;:.()\[\]*_\"'“”’»–—-]{0,6}")


def without(text: str, behind: Iterable[Found]) -> str:
    """A text whose lines end where these begin, all offsets as they were.

    A credit that ends with its line is then found though something follows.
    """
    letters = list(text)
    for one in behind:
        letters[one.start : one.end] = "\n" * (one.end - one.start)
    return "".join(letters)


def continued(
    credits_: Iterable[Found], behind: Sequence[Found], text: str
) -> Iterator[Found]:
    """The credits right behind which one of these stands, as one with it."""
    for credit in credits_:
        for one in behind:
            if _follows(one, credit, text):
                yield replace(
                    credit,
                    end=one.end,
                    slots=credit.slots | one.slots,
                    spans=credit.spans | one.spans,
                )
                break


def _follows(one: Found, credit: Found, text: str) -> bool:
    """Whether it stands right behind a credit, in its language or in English."""
    near = credit.end <= one.start and _BETWEEN.fullmatch(text, credit.end, one.start)
    return bool(near) and one.wording.language in {credit.wording.language, "en"}
