"""Agencies named in a few words: "Reuters", "APA/dpa", "By Ann Lee, AP"."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from crawler.cues.label import introduces, under_other_label
from crawler.fields.months import fold, of_all
from crawler.outlets import find
from crawler.outlets.agency_name import is_agency_name
from crawler.outlets.newspaper import is_newspaper

_SIGNS = re.compile(
    r"\s?[/,;|·•+&]\s?|\s[–—-]\s|\s(?:and|und|et|y|e|og|och|en|i|и)\s", re.IGNORECASE
)
_BY = re.compile(
    r"^(?:(?:written\s|reporting\s|posted\s)?by|von|af|av|par|por|di|da|door|autor|autorin|author(?:\sof\sthe\sarticle)?|авторы?|"
    r"source|quelle|fuente|fonte|źródło|zdroj|bron|kilde|agency|agencies|agencia|agence)\b\s?:?\s?",
    re.IGNORECASE,
)
_TIMES = re.compile(
    r"(?<!\d)\d{4}(?:[./-]\d{1,2}){2}|\(?\b\d{1,4}(?:[./:-]\d{1,4}){1,3}\)?|\b\d{1,2}(?:[:.h]\d{2})?\s?(?:am|pm|uhr)\b",
    re.IGNORECASE,
)
# "Harbour Ledger – 8 May 2024", "Harbour Ledger May 8, 2024"
_DATED = re.compile(
    r"\s(?:[|–—•·-]\s)?(?P<month>[^\W\d_]{3,10}\.?,?\s)?(?P<day>(?<=\s)\d.*)$"
)
# "Ann Lee/AP" and "REUTERS/Ann Lee" credit a picture.
_PERSON = r"[A-ZÀ-Þ][a-zà-ÿ'’-]+(?:\s[A-Z]\.)?\s(?:[a-z]{2,3}\s)?[A-ZÀ-Þ][\w'’-]+"
_PHOTOGRAPHER = re.compile(rf"{_PERSON}\s?/|/\s?{_PERSON}\s?$")
# More words in small letters make a sentence of a line, such as a caption.
_LOWER = re.compile(r"(?<![\w@.-])[a-zà-ÿ]{3,}(?![\w@])")
_MOST_LOWER = 5
# Names of agencies in Cyrillic and Greek hardly hold a word in small letters.
_OTHER_LOWER = re.compile(r"(?<![\w@.-])[а-яёђ-џіїєґά-ώ]{3,}(?![\w@])")
_MOST_OTHER_LOWER = 2
_STOPPED = re.compile(r"^[«„“\"]?[^\W\d_a-zа-яα-ω][^()]{1,200}[^.\s()]\w\.$")
_TOLD = re.compile(r"(?<![\w@.-])[a-zà-žа-яёђ-џіїєґά-ώ]{4,}(?![\w@])")
_MOST_WORDS = 12
_FULL = 2
_AROUND = " ()[].,:-–—|©"
# A house that signs with initials or as a station: "RMF FM", "TVN24".
_HOUSE = re.compile(
    r"[A-ZÀ-Þ][A-ZÀ-Þ\d]{1,5}|(?:Radio\s\w{2,12}|\w{2,12}\s(?:FM|TV|Radio))"
)
_WORD = re.compile(r"[A-ZÀ-Þ][a-zà-ÿ]{2,4}")
# Some agencies' names are first names too: "Petra", "Hina".
_FIRST_NAME = re.compile(r"[A-ZÀ-Þ][a-zà-ÿ]{2,5}")
_SLASH = re.compile(r"\s?/\s?")
_TOGETHER = range(2, 4)
_LONGEST_NAME = 40


def _nobody(_name: str) -> bool:
    return False


def named(
    text: str, *, unlisted: bool = False, is_own: Callable[[str], bool] = _nobody
) -> str | None:
    """The agency that a short text names beside people, places and times, if any.

    As it is written; several that sign together stay together. ``unlisted`` says
    that names count too which no list knows, but which call themselves an agency.
    An outlet that signs together with an agency stays with it, the page's own one
    (``is_own``) behind it.

    >>> named("APA/dpa, 23.8.2015"), named("By Ann Lee, Associated Press")
    ('APA/dpa', 'Associated Press')
    >>> named("By Northern Press Agency", unlisted=True)
    'Northern Press Agency'
    >>> named("RMF FM/PAP"), named("PAP/Hill News", is_own="Hill News".__eq__)
    ('RMF FM/PAP', 'PAP/Hill News')
    >>> named("By Ann Lee"), named("By Petra Lee"), named("By PTI Mumbai")
    (None, None, 'PTI')
    """
    plain = _TIMES.sub(" ", text)
    if together := _together(_BY.sub("", plain).strip(_AROUND), is_own):
        return together
    if _PHOTOGRAPHER.search(plain) or _is_sentence(plain) or is_labelled(text):
        return None
    parts = [part.strip() for part in _SIGNS.split(plain)]
    found = [name for part in parts if (name := _agency(part))]
    if unlisted and not found:
        found = [name for part in parts if (name := _unlisted(part))]
    return "/".join(dict.fromkeys(found)) or None


def is_labelled(line: str, text: str | None = None) -> bool:
    """Whether a line's label gives its words, or ``text`` of them, to something else.

    >>> is_labelled("Titelbild: (dpa)", "dpa"), is_labelled("Agence : AFP")
    (True, False)
    """
    rest = under_other_label(line)
    announced = _BY.sub("", line.strip()).strip(_AROUND) == rest
    return bool(rest) and not announced and text in {None, line, rest}


def _is_sentence(text: str) -> bool:
    """Whether a line tells something, rather than to name who wrote it.

    >>> _is_sentence("Das berichten AFP und dpa."), _is_sentence("Ann Lee, AP")
    (True, False)
    """
    if len(_LOWER.findall(text)) > _MOST_LOWER:
        return True
    if len(_OTHER_LOWER.findall(text)) > _MOST_OTHER_LOWER:
        return True
    told = _TOLD.findall(text) if _STOPPED.match(text.strip()) else []
    return any(not introduces(word) for word in told)


def _together(text: str, is_own: Callable[[str], bool]) -> str | None:
    """An agency and the outlets that sign with it, where a line is nothing else."""
    parts = _SLASH.split(text)
    if len(parts) not in _TOGETHER or not any(map(_is_agency, parts)):
        return None
    if any(len(part) > _LONGEST_NAME or _SIGNS.search(part) for part in parts):
        return None
    if _is_agency(text):
        return text
    own = [part for part in parts if is_own(part)]
    others = [part for part in parts if part not in own]
    houses = all(find(part) or _HOUSE.fullmatch(part) for part in others)
    return "/".join((*others, *own)) if houses else None


def _is_agency(name: str) -> bool:
    known = find(name)
    return known is not None and known.agency


def initialled(text: str, language: str | None) -> str | None:
    """An agency's initials that its own language writes as a word: "(Hina)".

    >>> initialled("Ansa", "it"), initialled("Ansa", "en")
    ('ANSA', None)
    """
    short = _WORD.fullmatch(text) is not None
    known = find(text.upper()) if short else None
    spoken = known is not None and (language or "")[:2] in known.languages
    return text.upper() if known and known.agency and spoken else None


def newspaper(text: str) -> str | None:
    """The newspaper that is all that a byline names.

    >>> newspaper("By The Harbour Ledger"), newspaper("By Ann Lee")
    ('The Harbour Ledger', None)
    """
    bare = undated(_BY.sub("", text.strip()).strip())
    return bare if is_newspaper(bare) else None


def undated(text: str) -> str:
    """A byline without the date behind it.

    >>> undated("Harbour Ledger – 8 May 2024"), undated("Ann Lee January 19, 2024")
    ('Harbour Ledger', 'Ann Lee')
    >>> undated("Harbour Ledger 8 May 2024")
    'Harbour Ledger'
    """
    date = _DATED.search(text)
    if date is None:
        return text
    month = fold((date["month"] or "").rstrip(" .,")) in of_all()
    bare = text[: date.start() if month or not date["month"] else date.start("day")]
    return bare.rstrip(" |–—•·-")


def is_by_line(text: str) -> bool:
    """Whether a line begins as a byline or a line of source does."""
    return _BY.match(text) is not None


def _agency(part: str) -> str:
    """The agency's name in a part of a byline; empty if there is none."""
    if _is_agency(whole := part.strip(_AROUND)):
        return whole
    words = _BY.sub("", part).strip(_AROUND).split()
    if not 0 < len(words) <= _MOST_WORDS:
        return ""
    people = [start for start, _ in _behind_person(words)]
    ends = [end for _, end in (*_before_date(words), *_before_place(words))]
    spans = [(0, len(words)), *((start, len(words)) for start in people)]
    spans += [(start, end) for end in ends for start in (0, *people) if start < end]
    names = (" ".join(words[start:end]) for start, end in spans)
    return next((n for n in names if (known := find(n)) and known.agency), "")


