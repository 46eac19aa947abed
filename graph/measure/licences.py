"""Licence conditions: whether a copy names the author, links, and leaves the text."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib import resources

from graph.model import Credit

CONDITIONS = ("author", "link", "unaltered")
"""What may be asked of a copy."""

WHOLE = 0.95
"""A copy is unaltered where both texts share at least so much of either: what a page
adds, and what reading it loses, is in the rest."""
FOOT = 25
"""So many words may differ in a text of any length: a credit, a licence."""


class Kept(StrEnum):
    """Whether a condition was kept."""

    KEPT = "kept"
    BROKEN = "broken"
    UNKNOWN = "unknown"
    """What would tell is not known."""
    NOT_ASKED = "not-asked"
    """The source's licence does not ask for it, or no licence of it is known."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Copying:
    """What is known of a copy and its source."""

    rights: str
    """The source's line of rights."""
    source_named: bool
    """Whether the source has a byline."""
    copy_named: bool
    """Whether the copy has one."""
    author_kept: bool
    """Whether both name an author in common."""
    credit: Credit
    """How the copy credits where it comes from."""
    whole: bool | None
    """Whether both texts are the same, as :data:`WHOLE` and :data:`FOOT` have it;
    None if not known."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Condition:
    """One condition, and how a copy stands to it."""

    name: str
    """One of :data:`CONDITIONS`."""
    state: Kept
    """How it stands."""
    why: str
    """Why, in a few words."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Licence:
    """A kind of licence."""

    name: str
    asks: tuple[str, ...]
    patterns: tuple[str, ...]


@cache
def licences() -> tuple[Licence, ...]:
    """The licences of ``licences.toml``."""
    source = resources.files("graph.measure").joinpath("licences.toml")
    known = tomllib.loads(source.read_text(encoding="utf-8"))["licence"]
    return tuple(
        Licence(
            name=one["name"],
            asks=tuple(one["asks"]),
            patterns=tuple(_plain(pattern, keep="*") for pattern in one["patterns"]),
        )
        for one in known
    )


@cache
def licence(rights: str) -> Licence | None:
    """The licence that a line of rights names; None where it names none.

    >>> licence("© 2022 Harbour Weekly, CC BY-NC-ND 4.0").name
    'no derivatives'
    >>> licence("© 2022 Harbour Weekly. All rights reserved.") is None
    True
    """
    line = f" {_plain(rights)} "
    for one in licences():
        for pattern in one.patterns:
            begins = pattern.removesuffix("*")
            if f" {begins}" + " " * (begins == pattern) in line:
                return one
    return None


def _plain(text: str, keep: str = "") -> str:
    """Words with one space between them, without case and accents."""
    parted = unicodedata.normalize("NFKD", text.casefold())
    bare = "".join(c for c in parted if not unicodedata.combining(c))
    whole = unicodedata.normalize("NFC", bare)
    return " ".join(re.sub(rf"[^\w{re.escape(keep)}]|_", " ", whole).split())


def conditions(copying: Copying) -> tuple[Condition, ...]:
    """How a copy stands to each condition, in their order.

    Author and link are looked at whatever the licence, which alone can ask for an
    unaltered text; a source in the public domain asks for nothing.
    """
    known = licence(copying.rights)
    if known is not None and not known.asks:
        why = f"{known.name}: free to use"
        return tuple(
            Condition(name=name, state=Kept.NOT_ASKED, why=why) for name in CONDITIONS
        )
    asks = known is not None and "unaltered" in known.asks
    return (_author(copying), _link(copying), _unaltered(copying, asked=asks))


def _author(copying: Copying) -> Condition:
    if not copying.source_named:
        state, why = Kept.UNKNOWN, "the source names no author that is known"
    elif copying.author_kept:
        state, why = Kept.KEPT, "the copy's byline names the author"
    elif copying.copy_named:
        state, why = Kept.BROKEN, "the copy's byline names somebody else"
    else:
        state, why = Kept.BROKEN, "the copy has no byline"
    return Condition(name="author", state=state, why=why)


def _link(copying: Copying) -> Condition:
    why = {
        Credit.LINKED: "the copy links to where it comes from",
        Credit.NAMED: "the copy names where it comes from, without a link to it",
        Credit.NONE: "the copy does not say where it comes from",
    }[copying.credit]
    linked = copying.credit is Credit.LINKED
    return Condition(name="link", state=Kept.KEPT if linked else Kept.BROKEN, why=why)


def _unaltered(copying: Copying, *, asked: bool) -> Condition:
    if not asked:
        state, why = Kept.NOT_ASKED, "no licence is known that asks for it"
    elif copying.whole is None:
        state, why = Kept.UNKNOWN, "the texts have not been compared"
    elif copying.whole:
        state, why = (
            Kept.KEPT,
            f"the texts differ by {FOOT} words or {1 - WHOLE:.0%} at most",
        )
    else:
        state, why = (
            Kept.BROKEN,
            f"the texts differ by more than {FOOT} words and {1 - WHOLE:.0%}",
        )
    return Condition(name="unaltered", state=state, why=why)
