"""Cues: each reads one kind of statement that an article comes from elsewhere.

A cue is a small pure function of a page and of what is already read from it.
:func:`read_claims` runs them all, leaves out what names the page's own outlet,
and makes one claim of all statements about one source.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from crawler.cues.byline import byline
from crawler.cues.canonical import canonical
from crawler.cues.copyright_line import copyright_line
from crawler.cues.credit_line import credit_line
from crawler.cues.dateline import dateline
from crawler.cues.feed_source import feed_source
from crawler.cues.headline_link import headline_link
from crawler.cues.jsonld import jsonld
from crawler.cues.merge import merge
from crawler.cues.metatags import metatags
from crawler.cues.microformat import microformat
from crawler.cues.outlet_date import outlet_date
from crawler.cues.own import Own, own_of
from crawler.cues.pixel import pixel
from crawler.cues.portal import portal
from crawler.cues.press_release import press_release
from crawler.cues.provider import provider
from crawler.cues.reblog import reblog
from crawler.cues.sign_off import sign_off
from crawler.cues.translation import translation

if TYPE_CHECKING:
    from crawler.page import Page
    from graph.model import Article, Claim, Place

_log = logging.getLogger(__name__)
# More statements than this by one cue are not credits.
_MOST = 40
_SIGNATURES = {"byline", "dateline", "sign_off"}


@dataclass(frozen=True, kw_only=True, slots=True)
class Cue:
    """One way in which a page says where its article comes from."""

    name: str
    """As claims carry it."""
    read: Callable[[Page, Article], Iterable[Claim]]
    """The function that reads it."""

    @property
    def docs(self) -> str:
        """What a user reads about it."""
        return self.read.__doc__ or ""


CUES: tuple[Cue, ...] = tuple(
    Cue(name=read.__name__, read=read)
    for read in (
        pixel,
        canonical,
        metatags,
        jsonld,
        microformat,
        feed_source,
        credit_line,
        headline_link,
        press_release,
        copyright_line,
        outlet_date,
        byline,
        dateline,
        sign_off,
        portal,
        provider,
        reblog,
    )
)
"""Every cue, in the order in which they are run."""


def read_claims(page: Page, record: Article) -> tuple[Claim, ...]:
    """What the page says of its article's origin, strongest first.

    ``record`` holds the article's other fields. A cue that fails loses only its
    own claims.
    """
    own = own_of(page, record)
    found = (claim for cue in CUES for claim in _run(cue, page, record))
    foreign = [claim for claim in found if not _is_own(claim, own)]
    signed = [claim for claim in foreign if not _only_carries(claim, foreign)]
    return merge(signed, translated=_marker(page, record) if signed else None)


def _marker(page: Page, record: Article) -> Place | None:
    """Where the page says that it is a translation; none where reading fails."""
    try:
        return translation(page, record)
    except Exception:  # noqa: BLE001 - as for the cues
        _log.warning("the translation's marker failed on %s", page.url)
        return None


def _only_carries(claim: Claim, others: Iterable[Claim]) -> bool:
    """Whether an agency claims only the page while another signs the text.

    Agencies carry each other's texts under their own line of copyright.
    """
    signed = {c.reference.outlet_key for c in others if c.cue in _SIGNATURES}
    return claim.cue == "copyright_line" and bool(signed - {claim.reference.outlet_key})


def _run(cue: Cue, page: Page, record: Article) -> Iterator[Claim]:
    try:
        yield from islice(cue.read(page, record), _MOST)
    except Exception:  # noqa: BLE001 - one cue's fault must not lose the others
        _log.warning("cue %s failed on %s", cue.name, page.url)


def _is_own(claim: Claim, own: Own) -> bool:
    """Whether a claim names the page's own outlet, or no outlet at all."""
    reference = claim.reference
    if reference.url is not None and own.has_url(reference.url):
        return True
    if reference.outlet_key in own.keys:
        return True
    if reference.outlet is not None:
        return own.has_name(reference.outlet)
    return reference.url is None
