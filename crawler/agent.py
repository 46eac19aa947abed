"""How the crawl names itself to those whom it asks."""

from __future__ import annotations

import re
from importlib.metadata import version

from graph.errors import UsageError

_LONGEST = 200
_MAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
_SITE = re.compile(r"https?://\S+\.\S+")
# What a comment in a header can't hold (RFC 9110, 5.6.5), and what parts ours.
_UNFIT = re.compile(r"[^\x20-\x7e]|[()\\;]")


def user_agent(contact: str = "") -> str:
    """The User-Agent header, with whom to write to where that is known.

    >>> user_agent("ann@herald.example").partition(" ")[2]
    '(+ann@herald.example; follows republication credits; obeys robots.txt)'
    """
    named = f"+{contact}; " if contact else ""
    told = f"{named}follows republication credits; obeys robots.txt"
    return f"whence/{version('whence')} ({told})"


def checked_contact(text: str) -> str:
    """The contact as it can be sent; UsageError for what is no mail address or URL.

    >>> checked_contact(" https://herald.example/crawl ")
    'https://herald.example/crawl'
    """
    contact = text.strip(" ")
    known = _MAIL.fullmatch(contact) or _SITE.fullmatch(contact)
    if not known or _UNFIT.search(contact) or len(contact) > _LONGEST:
        message = "a contact is a mail address or a URL, in plain ASCII letters"
        raise UsageError(message, subject=text)
    return contact
