"""What a pack of wordings holds, read from its TOML file."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

from crawler.phrases.pattern import Pattern, compile_pattern
from graph.identity import name_key
from graph.model import Relation


@dataclass(frozen=True, kw_only=True, slots=True)
class Wording:
    """A group of wordings that mean the same."""

    language: str
    """ISO 639-1 code of the pack."""
    relation: Relation | None
    """What they say; None for wordings that say nothing of an origin."""
    strength: float
    """0 to 1: how often they mean it."""
    place: str
    """``head``, ``foot``, ``edge`` (either) or ``any`` (in the prose too)."""
    patterns: tuple[Pattern, ...]
    """How it may be worded."""
    kind: str
    """``credit``, ``copyright`` (who holds the text), ``behind``, ``marker`` or
    ``not``."""
    linked: bool
    """Whether it names no outlet, and its link tells it."""
    known: bool
    """Whether only names count that :mod:`crawler.outlets` knows, or agencies'."""
    spelled: bool
    """Whether only names count that the host of their link spells."""
    never: frozenset[str]
    """Keys of names that are no outlets."""
    endings: dict[str, str]
    """What case puts behind an outlet's name, and what the name ends with itself."""
    begins: frozenset[str]
    """Words that belong to an outlet's name where they have a capital."""
    yes: tuple[dict[str, str], ...]
    """Examples: ``text`` and the slots to be read from it."""
    no: tuple[str, ...]
    """Examples that must not be read as a credit."""


def read_pack(source: str) -> tuple[Wording, ...]:
    """The wordings of one TOML text."""
    table = tomllib.loads(source)
    words = table.get("words", {})
    common = {
        "language": table["language"],
        "never": frozenset(map(name_key, table.get("never", ()))),
        "begins": frozenset(table.get("begins", ())),
    }
    return tuple(
        _wording(entry, words, kind, **common)
        for kind in ("credit", "copyright", "behind", "marker", "not")
        for entry in table.get(kind, ())
    )


def _wording(  # noqa: PLR0913 - a pack and its table have that many parts
    entry: dict[str, Any],
    words: dict[str, list[str]],
    kind: str,
    *,
    language: str,
    never: frozenset[str],
    begins: frozenset[str],
) -> Wording:
    return Wording(
        language=language,
        never=never,
        begins=begins,
        endings=entry.get("endings", {}),
        known=entry.get("known", False),
        spelled=entry.get("spelled", False),
        kind=kind,
        linked=entry.get("linked", False),
        relation=Relation(entry["relation"]) if "relation" in entry else None,
        strength=entry.get("strength", 0.0),
        place=entry.get("place", "any"),
        patterns=tuple(compile_pattern(p, words) for p in entry["patterns"]),
        yes=tuple(entry.get("yes", ())),
        no=tuple(entry.get("no", ())),
    )


@cache
def packs() -> tuple[Wording, ...]:
    """The wordings of every pack, packs in the order of their languages."""
    folder = resources.files("crawler.phrases")
    files = sorted((f for f in folder.iterdir() if f.name.endswith(".toml")), key=str)
    return tuple(w for file in files for w in read_pack(file.read_text("utf-8")))
