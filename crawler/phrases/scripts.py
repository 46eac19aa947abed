"""Scripts without capitals: which letters they have, and how they are spelt.

Arabic is written with and without vowel signs, with several signs for one letter
and with strokes that only stretch a word; wordings are matched past all of it.
"""

from __future__ import annotations

import re

UNSEEN = "\u061c\u200b-\u200f\u2060"
"""Signs without width, such as those that turn the direction of writing."""
SPACED = (
    "\u0590-\u05bd\u05bf\u05c1-\u060b\u060d-\u061a\u0620-\u06d3\u06d5-\u0963"
    "\u0966-\u0dff\u200c\u200d"
)
"""Letters and vowel signs of scripts that part words, for a class of a regex."""
DENSE = "\u3040-\u30ff\u31f0-\u31ff\u3400-\u9fff\uac00-\ud7af"
"""Letters of scripts without spaces, or that glue small words to names."""
UNCASED = f"{SPACED}\u0e00-\u0eff\u10a0-\u10ff{DENSE}"
"""All of them."""

# Classes of what a letter is not: Python compiles those of many thousands slowly.
LETTER = (
    "[^\x00-\u058f\u060c\u061b\u061f\u06d4\u0964\u0965\u1e00-\u206f\u2190-\u26ff"
    "\u3000-\u303f\ue000\ue001\ufe30-\ufe6f\uff00-\uffef]"
)
"""A letter of a script without capitals, as a regex."""
TIGHT = r"[^\W\x00-\u0dff\u10a0-\u10ff\u1e00-\u1fff]"
"""A letter of a script without spaces, as a regex."""
LOOSE = (
    "[0-9A-Za-z_ªµº²³¹¼-¾\u00c0-\u060b\u060d-\u061a\u0620-\u06d3\u06d5-\u0963"
    "\u0966-\u0dff\u10a0-\u10ff\u1e00-\u1fff\u200c\u200d]"
)
"""A letter of any script that parts words, as a regex."""
_INNER = r"[\w·.－\u0591-\u05c7\u064b-\u0652\u0900-\u0963\u0966-\u0eff\u200c\u200d-]"

# What follows such a name and is not of it; longer words before shorter ones.
_BEHIND = (
    "في|بتاريخ|يوم|تحت|بعنوان|بموجب|بإذن|بترخيص|وأعيد|ويعاد|ونعيد|وتعيد|ثم|على|حيث|بقلم"
    "|وترجمته|وترجمها|وترجمه|وترجم|ترجمة|ونقله|باللغة|تاريخ|عام|سنة|بالاتفاق|بالتعاون|هنا|إطار|سياق|وقت|شهر|إحدى|أحد|كتاب|نسخة|أكثر|جميع|عدة|بعض"
    "|در|به|با|که|است|شده|منتشر|ترجمه|تاریخ|نوشته|نوشتهٔ|سال|ماه|شماره|این|آن|همین|چارچوب|قالب|بسیاری|چند"
    "|ברשות|בתאריך|ביום|בשנת|תחת|ומתפרסם|ומתפרסמת|ופורסם|ופורסמה|בתרגום|תרגום|ומופיע|ומובא"
    "|में|पर|से|द्वारा|ने|के|अनुवाद|अनुवादक|यह|इस|एक|साल|वर्ष|सन|থেকে|এই|একটি|সালে|পত্রিকায়|অবলম্বনে|অনুবাদ|অনুবাদক|প্রকাশিত"
)
WORD = rf"(?!(?:{_BEHIND})(?!\w|[\u0900-\u0963\u0966-\u0dff])){LETTER}{_INNER}"
"""The beginning of a word of a name: two letters, the second to be repeated."""

# Classes of two runs at most: Python compiles all others slowly.
_HARAKAT = "\u0640\u064b-\u065f"
_ALIKE = ("اأإآ", "يیى", "كک", "هة", "وؤ")
_FORMS = {letter: forms for forms in _ALIKE for letter in forms}
_PLAIN = str.maketrans({letter: forms[0] for letter, forms in _FORMS.items()})
_ARABIC = re.compile("[\u0600-\u06ff]")
_DROPPED = re.compile(f"[{_HARAKAT}\u200c]+")
# A word of one letter is glued to the next: "b-" and "l-" of Hebrew and Arabic.
_LEAST = 2


def fold(text: str) -> str:
    """A text in small letters, Arabic ones in their plain forms, without vowels.

    >>> fold("نُشِرَ أوّلاً") == fold("نشر اولا")
    True
    """
    folded = text.casefold()
    if not _ARABIC.search(folded):
        return folded
    return _DROPPED.sub("", folded).translate(_PLAIN)


def letter(character: str) -> str | None:
    """The regex of an Arabic letter in all its forms; None for other characters.

    >>> re.match(letter("ا"), "أَ")[0] == "أَ"
    True
    """
    if character == "\u200c":
        return r"[\u200c\xa0 ]?"
    if re.match(f"[{_HARAKAT}]", character):
        return ""
    if not _ARABIC.match(character):
        return None
    return f"[{_class(character)}][{_HARAKAT}]{{0,3}}"


def _class(character: str) -> str:
    found = _FORMS.get(character, character)
    return "\u0622-\u0625\u0627" if found == _ALIKE[0] else found


def forms(character: str) -> str:
    """Every form of an Arabic letter; the character itself for all others."""
    return _FORMS.get(character, character)


def is_spaced(character: str) -> bool:
    """Whether a letter's script parts words, but knows no capitals."""
    return re.match(f"[{SPACED}]", character) is not None


def end(word: str) -> str:
    """What may not follow a word, as a regex: a letter or vowel sign of its script.

    >>> re.search("लेख" + end("लेख"), "लेखों") is None
    True
    """
    if not is_whole(word):
        return ""
    return r"(?!\w|[\u0900-\u0963\u0966-\u0dff])" if word[-1] >= "\u0900" else r"(?!\w)"


def is_whole(word: str) -> bool:
    """Whether a word of such a script stands alone, and is no prefix."""
    return len(word) >= _LEAST and is_spaced(word[-1])
