"""Which of the links in and around a credit leads to the article it credits."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

from crawler.cues.making import points_at_article
from crawler.cues.own import spellings, squash
from crawler.outlets import find
from crawler.outlets.agency_name import is_paper_name
from graph.identity import clean_url, host_of, outlet_key

if TYPE_CHECKING:
    from crawler.block import Link
    from crawler.cues.passage import Passage
    from crawler.phrases import Found

# Links this far behind a credit still belong to it ("Read the original here").
_REACH = 250
_ELSEWHERE = re.compile(
    r"creativecommons\.org|^(?:facebook|twitter|x|instagram|linkedin|whatsapp|telegram|t"
    r"|youtube|pinterest|reddit|tumblr|getpocket|flipboard|addtoany|printfriendly|vk|ok"
    r"|line|threads|bsky|mastodon)\.(?:com|me|net|ru|app|social)$",
)
# A link ends this close before a credit that it belongs to.
_NEXT = 20
_LEAST = 4
# A host may begin with the article that its name has lost: "thehill" for "Hill".
_ARTICLES = ("the", "la", "le", "les", "el", "il", "der", "die", "das")


def credited_url(found: Found, passage: Passage, name: str) -> str | None:
    """The article's address, or else the outlet's, from the links of a credit."""
    spans = found.spans.get("outlet") or found.spans.get("source") or (0, 0)
    near = _near(found, passage)
    on_name = [ln for ln in near if ln.start < spans[1] and spans[0] < ln.end]
    own = _address(name)
    keys = {outlet_key(link.href) for link in on_name}
    known = find(name)
    if known is not None:
        keys |= {outlet_key(f"https://{host}/") for host in known.hosts}
    around = [*near, *_before(found, passage), *_below(found, passage)]
    fitting = [
        ln for ln in around if outlet_key(ln.href) in keys or _named(ln.href, name)
    ]
    if not name:
        on_name = near
    urls = [ln.href for ln in (*on_name, *fitting)] + ([own] if own else [])
    return next(filter(points_at_article, urls), next(iter(urls), None))


def link_on(slot: str, found: Found, passage: Passage) -> str | None:
    """The address of the link on the words of a slot itself."""
    start, end = found.spans.get(slot, (0, 0))
    links = (ln for ln in passage.links if ln.start < end and start < ln.end)
    return next((ln.href for ln in _outside(links) if clean_url(ln.href)), None)


def is_spelled(found: Found, passage: Passage) -> bool:
    """Whether a credited name is linked to an article on a host that spells it.

    A front page will do where the name is a newspaper's: links to the front
    pages of others mostly thank for a tip or for figures.
    """
    name = found.slots.get("outlet") or found.slots.get("source") or ""
    start, end = found.spans.get("outlet") or found.spans.get("source") or (0, 0)
    whole = [ln for ln in passage.links if ln.start <= start + 2 and end - 2 <= ln.end]
    links = [ln for ln in whole if ln.start < end and start < ln.end]
    fitting = [link for link in _outside(links) if spelled_by(name, link.href)]
    paper = is_paper_name(name, whatever=True)
    return any(paper or points_at_article(link.href) for link in fitting)


def spelled_by(name: str, href: str) -> bool:
    """Whether host and name begin alike and neither is more than twice the other."""
    sizes = len(_host_label(href)), len(squash(name))
    return _named(href, name) and max(sizes) <= 2 * min(sizes)


def bare_spellings(name: str) -> set[str]:
    """How a host may spell a name, with its article and without.

    >>> sorted(bare_spellings("The Hill"))
    ['hill', 'thehill']
    """
    first, _, rest = name.partition(" ")
    whole = squash("".join(name.split()))
    return {whole, squash(rest)} if first.lower() in _ARTICLES and rest else {whole}


def _near(found: Found, passage: Passage) -> list[Link]:
    end = passage.text.find("\n", found.end)
    limit = min(found.end + _REACH, end if end >= 0 else len(passage.text))
    inside = (ln for ln in passage.links if found.start <= ln.start <= limit)
    return [ln for ln in _outside(inside) if clean_url(ln.href)]


def _before(found: Found, passage: Passage) -> list[Link]:
    """Links of the same line right before a credit: "[Materials] provided by …"."""
    line = passage.text.rfind("\n", 0, found.start) + 1
    least = max(line, found.start - _NEXT)
    inside = (ln for ln in passage.links if line <= ln.start and ln.end >= least)
    return [ln for ln in _outside(inside) if ln.start < found.start]


def _below(found: Found, passage: Passage) -> list[Link]:
    """The only link of the next line: "Read the original" below a name."""
    start = passage.text.find("\n", found.end)
    end = passage.text.find("\n", start + 1)
    limit = min(end if end >= 0 else len(passage.text), found.end + _REACH)
    inside = [ln for ln in passage.links if 0 <= start < ln.start < limit]
    return list(_outside(inside)) if len(inside) == 1 else []


def leads_out(href: str) -> bool:
    """Whether a link leads to an outlet rather than to a licence or a network."""
    return bool(href) and not _ELSEWHERE.search(outlet_key(href))


def _outside(links: Iterable[Link]) -> Iterable[Link]:
    return (ln for ln in links if leads_out(ln.href))


def _named(href: str, name: str) -> bool:
    """Whether an address's host carries the credited name."""
    label = _host_label(href)
    # "news.hill.example" may be Hill News, and "hillnews.press.example", too.
    labels = host_of(href).removeprefix("www.").split(".")[:-1]
    whole = "".join(reversed(labels))
    spelt = spellings(name)
    if spelt & {squash(part) for part in (whole, *labels)} - {""}:
        return True
    if any(label == article + words for article in _ARTICLES for words in spelt):
        return True
    return len(label) >= _LEAST and any(
        label.startswith(words) or words.startswith(label)
        for words in spellings(name)
        if len(words) >= _LEAST
    )


def _host_label(href: str) -> str:
    return squash(outlet_key(href).partition(".")[0])


def _address(name: str) -> str | None:
    """The address that a name itself is, such as ``herald.example``."""
    match = re.fullmatch(r"(https?://)?((?:[\w-]+\.)+[a-z]{2,12}(?:/\S*)?)", name)
    return None if match is None else clean_url(f"{match[1] or 'https://'}{match[2]}")