def _unlisted(part: str) -> str:
    """The part of a byline, if it calls itself an agency; else empty."""
    # Some names begin with the word that introduces others: "Agence de presse …".
    bare = (_BY.sub("", part).strip(_AROUND), part.strip(_AROUND))
    return next((name for name in bare if is_agency_name(name)), "")


def after_person(text: str) -> str | None:
    """A known outlet, or one set apart, that follows a person's name.

    >>> after_person("Ann Lee The Washington Post")
    'The Washington Post'
    >>> after_person("ANN LEE Harbour Ledger"), after_person("Ann Lee Post")
    ('Harbour Ledger', None)
    """
    bare = _BY.sub("", text.strip())
    words = bare.split()[:_MOST_WORDS]
    # The last word alone, as in "East Coast Observer", is part of one name.
    least = _FULL if is_newspaper(bare) else 1
    for start, end in _behind_person(words):
        name = " ".join(words[start:end]).strip(_AROUND)
        apart = all(map(str.isupper, words[:start])) and not name.isupper()
        if (
            start > 1
            and end - start >= least
            and (find(name) or (apart and is_newspaper(name)))
        ):
            return name
    return None


def _behind_person(words: list[str]) -> Iterator[tuple[int, int]]:
    """Where an agency may follow a name: "Ann Lee Associated Press"."""
    for start in range(1, min(len(words), 6)):
        if all(word[:1].isupper() for word in words[:start]):
            yield start, len(words)


def _before_date(words: list[str]) -> Iterator[tuple[int, int]]:
    """Where a date may follow an agency: "The Associated Press March 8".

    Two words such as "Petra Lee" before it are rather a person.
    """
    digits = (i for i, word in enumerate(words) if word[0].isdigit())
    first = next(digits, 0)
    person = first == _FULL and _FIRST_NAME.fullmatch(words[0])
    ends = (first,) if person else (first, first - 1)
    yield from ((0, end) for end in ends if end > 0)


def _before_place(words: list[str]) -> Iterator[tuple[int, int]]:
    """Where a place may follow an agency: "PTI Mumbai", "Associated Press in Rome".

    Two words such as "Petra Lee" are rather a person.
    """
    if len(words) == _FULL and _FIRST_NAME.fullmatch(words[0]):
        return
    for end in range(len(words) - 1, 0, -1):
        rest = words[end:]
        short = len(rest) == 1 or (len(rest) == 2 and rest[0] == "in")
        if short and rest[-1][:1].isupper():
            yield 0, end
