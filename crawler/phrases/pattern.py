"""From a wording that anybody can write to a regex.

A wording is plain words and a few signs::

    This (article|story) [first] appeared (on|in) {outlet} [on {date}]

``(a|b)`` one of them, ``[a|b]`` one of them or nothing, ``{slot}`` a name, date
or person to read, ``{slot:list}`` one of a list of names, ``^`` in front: at the
beginning of the line, ``$`` behind: at its end, ``~`` in front: behind no letter, for
scripts without spaces, ``/`` between two words: the line may end there. Case and
kinds of quotes and dashes do not count.
"""

from __future__ import annotations

import re
import sys
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import cache, cached_property
from itertools import dropwhile, groupby
from operator import itemgetter

from crawler.phrases.part import (
    CASELESS,
    Part,
    first,
    join,
    needed,
    union,
    word_part,
)
from crawler.phrases.scripts import (
    SPACED,
    UNSEEN,
    is_spaced,
)
from crawler.phrases.slots import (
    CLOSE,
    GAP,
    LINE_GAP,
    LOOSE_GAP,
    OPEN,
    OUTLETS,
    SLOTS,
)

_TOKEN = re.compile(r"\{(\w+(?::\w+)?)\}|([()\[\]|])|(\s+)|((?:\\.|[^\s(){}\[\]|\\])+)")
_SIGNS = rf" \t\xa0{OPEN}{CLOSE}{UNSEEN}*\"“”‘’'~_–—•※■□▪◆◇◎●○▼▽▲△▶▷►★☆→・-"
# What follows the signs is looked at once, before they are tried one by one.
_BEGIN = (
    rf"(?:^|(?<=[\n|(\[【（〔［〈<]))"
    rf"(?=[{_SIGNS}]{{0,6}}+[^\n|(\[【（])[|{_SIGNS}]{{0,6}}?"
)
_END = rf"[ \t\xa0{OPEN}{CLOSE}{UNSEEN}.!)\]】）〕〉>\"”*_。」』》।]*(?:$|(?=\n))"

# What a core says instead, which is quick to compile.
_LOOSE = (
    (GAP, r"\W*?"),
    (LINE_GAP, r"\W*?"),
    (LOOSE_GAP, r"\W*?"),
    (rf"(?![\w{SPACED}])", ""),
)


@dataclass(kw_only=True)
class Pattern:
    """A wording as a regex, compiled when it is first asked for."""

    source: str = field(repr=False)
    """The regex as a text."""
    core: str = field(repr=False)
    """A loose and short regex of its longest part between two slots."""
    needs: tuple[tuple[str, ...], ...]
    """Of each of these the folded text must hold one, or the regex can't match."""

    @cached_property
    def regex(self) -> re.Pattern[str]:
        """Its slots are named groups: ``outlet_1``, in another way ``outlet_2``."""
        return re.compile(self.source)

    @cached_property
    def _core(self) -> re.Pattern[str]:
        return re.compile(self.core)

    def matches(
        self, text: str, start: int = 0, end: int = sys.maxsize
    ) -> Iterator[re.Match[str]]:
        """Where it matches in a part of a text.

        The core is tried first: most wordings that are tried do not match, and
        the whole regex takes long to compile.
        """
        if not self._core.search(text, start, end):
            return iter(())
        return self.regex.finditer(text, start, end)

    def possible(self, folded: str) -> bool:
        """Whether a case-folded text holds the words this wording needs."""
        return all(any(word in folded for word in words) for words in self.needs)


def compile_pattern(wording: str, words: dict[str, list[str]] | None = None) -> Pattern:
    """Compiles a wording; ``words`` are lists that it names like slots.

    >>> pattern = compile_pattern("first appeared (on|in) {outlet}")
    >>> pattern.regex.search("It first appeared in Example Weekly.")["outlet_1"]
    'Example Weekly'
    """
    text = unicodedata.normalize("NFC", wording.strip())
    begin, end = text.startswith("^"), text.endswith("$")
    reader = _Reader(text.strip("^$~").strip(), words or {})
    items = reader.sequence()
    bound = _bound(text)
    look = _look(first(items))
    start = _BEGIN + look if begin else look + bound
    return Pattern(
        source=start + join(items) + (_END if end else ""),
        core=_core(items),
        needs=tuple(item.needs for item in items if item.needs and not item.optional),
    )


