"""From a wording that anybody can write to a regex.

A wording is plain words and a few signs::

    This (article|story) [first] appeared (on|in) {outlet} [on {date}]

``(a|b)`` one of them, ``[a|b]`` one of them or nothing, ``{slot}`` a name, date
or person to read, ``^`` in front: at the beginning of the line, ``$`` behind:
at its end, ``/`` between two words: the line may end there. Case and kinds of
quotes and dashes do not count.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from crawler.phrases.slots import CLOSE, GAP, LINE_GAP, LOOSE_GAP, OPEN, SLOTS

_TOKEN = re.compile(r"\{(\w+)\}|([()\[\]|])|(\s+)|((?:\\.|[^\s(){}\[\]|\\])+)")
_SIGNS = rf" \t\xa0{OPEN}{CLOSE}*\"“”‘’'~_–—•-"
# What follows the signs is looked at once, before they are tried one by one.
_BEGIN = (
    rf"(?:^|(?<=[\n|(\[【（]))(?=[{_SIGNS}]{{0,6}}+[^\n|(\[【（])[|{_SIGNS}]{{0,6}}?"
)
_END = rf"[ \t\xa0{OPEN}{CLOSE}.!)\]】）\"”*_。]*(?:$|(?=\n))"
_CASELESS = re.compile(
    "[\u0590-\u0dff\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]"
)


@dataclass(slots=True)
class _Item:
    """One part of a sequence, already a regex."""

    regex: str
    optional: bool = False
    tight: bool = False
    """Whether the next part may follow without a space."""
    glued: bool = False
    """Whether it stood right behind the part before it."""
    broken: bool = False
    """Whether a line may end before it."""
    first: frozenset[str] = frozenset()
    """Letters it may begin with, small and capital; empty if it may begin otherwise."""
    needs: tuple[str, ...] = ()
    """Words of which the text must hold one; empty if it need not."""


@dataclass(slots=True)
class Pattern:
    """A compiled wording."""

    regex: re.Pattern[str]
    """Slots are its named groups: ``outlet_1``, and ``outlet_2`` in another way to
    word it."""
    needs: tuple[tuple[str, ...], ...]
    """Of each of these the folded text must hold one, or the regex can't match."""

    def possible(self, folded: str) -> bool:
        """Whether a case-folded text holds the words this wording needs."""
        return all(any(word in folded for word in words) for words in self.needs)


def compile_pattern(wording: str, words: dict[str, list[str]] | None = None) -> Pattern:
    """Compiles a wording; ``words`` are lists that it names like slots.

    >>> pattern = compile_pattern("first appeared (on|in) {outlet}")
    >>> pattern.regex.search("It first appeared in Example Weekly.")["outlet_1"]
    'Example Weekly'
    """
    text = wording.strip()
    begin, end = text.startswith("^"), text.endswith("$")
    reader = _Reader(text.strip("^$").strip(), words or {})
    items = reader.sequence()
    bound = "" if _CASELESS.match(text.lstrip("([^")) else r"(?<!\w)"
    front = _first(items)
    look = f"(?=[{''.join(sorted(front))}])" if front else ""
    start = _BEGIN + look if begin else look + bound
    regex = start + _join(items) + (_END if end else "")
    return Pattern(
        regex=re.compile(regex),
        needs=tuple(item.needs for item in items if item.needs and not item.optional),
    )


