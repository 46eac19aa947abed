"""One date out of a few words, in many languages; never a guess between two."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta

from crawler.fields.calendars import in_our_calendar
from crawler.fields.clock import read_time, spelled, without_time
from crawler.fields.months import fold, of_all, of_language
from graph.model import Date, Precision

_LONGEST = 400
_NEVER_SET = "1970-01-01"
_YEARS = range(1900, 2100)
_ISO = re.compile(
    r"(?<!\d)(\d{4})-(\d{1,2})-(\d{1,2})(?!\d)"
    r"(?:[T\s]{1,2}(\d{1,2}):(\d{2})(?::\d{2}(?:[.,]\d{1,9})?)?\s?"
    r"(Z|[+-]\d{2}:?\d{2}|[+-]\d{2}(?!\d))?)?",
)
_YEAR_FIRST = re.compile(
    r"(?<!\d)(?<!\d[./-])(\d{4})\s?([./年년-])\s?(\d{1,2})\s?(?:\2|[月월])\s?(\d{1,2})(?!\d)",
)
_YEAR_MONTH = re.compile(r"(?<!\d)(\d{4})\s?[年년]\s?(\d{1,2})\s?[月월](?!\s?\d)")
_VIETNAMESE = re.compile(
    r"(?<!\d)(\d{1,2})[\s,/]{1,3}tháng\s(\d{1,2})[\s,/]{1,3}(?:năm\s)?(\d{4})(?!\d)",
    re.IGNORECASE,
)
_YEAR_LAST = re.compile(
    r"(?<![\d./-])(\d{1,2})([./-])\s?(\d{1,2})\2\s?(\d{4}|\d{2})(?![\d./]\d|\d)"
)
# A word may hold signs that are no letters, as in Hindi.
_TOKEN = re.compile(r"\d+|[^\W\d_][^\s\d,.;:()\[\]/|'’–—_-]*|,")
_ORDINALS = frozenset(
    "st nd rd th er eme ro º ª a o of de del d di den le el da do the al".split()
)
# Where slashes are written month first.
_MONTH_FIRST = frozenset({"en-us", "fil", "en-ph"})
_DAY_FIRST_ENGLISH = frozenset({"en-gb", "en-au", "en-nz", "en-ie", "en-in", "en-za"})
_PREFIXES = frozenset({"ב"})
_DIGIT = re.compile(r"\d")
# How American servers write a moment; the half of the day is never said elsewhere.
_AMERICAN = re.compile(r"\d{1,2}/\d{1,2}/\d{4} \d{1,2}:\d\d:\d\d [AP]M")


def parse_date(
    text: str, language: str | None = None, source: str = "byline"
) -> Date | None:
    """The date that a short text holds; None for none, half a one or a doubtful one.

    >>> parse_date("20. Februar 2022").value, parse_date("2022年2月18日").value
    ('2022-02-20', '2022-02-18')
    >>> parse_date("10 April 10, 2021").value
    '2021-04-10'
    >>> parse_date("25 June 220") is None, parse_date("3/4/2021") is None
    (True, True)
    """
    if not _DIGIT.search(text[:_LONGEST]):
        return None
    tag = (language or "").lower().replace("_", "-")
    words = in_our_calendar(unicodedata.normalize("NFKC", text[:_LONGEST]), tag)
    for read in (_iso, _year_first, _named, _year_last):
        found = read(words, tag)
        if found is not None:
            value, precision = found
            return Date(value=value, precision=precision, source=source, raw=text[:200])
    return None


def parse_machine(text: str, source: str, language: str | None = None) -> Date | None:
    """The date of a machine-readable attribute: ISO 8601, RFC 5322 or seconds.

    Midnight sharp says only the day: that is what a date without time becomes. The
    first moment that computers count from is no date, but a field that nobody filled.

    >>> parse_machine("2022-02-20T09:30:11+05:30", "meta").value
    '2022-02-20T09:30+05:30'
    >>> parse_machine("2022-02-20T00:00:00Z", "meta").value
    '2022-02-20'
    """
    text = text.strip()
    if re.fullmatch(r"(?:19|20)\d{6}", text):
        text = f"{text[:4]}-{text[4:6]}-{text[6:]}"
    elif re.fullmatch(r"(?:19|20)\d{6}T\d{6}.{0,6}", text):
        clock = f"{text[9:11]}:{text[11:13]}:{text[13:]}"
        text = f"{text[:4]}-{text[4:6]}-{text[6:8]}T{clock}"
    elif re.fullmatch(r"(?:19|20)\d{12}", text):
        text = f"{text[:4]}-{text[4:6]}-{text[6:8]}"
    elif _AMERICAN.fullmatch(text):
        language = "en-us"
    elif re.fullmatch(r"1\d{9}(?:\d{3})?", text):
        moment = datetime.fromtimestamp(int(text[:10]), tz=UTC)
        text = moment.isoformat()
    elif re.fullmatch(r"(?:19|20)\d\d-\d\d", text):
        return Date(value=text, precision=Precision.MONTH, source=source, raw=text)
    found = parse_date(text, language, source)
    return None if found and found.value == _NEVER_SET else found


def is_future(date: Date, now: datetime | None = None) -> bool:
    """Whether the date lies more than a day ahead of our clock."""
    return date.earliest > (now or datetime.now(UTC)) + timedelta(days=1)


Found = tuple[str, Precision] | None


def _day(year: int, month: int, day: int) -> str | None:
    try:
        made = datetime(year, month, day, tzinfo=UTC)
    except ValueError:
        return None
    return made.strftime("%Y-%m-%d") if year in _YEARS else None


def _iso(text: str, _tag: str) -> Found:
    for match in _ISO.finditer(text):
        value = _day(*(int(part) for part in match.groups()[:3]))
        if value is None:
            continue
        if match.group(4) is None:
            return _with_time(value, text[match.end() :])
        clock = spelled(int(match.group(4)), int(match.group(5)), match.group(6) or "")
        return _joined(value, clock)
    return None


def _year_first(text: str, _tag: str) -> Found:
    for match in _YEAR_FIRST.finditer(text):
        value = _day(int(match[1]), int(match[3]), int(match[4]))
        if value is not None:
            return _with_time(value, text)
    for match in _VIETNAMESE.finditer(text):
        value = _day(*(int(part) for part in reversed(match.groups())))
        if value is not None:
            return _with_time(value, text)
    for match in _YEAR_MONTH.finditer(text):
        year, month = int(match.group(1)), int(match.group(2))
        if _day(year, month, 1):
            return f"{year:04}-{month:02}", Precision.MONTH
    return None


def _year_last(text: str, tag: str) -> Found:
    for match in _YEAR_LAST.finditer(text):
        one, sign, other, tail = match.groups()
        if len(tail) == 2 and (not tag or tag.startswith("en")):
            continue
        year = int(tail) + (2000 if len(tail) == 2 else 0)
        order = _order(int(one), int(other), sign, tag)
        value = _day(year, *order) if order else None
        if value is not None:
            return _with_time(value, text)
    return None


def _order(one: int, other: int, sign: str, tag: str) -> tuple[int, int] | None:
    """(month, day) of two numbers, or None where they may stand either way."""
    if one == other or other > 12:
        return one, other
    english = tag.startswith("en") and tag not in _DAY_FIRST_ENGLISH
    if one > 12 or (not english and (tag or sign == ".")):
        return other, one
    return (one, other) if tag in _MONTH_FIRST else None


def _named(text: str, tag: str) -> Found:
    words = [fold(match.group()) for match in _TOKEN.finditer(without_time(text))]
    for months in _tables(tag):
        numbers = [months.get(word) or _joined_month(months, word) for word in words]
        for place, month in enumerate(numbers):
            found = (
                _around(_once(words, numbers, place), place, month) if month else None
            )
            if found:
                value, precision = found
                return _with_time(value, text) if precision is Precision.DAY else found
    return None


def _once(words: list[str], numbers: list[int], place: int) -> list[str]:
    """``words`` without a second name of the month at ``place`` right behind it."""
    twice = numbers[place : place + 2] == [numbers[place]] * 2
    return [*words[: place + 1], *words[place + 2 :]] if twice else words


def _tables(tag: str) -> Iterator[Mapping[str, int]]:
    for language in dict.fromkeys((tag.split("-", maxsplit=1)[0] or "en", "en")):
        yield of_language(language)
    yield of_all()


def _joined_month(months: Mapping[str, int], word: str) -> int:
    """The month of a word that a preposition was joined to, as in Hebrew."""
    return months.get(word[1:], 0) if word[:1] in _PREFIXES else 0


def _around(words: list[str], place: int, month: int) -> Found:
    before = _number(words, range(place - 1, place - 4, -1))
    after = _number(words, range(place + 1, place + 4))
    year = _year(words, place)
    if year is None:
        return None
    days = {day for day in (before, after) if day and 1 <= day <= 31}
    if len(days) > 1:
        return None
    if not days:
        return (f"{year:04}-{month:02}", Precision.MONTH)
    value = _day(year, month, days.pop())
    return (value, Precision.DAY) if value else None


def _number(words: list[str], places: range) -> int | None:
    for place in places:
        if not 0 <= place < len(words):
            return None
        if words[place].isdigit():
            return int(words[place]) if len(words[place]) <= 2 else None
        if words[place] not in _ORDINALS:
            return None
    return None


def _year(words: list[str], place: int) -> int | None:
    """The nearest year behind the month, or right before it."""
    for near in (*range(place + 1, place + 6), place - 1, place - 2, place - 3):
        if 0 <= near < len(words) and len(words[near]) == 4 and words[near].isdigit():
            year = int(words[near])
            return year if year in _YEARS else None
        if near > place and 0 <= near < len(words) and _stops(words[near]):
            return None
    return None


def _stops(word: str) -> bool:
    """Whether no year of this month can follow behind ``word``."""
    if word.isdigit():
        return len(word) > 2
    return word not in _ORDINALS and word != ","


def _with_time(value: str, text: str) -> Found:
    return _joined(value, read_time(text))


def _joined(value: str, clock: str | None) -> Found:
    if clock is None or clock.startswith("00:00"):
        return value, Precision.DAY
    return f"{value}T{clock}", Precision.MINUTE
