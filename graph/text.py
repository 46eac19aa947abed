"""Text as Whence keeps it: cleaned once at the door, and cut into words.

Everything that enters passes :func:`clean`; what stands behind it only escapes
for its own format.
"""

from __future__ import annotations

import re
import unicodedata

# C0 and C1 controls but tab and newline, surrogates, bidi overrides, noncharacters.
_FORBIDDEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\u2028\u2029\u202a-\u202e"
    "\u2066-\u2069\ufdd0-\ufdef\ufeff\ufffe\uffff]",
)
# The last two code points of each plane beyond the first are noncharacters too.
# They stand in a pattern of their own: they make it much slower, and few
# texts have a character up there at all.
_FORBIDDEN_ABOVE = re.compile(
    "["
    + "".join(
        f"{chr(plane + 0xFFFE)}{chr(plane + 0xFFFF)}"
        for plane in range(0x10000, 0x110000, 0x10000)
    )
    + "]",
)
_LINE_END = re.compile("\r\n?|\u2028|\u2029|\x85|\x0b|\x0c")
# What most texts consist of: looking at the other bytes only is ten times faster.
_PLAIN = bytes((0x09, 0x0A, *range(0x20, 0x7F)))

# Scripts written without spaces give one word a character.
_ALONE = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf"
    "\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
)
# Vowel signs and accents of all other scripts: \w leaves them out.
_SIGNS = "".join(
    sign
    for sign in map(chr, (*range(0x300, 0xE00), *range(0xF00, 0x1000)))
    if unicodedata.category(sign).startswith("M")
)
_RUN = f"[^\\W_{_ALONE}]+(?:[{_SIGNS}][^\\W_{_ALONE}]*)*"
_WORD = re.compile(f"[{_ALONE}]|{_RUN}(?:['\u2019\u02bc]{_RUN})*")


def clean(text: str, *, limit: int | None = None) -> str:
    r"""``text`` in NFC without what no later stage can carry; idempotent.

    Control characters, lone surrogates, noncharacters and direction overrides
    go; line ends become ``\n``. At most ``limit`` characters are kept.

    >>> clean("caf\u0065\u0301\x00 \ud800ok\r\n")
    'café ok\n'
    """
    if limit is not None:
        text = text[: limit * 2]
    text = text.replace("\r\n", "\n")
    signs = _signs(text)
    if signs and not _are_clean(signs):
        text = _FORBIDDEN.sub("", _LINE_END.sub("\n", text))
        if _FORBIDDEN_ABOVE.search(signs):
            text = _FORBIDDEN_ABOVE.sub("", text)
        text = unicodedata.normalize("NFC", text)
    return text if limit is None else text[:limit]


def _signs(text: str) -> str:
    """Every character of ``text`` beyond plain ASCII, once each."""
    rest = text.encode("utf-8", "surrogatepass").translate(None, _PLAIN)
    return "".join(set(rest.decode("utf-8", "surrogatepass"))) if rest else ""


def _are_clean(signs: str) -> bool:
    """Whether no text of these characters needs cleaning; False if that is not sure."""
    if _FORBIDDEN.search(signs) or _FORBIDDEN_ABOVE.search(signs):
        return False
    return unicodedata.is_normalized("NFC", signs) and not any(map(_joins, signs))


def _joins(sign: str) -> bool:
    """Whether a character may become one with the character before it."""
    return unicodedata.category(sign)[0] == "M" or "\u1100" <= sign <= "\u11ff"


def line(text: str, *, limit: int = 1000) -> str:
    r"""``text`` cleaned, on one line, its whitespace collapsed.

    >>> line("  one\n two\u00a0three ")
    'one two three'
    """
    return " ".join(clean(text[: limit * 8]).split())[:limit].rstrip()


def words(text: str) -> list[str]:
    """The words of ``text``, case folded; a character each in scripts without spaces.

    >>> words("Moscow’s red lines, 30%")
    ["moscow's", 'red', 'lines', '30']
    >>> words("भारत की 3")
    ['भारत', 'की', '3']
    >>> words("转载 BBC")
    ['转', '载', 'bbc']
    """
    return [
        word.casefold().replace("\u2019", "'").replace("\u02bc", "'")
        for word in _WORD.findall(text)
    ]
