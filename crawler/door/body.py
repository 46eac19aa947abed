"""Bytes into text: byte order marks, valid UTF-8, stated and likely encodings.

A header that lies is common: bytes that are valid UTF-8 are read as such
whatever the header says.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from charset_normalizer import from_bytes

from graph.errors import InputError
from graph.model import Outcome

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_OTHER_TYPES = (
    b"%PDF-", b"\x89PNG", b"\xff\xd8\xff", b"GIF87a", b"GIF89a", b"RIFF", b"PK\x03\x04",
    b"\x1f\x8b", b"\x00\x00\x01\x00", b"ID3", b"OggS", b"BZh", b"7z\xbc\xaf", b"Rar!",
    b"\xd0\xcf\x11\xe0", b"\x7fELF", b"MZ\x90", b"wOFF", b"wOF2", b"SQLite format 3",
)  # fmt: skip
_STATED = re.compile(
    rb"""(?:charset|encoding)\s{0,5}=\s{0,5}["']?\s{0,5}([\w:.-]{2,40})""",
    re.IGNORECASE,
)
# What browsers read under these labels (WHATWG Encoding Standard).
_MEANT = {
    "iso-8859-1": "windows-1252",
    "latin-1": "windows-1252",
    "latin1": "windows-1252",
    "us-ascii": "windows-1252",
    "ascii": "windows-1252",
    "iso-8859-9": "windows-1254",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "x-gbk": "gb18030",
    "shift_jis": "cp932",
    "shift-jis": "cp932",
    "x-sjis": "cp932",
    "euc-kr": "cp949",
    "ks_c_5601-1987": "cp949",
    "big5": "big5hkscs",
    "tis-620": "cp874",
    "iso-8859-11": "cp874",
    "iso-8859-8-i": "iso-8859-8",
}
# A page states its encoding within this many bytes, or not at all.
_PROLOGUE = 4096
_SAMPLE = 20_000
# More faults than one in so many bytes and the encoding was another one.
_RARE = 500
# Control bytes that no text holds; tab, line ends, page feed and escape it may.
_CONTROLS = bytes(set(range(32)) - {9, 10, 11, 12, 13, 27})
_BEYOND_ASCII = bytes(range(128, 256))
# More control bytes than one in so many and it is no text.
_BINARY = 20


class Unreadable(InputError):
    """Bytes that hold no text; ``outcome`` says which kind of none."""

    def __init__(self, outcome: Outcome) -> None:
        super().__init__(f"no text in these bytes: {outcome}")
        self.outcome = outcome


@dataclass(frozen=True, kw_only=True, slots=True)
class Decoded:
    """A text and the encoding it was read in."""

    text: str
    """The characters, uncleaned."""
    encoding: str
    """The codec that was chosen."""

    def unlike(self, content_type: str) -> bool:
        """Whether this is neither what the header states, nor UTF-8 where it is silent.

        >>> decode("naïve".encode()).unlike("text/html; charset=iso-8859-1")
        True
        """
        stated = _stated(b"", content_type) or ["utf-8"]
        return codecs.lookup(self.encoding) != codecs.lookup(stated[0])


def decode(body: bytes, content_type: str = "") -> Decoded:
    """The text of ``body``.

    Raises :class:`Unreadable` for no bytes, for another type of file, and for
    bytes that no stated or likely encoding turns into text.

    >>> decode("naïve".encode(), "text/html; charset=iso-8859-1").text
    'naïve'
    """
    if not body.strip():
        raise Unreadable(Outcome.EMPTY)
    if body.startswith(_OTHER_TYPES):
        raise Unreadable(Outcome.NOT_HTML)
    for mark, encoding in _MARKS:
        if body.startswith(mark):
            text = body[len(mark) :].decode(encoding, errors="replace")
            return Decoded(text=text, encoding=encoding)
    stated = _stated(body, content_type)
    wide = _wide(body)
    if wide:
        return Decoded(text=body.decode(wide, errors="replace"), encoding=wide)
    if _is_binary(body):
        raise Unreadable(Outcome.UNDECODABLE)
    return _eight_bit(body, stated)


def _eight_bit(body: bytes, stated: list[str]) -> Decoded:
    escaped = b"\x1b" in body and "iso-2022-jp" in stated
    candidates = ["iso-2022-jp"] if escaped else ["utf-8", *stated]
    for encoding in candidates:
        found = _decoded(body, encoding)
        if found is not None:
            return found
    guess = from_bytes(body[:_SAMPLE], threshold=0.3).best()
    likely = _decoded(body, guess.encoding) if guess else None
    return likely or Decoded(
        text=body.decode("windows-1252", errors="replace"), encoding="windows-1252"
    )


def _decoded(body: bytes, encoding: str) -> Decoded | None:
    """The text if (nearly) every byte fits: the last sign may be cut short."""
    try:
        return Decoded(text=body.decode(encoding), encoding=encoding)
    except (UnicodeDecodeError, LookupError):
        pass
    try:
        text = body.decode(encoding, errors="replace")
    except (UnicodeDecodeError, LookupError):
        return None
    faults = text.count("\ufffd")
    beyond_ascii = len(body) - len(body.translate(None, delete=_BEYOND_ASCII))
    few = faults * _RARE < len(body) and faults * 20 < beyond_ascii
    cut = faults == 1 and text.endswith("\ufffd")
    return Decoded(text=text, encoding=encoding) if few or cut else None


def _stated(body: bytes, content_type: str) -> list[str]:
    """Known encodings that the header and the document state, the header's first."""
    found = [*_STATED.findall(content_type.encode(errors="replace"))]
    found += _STATED.findall(body[:_PROLOGUE])
    labels = [label.decode("ascii", errors="replace").lower() for label in found]
    names = [_MEANT.get(label, label) for label in labels]
    return [name for name in dict.fromkeys(names) if _is_codec(name)]


def _is_codec(name: str) -> bool:
    try:
        return codecs.lookup(name)._is_text_encoding  # noqa: SLF001 - the only way to ask
    except LookupError:
        return False


def _wide(body: bytes) -> str | None:
    """UTF-16 without its mark: markup whose every second byte is zero."""
    sample = body[:200]
    if len(sample) < 4:
        return None
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    if odd * 10 > len(sample) * 4 and not even:
        return "utf-16-le"
    return "utf-16-be" if even * 10 > len(sample) * 4 and not odd else None


def _is_binary(body: bytes) -> bool:
    sample = body[:_SAMPLE]
    controls = len(sample) - len(sample.translate(None, delete=_CONTROLS))
    return controls * _BINARY > len(sample)