def _core(items: list[Part]) -> str:
    """A regex that matches wherever all of the items do, but for the slots."""
    runs = [list(run) for slot, run in groupby(items, key=_has_slot) if not slot]
    needed = (" ".join(word for item in run for word in item.needs[:1]) for run in runs)
    longest = max(
        zip(map(len, needed), runs, strict=True), key=itemgetter(0), default=None
    )
    if longest is None:
        return ""
    core = list(dropwhile(_is_optional, longest[1]))
    core = list(dropwhile(_is_optional, reversed(core)))[::-1]
    regex = join(core)
    for exact, loose in _LOOSE:
        regex = regex.replace(exact, loose)
    return _look(first(core)) + regex


def _look(front: frozenset[str]) -> str:
    """A quick look at the first letter, before words are tried one by one."""
    return f"(?=[{''.join(sorted(front))}])" if front else ""


def _has_slot(item: Part) -> bool:
    return any(slot in item.regex for slot in ("(?P<", SLOTS["some"], SLOTS["few"]))


def _is_optional(item: Part) -> bool:
    return item.optional


def _bound(wording: str) -> str:
    """What may not stand right before a wording that is no line's beginning."""
    if wording.startswith("~"):
        return r"(?<![^\W\d_])"
    begins = wording.lstrip("([^")[:1]
    if not begins.isalnum() and begins not in "{\\":
        return ""
    if is_spaced(begins):
        return r"(?<!\w)(?<![\u0900-\u0963\u0966-\u0dff])"
    return "" if CASELESS.match(begins) else r"(?<!\w)"


@dataclass(slots=True)
class _Reader:
    """Reads one wording from left to right."""

    text: str
    words: dict[str, list[str]]
    at: int = 0
    glued: bool = False
    broken: bool = False
    slots: list[str] = field(default_factory=list)

    def sequence(self) -> list[Part]:
        """The parts up to the end of the wording, a ``|`` or a closing bracket."""
        items: list[Part] = []
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

    def _item(self, slot: str | None, sign: str | None, literal: str | None) -> Part:
        glued, broken = self.glued, self.broken
        self.glued = self.broken = False
        if sign:
            item = self._choice(optional=sign == "[")
        elif slot:
            item = self._slot(slot)
        else:
            item = word_part(re.sub(r"\\(.)", r"\1", literal or ""))
        return replace(item, glued=glued, broken=broken)

    def _choice(self, *, optional: bool) -> Part:
        options = [self.sequence()]
        while self.text[self.at : self.at + 1] == "|":
            self.at += 1
            self.glued = False
            options.append(self.sequence())
        if self.text[self.at : self.at + 1] not in {")", "]"}:
            message = f"a bracket is not closed: {self.text}"
            raise ValueError(message)
        self.at += 1
        needs = [need for option in options if (need := needed(option))]
        return Part(
            regex="(?:" + "|".join(join(option) for option in options) + ")",
            optional=optional,
            first=union(first(option) for option in options),
            tight=all(option and option[-1].tight for option in options),
            needs=tuple(n for need in needs for n in need)
            if len(needs) == len(options)
            else (),
        )

    def _slot(self, name: str) -> Part:
        if name in self.words:
            return self._list(name)
        if name.partition(":")[0] not in SLOTS:
            message = f"no such slot: {{{name}}}"
            raise ValueError(message)
        if name in {"some", "few"}:
            return Part(regex=f"(?:{SLOTS[name]})", tight=True)
        name, _, listed = name.partition(":")
        called = "outlet" if name in OUTLETS else name
        self.slots.append(called)
        group = f"{called}_{self.slots.count(called)}"
        item = self._list(listed) if listed else Part(regex=SLOTS[name])
        return replace(item, regex=f"(?P<{group}>{item.regex})", tight=True)

    def _list(self, name: str) -> Part:
        return _listed(tuple(self.words[name]))


@cache
def _listed(words: tuple[str, ...]) -> Part:
    """One of a list of words, which many wordings of a pack share."""
    options = [_Reader(word, {}).sequence() for word in words]
    needs = [need for option in options if (need := needed(option))]
    return Part(
        regex="(?:" + "|".join(map(join, options)) + ")",
        first=union(map(first, options)),
        tight=all(option[-1].tight for option in options),
        needs=tuple(n for need in needs for n in need)
        if len(needs) == len(options)
        else (),
    )
