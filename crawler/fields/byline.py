"""The authors that a page names, as it writes them."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from crawler.fields import shown_authors, stated_authors, unmarked
from crawler.fields.by import after_own_by
from crawler.fields.desks import desk_of, is_desk
from crawler.fields.language import of_dates
from crawler.fields.names import split_names, without_own
from crawler.fields.reporters import reporters
from crawler.outlets import find
from crawler.page import Page
from graph.identity import name_key
from graph.model import Author, Claim, Relation


def read(page: Page, outlets: Iterable[str] = ()) -> tuple[Author, ...]:
    """The authors, from the first place that names a person.

    What the page shows as its byline comes before what it says to machines, for
    that may be who posted it. Agencies and desks stand in where no place names a
    person, and the outlet itself, one of ``outlets``, where nobody else is named.
    """
    own = [name for name in outlets if name]
    language = of_dates(page)
    firms = {name_key(name) for name in stated_authors.organisations(page)}
    rest: list[str] = []
    for source in _SOURCES:
        texts = [after_own_by(text, language) or text for text in source(page)]
        found = _unique(name for text in texts for name in split_names(text, known=own))
        persons = [n for n in found if not is_desk(n, own) and name_key(n) not in firms]
        if persons:
            return tuple(Author(name=name) for name in persons)
        rest += [*found, *(desk for text in texts if (desk := desk_of(text)))]
    return tuple(Author(name=name) for name in _stand_ins(_unique(rest), own))


def persons(
    authors: Iterable[Author], claims: Iterable[Claim], outlets: Iterable[str] = ()
) -> tuple[Author, ...]:
    """The authors without agencies, and without outlets that are the source.

    The outlet itself, one of ``outlets``, stays, be it an agency or not. Where no
    person is left, who wrote the source of a whole text wrote this one.
    """
    claims = list(claims)
    own = set(outlets)
    sources = {name_key(c.reference.outlet) for c in claims if c.reference.outlet}
    sources -= set(map(name_key, own))
    left = tuple(
        Author(name=without_own(author.name, sources))
        for author in authors
        if not _is_agency(author.name, own)
        and not (name_key(author.name) in sources and is_desk(author.name, ()))
    )
    if all(is_desk(a.name, own) or desk_of(a.name) for a in left):
        return tuple(Author(name=name) for name in _of_sources(claims)) or left
    return left


def _of_sources(claims: Iterable[Claim]) -> list[str]:
    """The persons whom the first credit of a whole text names as its authors."""
    for claim in claims:
        whole = claim.relation is not Relation.QUOTES
        names = split_names(claim.reference.author or "") if whole else []
        if names and not any(is_desk(name, ()) or desk_of(name) for name in names):
            return names
    return []


def _is_agency(name: str, own: set[str]) -> bool:
    """Whether a name is an agency's that is not the outlet itself."""
    known = find(name)
    if known is None or not known.agency or name_key(name) in map(name_key, own):
        return False
    return own.isdisjoint((known.key, known.name, *known.hosts))


def _unique(names: Iterable[str]) -> list[str]:
    found: dict[str, str] = {}
    for name in names:
        found.setdefault(name_key(name), name)
    return list(found.values())


def _stand_ins(found: list[str], own: list[str]) -> list[str]:
    """The first agency or other name, and the first desk; the outlet for neither."""
    outlets = set(map(name_key, own))
    desks = [name for name in found if desk_of(name)]
    others = [n for n in found if n not in desks and name_key(n) not in outlets]
    return (others[:1] + desks[:1]) or found[:1]


_SOURCES: tuple[Callable[[Page], Iterable[str]], ...] = (
    shown_authors.from_stated_lines,
    stated_authors.from_jsonld,
    stated_authors.from_meta,
    stated_authors.from_cards,
    stated_authors.from_profiles,
    stated_authors.from_microdata,
    shown_authors.from_links,
    shown_authors.from_marked_blocks,
    shown_authors.from_profile_links,
    shown_authors.from_icons,
    shown_authors.from_elements,
    unmarked.from_above,
    shown_authors.from_lines,
    reporters,
    unmarked.beside_dates,
)
