"""What may stand in a slot of a wording: a name, a date, a person. Regexes only.

Every repeat is bounded and no two neighbours can match the same text in many
ways, so that a hostile page costs no more than a long one.
"""

from __future__ import annotations

import sys

OPEN = "\ue000"
"""Stands where a link begins, in text that is marked for matching."""
CLOSE = "\ue001"
"""Stands where a link ends."""

_MARKS = OPEN + CLOSE
GAP = rf"[ \t\xa0{_MARKS}]+?"
"""Between two words."""
LINE_GAP = rf"[\s{_MARKS}]+?"
"""Between two words where a line may end."""
LOOSE_GAP = rf"[ \t\xa0{_MARKS}]*?"
"""Between two words of a script without spaces, or behind a colon."""


def _upper() -> str:
    letters = (chr(code) for code in range(0x41, min(0x590, sys.maxunicode)))
    return "".join(letter for letter in letters if letter.isupper())


# Scripts without capitals: there a name ends where a mark or too many words do.
_UNCASED = (
    "\u0590-\u0dff\u0e00-\u0eff\u10a0-\u10ff"
    "\u3040-\u30ff\u31f0-\u31ff\u3400-\u9fff\uac00-\ud7af"
)
_UPPER = _upper()
_INSIDE = r"(?:[\w'’&+@!/-]|\.(?=\w))"
_CAPITAL = rf"(?:[A-Z]\.){{2,4}}|(?:[{_UPPER}\d]|[a-z]{{1,6}}[A-Z]){_INSIDE}{{0,40}}"
_SMALL = (
    "of|the|for|and|&|de|la|le|les|du|des|del|der|die|das|den|und|für|et|y|e|do|da"
    "|dos|di|della|delle|van|het|och|og|i|и|и"
)
_KIND = r"(?:[ \xa0](?i:blog|magazine|newsletter|forum|journal)(?!\w))?"
_NEXT = rf"[ \xa0](?:(?:{_SMALL})[ \xa0]){{0,2}}(?!\d)(?:{_CAPITAL})"
_NAME = rf"(?:{_CAPITAL})(?:{_NEXT}|[ \xa0]\d\w{{0,6}}(?!\w)){{0,8}}{_KIND}"
_UNDATED = rf"(?:{_CAPITAL})(?:{_NEXT}){{0,8}}"
_QUOTED = '[„“”"«「『《][^„“”"«»「」『』《》\n]{2,80}[“”"»」』》]'
_SITE = (
    r"(?:https?://)?(?:[\w-]{1,40}\.){1,4}(?i:[a-z]{2,12})(?![\w.-]?\w)"
    r"(?:/[^\s<>()]{0,200})?"
)
_LINKED = rf"{OPEN}[^{_MARKS}\n]{{1,160}}{CLOSE}"
_PLAIN = (
    rf"[\w.]{{0,12}}[{_UNCASED}][\w·.－-]{{1,30}}"
    rf"(?:[ \xa0][{_UNCASED}][\w·.－-]{{0,30}}){{0,4}}"
)
_LEAD = r"(?:(?i:the|der|die|das|dem|le|la|el|il|o|a)[ \xa0])?"
# A day needs a digit; words around it are months, weekdays and small words.
_NO_DATE = (
    "(?!(?:by|von|par|por|da|di|and|und|et|under|with|in|at|is|as|to|on|bei|auf)\\b)"
)
_DATE = (
    rf"(?=[^\n\d]{{0,24}}\d){_NO_DATE}[^\W_]{{1,14}}"
    rf"(?:[ \xa0.,/-]{{1,2}}{_NO_DATE}[^\W_]{{1,12}}){{0,6}}"
)
_DATE_CJK = r"\d{4}\s?[年./-]\s?\d{1,2}\s?[月./-]\s?\d{1,2}\s?日?"
_PERSON = (
    rf"[{_UPPER}][\w.'’-]{{0,30}}"
    rf"(?:,?[ \xa0](?:[{_UPPER}][\w.'’-]{{0,30}}"
    r"|de|da|di|van|von|der|bin|al|el|and|und|et|y|&)){0,8}"
)
_CJK = "[\u3040-\u30ff\u31f0-\u31ff\u3400-\u9fff\uac00-\ud7af]"
_BLOCKS = rf"[\w.]{{0,12}}{_CJK}[\w·.－—-]{{1,30}}"
_STOPS = r"\n|()\[\]【】〔〕;；•·"
_REST = rf"[^{_STOPS}]{{1,100}}?(?=\s*(?:$|[{_STOPS}]|\s[–—]\s|\s\d))"
_ADDRESS = rf"https?://[^\s<>(){_MARKS}]{{4,300}}"
# A word at once, a sign, or one character of a script without spaces.
_DENSE = _CJK[1:-1]
_STEP = rf"(?:[^\W{_DENSE}]{{1,40}}+|[{_DENSE}]|[^\n.!?\w]|\.(?!\s+[{_UPPER}]))"

SLOTS = {
    "outlet": "|".join(
        (_LINKED, _LEAD + _QUOTED, _SITE, _LEAD + _LINKED, _LEAD + _NAME, _PLAIN)
    ),
    "name": rf"{_LINKED}|{_SITE}|{_LEAD}{_UNDATED}",
    "source": f"{_LINKED}|{_ADDRESS}|{_QUOTED}|{_BLOCKS}|{_REST}",
    "relay": rf"{_LINKED}|{_SITE}|{_NAME}",
    "year": r"\d{4}(?:\s?[-–]\s?\d{2,4})?",
    "author": rf"{_LINKED}|{_PERSON}",
    "translator": rf"{_LINKED}|{_PERSON}|{_CJK}[\w·]{{1,9}}",
    "date": rf"{_DATE_CJK}|{_DATE}",
    "link": _LINKED,
    "some": rf"{_STEP}{{0,24}}?",
    "few": rf"{_STEP}{{0,12}}?",
    "address": r"https?://[^\s<>()\ue000\ue001]{4,300}",
}
"""The regex of each slot. ``outlet`` ends where a name ends; ``source`` at the
end of the line or at a separator; ``some`` is up to a dozen words of anything,
``few`` up to six."""
