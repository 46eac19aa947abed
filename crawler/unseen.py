"""Whether an element says of itself that nobody sees it; style sheets are not read.

A credit that no reader sees is none: whoever writes a page may hide anything in it.
"""

from __future__ import annotations

import re
from typing import Any

_STYLE = re.compile(
    r"display:none|visibility:(?:hidden|collapse)|opacity:0(?:\.0+)?(?:[;!]|$)"
    r"|font-size:0(?:px|r?em|pt|%)?(?:[;!]|$)"
    # So far to one side that no screen reaches it, or cut to nothing.
    r"|(?:^|;)(?:left|right|top|text-indent|margin-left):-\d{3,}(?:px|r?em|pt|%|vw)"
    r"|clip:rect\((?:0(?:px)?,?){4}\)|clip:rect\((?:1px,?){4}\)"
)


def is_invisible(element: Any) -> bool:  # noqa: ANN401 - lxml has no public type
    """Whether the element itself says that it is not shown.

    >>> from lxml.html import fromstring
    >>> is_invisible(fromstring("<p style='Display : none'>x"))
    True
    """
    get = element.get
    if get("hidden") is not None:
        return True
    style = get("style")
    if not style:
        return False
    return _STYLE.search("".join(style.lower().split())) is not None


def is_unseen(element: Any) -> bool:  # noqa: ANN401
    """The same of a block; one that is kept from who listens, or closed, counts too.

    Within a line ``aria-hidden`` is for what is said twice, and readers do see it.
    """
    if element.get("aria-hidden") == "true":
        return True
    if element.tag == "dialog" and element.get("open") is None:
        return True
    return is_invisible(element)
