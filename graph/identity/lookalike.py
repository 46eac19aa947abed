"""Hosts that mix scripts so as to look like another host (UTS 39). Pure."""

from __future__ import annotations

from graph.identity.script import script_of

# Scripts that one language writes side by side (UTS 39, 5.2, highly restrictive).
_TOGETHER = (
    frozenset({"LATIN", "CJK", "HIRAGANA", "KATAKANA", "KATAKANA-HIRAGANA"}),
    frozenset({"LATIN", "CJK", "BOPOMOFO"}),
    frozenset({"LATIN", "CJK", "HANGUL"}),
)


def mixes_scripts(host: str) -> bool:
    """Whether a label of a host has letters of scripts that nobody writes together.

    Labels may stand in ASCII (``xn--``), as hosts are kept. Digits and hyphens
    belong to no script.

    >>> mixes_scripts("xn--nytmes-q4a.com"), mixes_scripts("xn--bcher-kva.example")
    (False, False)
    >>> mixes_scripts("nуtimes.com")  # a Cyrillic letter in it
    True
    """
    return any(_mixed(written(label)) for label in host.split("."))


def written(label: str) -> str:
    """A label as people see it; as it stands where it is no Punycode (RFC 3492)."""
    if not label.startswith("xn--"):
        return label
    try:
        return label[4:].encode("ascii").decode("punycode")
    except (UnicodeError, ValueError):
        return label


def _mixed(label: str) -> bool:
    scripts = {script_of(letter) for letter in label if letter.isalpha()}
    return len(scripts) > 1 and not any(scripts <= fine for fine in _TOGETHER)