@dataclass(slots=True)
class _Reader:
    """Reads one wording from left to right."""

    text: str
    words: dict[str, list[str]]
    at: int = 0
    glued: bool = False
    broken: bool = False
    slots: list[str] = field(default_factory=list)

    def sequence(self) -> list[_Item]:
        """The parts up to the end of the wording, a ``|`` or a closing bracket."""
        items: list[_Item] = []
        while (token := _TOKEN.match(self.text, self.at)) is not None:
            slot, sign, space, literal = token.groups()
            if sign and sign in "|)]":
                break
            self.at = token.end()
            if space:
                self.glued = False
                continue
            if literal == "/":
                self.broken = True
                continue
            item = self._item(slot, sign, literal)
            items.append(item)
            self.glued = True
        return items

    def _item(self, slot: str | None, sign: str | None, literal: str | None) -> _Item:
        glued, broken = self.glued, self.broken
        self.glued = self.broken = False
        if sign:
            item = self._choice(optional=sign == "[")
        elif slot:
            item = self._slot(slot)
        else:
            item = _literal(re.sub(r"\\(.)", r"\1", literal or ""))
        item.glued, item.broken = glued, broken
        return item

    def _choice(self, *, optional: bool) -> _Item:
        options = [self.sequence()]
        while self.text[self.at : self.at + 1] == "|":
            self.at += 1
            self.glued = False
            options.append(self.sequence())
        if self.text[self.at : self.at + 1] not in {")", "]"}:
            message = f"a bracket is not closed: {self.text}"
            raise ValueError(message)
        self.at += 1
        needs = [need for option in options if (need := _need(option))]
        return _Item(
            regex="(?:" + "|".join(_join(option) for option in options) + ")",
            optional=optional,
            first=_union(_first(option) for option in options),
            tight=all(option and option[-1].tight for option in options),
            needs=tuple(n for need in needs for n in need)
            if len(needs) == len(options)
            else (),
        )

    def _slot(self, name: str) -> _Item:
        if name in self.words:
            options = [_Reader(word, {}).sequence() for word in self.words[name]]
            needs = tuple(n for option in options for n in _need(option))
            return _Item(
                regex="(?:" + "|".join(map(_join, options)) + ")",
                first=_union(map(_first, options)),
                needs=needs,
            )
        if name not in SLOTS:
            message = f"no such slot: {{{name}}}"
            raise ValueError(message)
        if name in {"some", "few"}:
            return _Item(regex=f"(?:{SLOTS[name]})", tight=True)
        self.slots.append(name)
        group = f"{name}_{self.slots.count(name)}"
        return _Item(regex=f"(?P<{group}>{SLOTS[name]})", tight=True)


def _first(items: list[_Item]) -> frozenset[str]:
    """Letters that a sequence may begin with; empty if it may begin otherwise."""
    begins: list[frozenset[str]] = []
    for item in items:
        begins.append(item.first)
        if not item.optional:
            return _union(begins)
    return frozenset()


def _union(sets: Iterable[frozenset[str]]) -> frozenset[str]:
    """All of them together; empty if one of them is."""
    found = list(sets)
    return frozenset().union(*found) if all(found) else frozenset()


def _need(items: list[_Item]) -> tuple[str, ...]:
    """The words of the part of a sequence that is hardest to find by chance."""
    found = [item.needs for item in items if item.needs and not item.optional]
    return max(found, key=lambda needs: min(map(len, needs)), default=())


def _literal(text: str) -> _Item:
    pieces = [_sign(character) for character in text]
    regex = "(?i:" + "".join(pieces) + ")"
    if text[-1].isalnum() and not _CASELESS.match(text[-1]):
        regex += r"(?!\w)"
    chunks = re.findall(r"\w+", text.casefold())
    needs = (max(chunks, key=len),) if chunks else ()
    tight = text[-1] in ":：" or _CASELESS.match(text[-1]) is not None
    begin = text[0] if text[0].isalpha() else ""
    first = frozenset(c for c in (begin.lower(), begin.upper()) if len(c) == 1)
    return _Item(regex=regex, tight=tight, needs=needs, first=first)


def _sign(character: str) -> str:
    if character in ":：":
        return rf"[ \t\xa0{OPEN}{CLOSE}]*[:：]"
    if character in "'’":
        return "['’]"
    if character == "-":
        return r"[\s‐‑–-]?"
    if character in "–—":
        return "[-–—|]{1,2}"
    return re.escape(character)


def _glue(tight: bool) -> str:  # noqa: FBT001 - one caller
    """Between parts written together: blanks may still stand behind a colon."""
    return LOOSE_GAP if tight else ""


def _join(items: list[_Item]) -> str:
    """One regex for a sequence: gaps between its parts, optional ones with theirs."""
    regex, start, tight = "", True, False
    for item in items:
        gap = (
            LINE_GAP
            if item.broken
            else _glue(tight)
            if item.glued
            else LOOSE_GAP
            if tight
            else GAP
        )
        if start:
            after = LOOSE_GAP if item.tight else GAP
            regex += f"(?:{item.regex}{after})?" if item.optional else item.regex
            start = item.optional
        else:
            regex += f"(?:{gap}{item.regex})?" if item.optional else gap + item.regex
        tight = item.tight or (item.optional and tight)
    return regex
