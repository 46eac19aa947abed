"""Names of people and desks out of the words of a byline."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator
from functools import cache

from crawler.fields.by import after_by, behind_by, words
from crawler.fields.months import fold, of_all, weekdays
from crawler.outlets import find
from graph.identity import name_key
from graph.text import line

_LONGEST_NAME = 60
_LONGEST_LINE = 500
_MOST_WORDS = 6
# A person's name has this many words before anything that is not part of it.
_LEAST_WORDS = 2
_MOST_NAMES = 12
_HARD = re.compile(r"\s*(?:[;|/•·∙‧&、；]|\s[-–—]\s|\s\+\s|\t|\s{2,})\s*")
_COMMA = re.compile(r"\s*[,，]\s*")
_BRACKETS = re.compile(
    r"\([^()]{0,80}\)|\[[^\[\]]{0,80}\]|<[^<>]{0,80}>|（[^（）]{0,80}）"
)
_CONTACT = re.compile(r"\S+@\S+|https?://\S+|www\.\S+|(?<!\w)@\w+")
_CJK = re.compile("^[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af・·\\s]{2,12}$")
_ENCLOSED = re.compile(r"[\[（(【〔［](.{2,80})[\])）】〕］]")
# What reporters are called in languages that set it right beside the name.
_BESIDE_NAME = re.compile(
    r"^(?:本[报報刊社]|特[约約]|实习|見習|见习)*(?:记者|記者|通讯员|撰文)"
    r"|\s?(?:선임|수습|인턴|객원)?\s?(?:기자|특파원|통신원|논설위원|에디터)$"
    r"|(?:记者|記者|編集委員|編集長|氏|さん)$"
)
# Words of the page's own that stand right behind a name in scripts without gaps.
_BEHIND_NAME = re.compile(
    r"(?<=[\u3040-\u9fff\uac00-\ud7af])(?:分享(?:到|至|给)|责任编辑|責任編輯|发布时间"
    r"|發布時間|发布于|發佈於|字号|字號|字体大小|阅读(?:量|数|次数)|閱讀(?:量|數)|浏览(?:量|次数)"
    r"|瀏覽(?:量|次數)|点击(?:量|数|次数)|點擊|我要评论|参与评论)"
)
# Numbers of a date, a time or a count that stand before a name.
_NUMBER = re.compile(
    r"[(\[]?\d[\d.,:/-]*(?:[ap]m|h|年|月|日|时|時)?[)\],]?", re.IGNORECASE
)
_BEHIND_NUMBER = re.compile(r"[ap]\.?m\.?|uhr|(?-i:[A-Z]{1,4}T)|utc", re.IGNORECASE)
_INVERTED = re.compile(r"([^\W\d_][\w'’-]+), ([^\W\d_][\w'’-]*\.?(?: [^\W\d_]\.?)?)")
_NO_NAME = re.compile(r"[:：?!{}=<>\\/#$%^~→»…]")
_PARTICLES = frozenset(
    "von van de der den del della di da dos das du la le el al bin ibn ben abu af av zu"
    " zur y e ter ten het 't mac mc st san do d' und the of".split(),
)


def split_names(text: str, *, known: Iterable[str] = ()) -> list[str]:
    """The names of a byline in order, without roles, desks, dates and contacts.

    ``known`` are names of outlets that follow a person's name after a comma.

    >>> split_names("By Ann Lee, Bob de Witt and Ute Kern | Staff Writer")
    ['Ann Lee', 'Bob de Witt', 'Ute Kern']
    >>> split_names("Tristan Smith, CNN", known=["CNN"])
    ['Tristan Smith']
    """
    text = _BEHIND_NAME.sub(" ", line(text)[:_LONGEST_LINE])
    text = after_by(text) or behind_by(text) or text
    if enclosed := _ENCLOSED.fullmatch(text):
        text = enclosed[1]
    others = {name_key(name) for name in known}
    found: list[str] = []
    pieces = list(_pieces(text))
    for piece in pieces:
        name = without_own(_name(piece), others)
        key = name_key(name)
        if not found and len(pieces) > 1 and is_bare(name):
            continue
        if not name or (found and (key in others or _is_place(name, found[0]))):
            continue
        if key not in {name_key(other) for other in found}:
            found.append(name)
    return found[:_MOST_NAMES]


def without_own(name: str, outlets: Container[str]) -> str:
    """A person's name without the outlet that stands right behind it.

    >>> without_own("Ann Lee Blue Lake Gazette", {"blue-lake-gazette"})
    'Ann Lee'
    """
    tokens = name.split()
    for place in range(_LEAST_WORDS, len(tokens)):
        person = " ".join(tokens[:place])
        if name_key(" ".join(tokens[place:])) in outlets and _whole(tokens[:place]):
            return name if is_institution(person) else person
    return name


def turned(text: str) -> str:
    """A name that catalogues write surname first, as it is read.

    >>> turned("Lee, Ann K."), turned("Ann Lee, Bo Reed")
    ('Ann K. Lee', 'Ann Lee, Bo Reed')
    """
    match = _INVERTED.fullmatch(text.strip())
    return f"{match[2]} {match[1]}" if match else text


def is_institution(name: str) -> bool:
    """Whether a word of the name says that it is an outlet, an office or a firm.

    >>> is_institution("Blue Lake Gazette"), is_institution("Ann Lee")
    (True, False)
    """
    folded = name.casefold()
    ends = tuple(words("institution_ends"))
    return folded.endswith(ends) or not words("institutions").isdisjoint(
        folded.replace(".", " ").split()
    )


def is_bare(name: str) -> bool:
    """Whether the name is one Latin word, as a place's or a user's may be."""
    return name.isascii() and " " not in name


def _is_place(name: str, first: str) -> bool:
    """Whether a name behind the name of a person is where, or for whom, they work."""
    if name.casefold() in words("places") or is_institution(name):
        return True
    return is_bare(name) and " " in first


@cache
def _plain(kind: str) -> frozenset[str]:
    return frozenset(word.replace(".", "") for word in words(kind))


def _pieces(text: str) -> Iterator[str]:
    text = _CONTACT.sub(" ", _BRACKETS.sub(" ", text))
    for part in _HARD.split(text):
        for piece in _COMMA.split(part):
            yield from _between(piece.strip())


def _between(piece: str) -> Iterator[str]:
    tokens = piece.split(" ")
    held: list[str] = []
    for place, token in enumerate(tokens):
        folded = token.casefold().strip(".,")
        parts = folded in words("between") and held and place + 1 < len(tokens)
        rest = tokens[place + 1 :]
        if parts and (len(folded) > 2 or (_whole(held) and _whole(rest))):
            yield " ".join(held)
            held = []
        else:
            held.append(token)
    yield " ".join(held)


def _whole(tokens: list[str]) -> bool:
    return sum(1 for token in tokens if token[:1].isupper()) > 1


def _name(piece: str) -> str:
    """The name that a piece of a byline holds, or nothing."""
    piece = after_by(_behind_numbers(piece)) or _behind_numbers(piece)
    piece = _until_end(piece).strip(" .,:：;-–—|\"'“”„*_")
    piece = _without_outlet(_BESIDE_NAME.sub("", piece).strip(" ・"))
    if piece.endswith((" Jr", " Sr")):
        piece += "."
    return piece if _is_name(piece) else ""


def _behind_numbers(piece: str) -> str:
    """``piece`` without the numbers, and an "and", that it begins with."""
    tokens = piece.split()
    timed = False
    while tokens:
        number = _NUMBER.fullmatch(tokens[0])
        zone = timed and _BEHIND_NUMBER.fullmatch(tokens[0])
        if not (number or zone or tokens[0] in words("between")):
            break
        timed = timed or bool(number)
        tokens = tokens[1:]
    return " ".join(tokens)


def _without_outlet(piece: str) -> str:
    """A person's name without the known outlet, or the post, right behind it.

    >>> _without_outlet("ANN LEE AP Business Writer"), _without_outlet("Ann Lee CNN")
    ('ANN LEE', 'Ann Lee')
    """
    tokens = piece.split()
    if len(tokens) <= _LEAST_WORDS or find(piece) or piece.casefold() in words("desks"):
        return piece
    for place in range(_LEAST_WORDS, len(tokens)):
        behind = tokens[place:]
        if find(" ".join(behind)) is not None and not is_institution(behind[0]):
            return " ".join(tokens[:place])
    # An initial is no surname yet.
    place = _LEAST_WORDS + (len(tokens[1].strip(".")) == 1)
    if _is_post(tokens[place:]):
        return " ".join(tokens[:place])
    return _in_capitals(tokens) or piece


def _in_capitals(tokens: list[str]) -> str:
    """A name in capitals without the post behind it: "ANN LEE Courier Staff Writer"."""
    end = next((n for n, word in enumerate(tokens) if not word.isupper()), 0)
    named = end >= _LEAST_WORDS and _is_role(" ".join(tokens).casefold())
    return " ".join(tokens[:end]) if named else ""


def _is_post(tokens: list[str]) -> bool:
    """Whether all words tell a role and for whom: "AP Business Writer"."""
    if len(tokens) < _LEAST_WORDS or not _is_role(" ".join(tokens).casefold()):
        return False
    wide = _LEAST_WORDS if find(" ".join(tokens[:2])) else int(_is_short(tokens[0]))
    known = words("role_words") | words("roles")
    return known.issuperset(token.casefold() for token in tokens[wide:])


def _is_short(token: str) -> bool:
    """Whether a word is the abbreviation of a known outlet."""
    return token.isupper() and find(token) is not None


def _until_end(piece: str) -> str:
    """``piece`` up to a word that no name holds, or up to a date."""
    tokens = piece.split()
    for place, token in enumerate(tokens):
        two = " ".join(tokens[place : place + 2]).casefold()
        if place and (":" in token or "：" in token):
            return " ".join(tokens[:place])
        if (place or not token[0].isupper()) and not words("ends").isdisjoint(
            {token.casefold().strip(":.,"), two}
        ):
            return " ".join(tokens[:place])
        if token[0].isdigit() or (place and any(map(str.isdigit, token))):
            return " ".join(_without_date_words(tokens[:place]))
    return piece if len(tokens) > 1 or fold(piece) not in of_all() else ""


def _without_date_words(tokens: list[str]) -> list[str]:
    """Tokens before a number, without a month or a preposition at their end."""
    while tokens and (fold(tokens[-1]) in of_all() or tokens[-1].islower()):
        tokens = tokens[:-1]
    return tokens


def _is_name(piece: str) -> bool:
    if not 1 < len(piece) <= _LONGEST_NAME or _NO_NAME.search(piece):
        return False
    if _says_else(piece):
        return False
    tokens = piece.split()
    if _CJK.match(piece) or len(tokens) > _MOST_WORDS:
        return len(tokens) <= _MOST_WORDS
    return all(_is_name_word(token) for token in tokens) and piece[:1].isalpha()


def _says_else(piece: str) -> bool:
    """Whether the words are known for something else than a name."""
    folded = piece.casefold()
    if any(folded in words(kind) for kind in ("nobody", "by", "desks")):
        return True
    if folded.partition(" ")[0] in words("sources"):
        return True
    role = folded.replace(".", "") in _plain("roles") or _is_role(folded)
    tokens = piece.split()
    tokens = tokens[1:] if len(tokens) > 1 and _is_short(tokens[0]) else tokens
    role = role or words("role_words").issuperset(map(str.casefold, tokens))
    return role or fold(piece) in weekdays()


def _is_role(folded: str) -> bool:
    """Whether the words end in a role, as in "senior politics reporter"."""
    tokens = folded.split()
    if folded.endswith((" jr.", " sr.")):
        return False
    return len(tokens) > 1 and (
        tokens[-1] in words("roles") or " ".join(tokens[-2:]) in words("roles")
    )


def _is_name_word(token: str) -> bool:
    bare = token.strip("'’\"“”.-")
    if token.casefold() in _PARTICLES or not bare:
        return True
    first = bare[0]
    return first.isupper() or not (first.islower() or first.isdigit()) or "-" in bare
