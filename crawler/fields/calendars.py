"""Dates of other calendars, written in ours."""

from __future__ import annotations

import re
from datetime import date, timedelta

# Years before the first of each era.
_ERAS = {"明治": 1867, "大正": 1911, "昭和": 1925, "平成": 1988, "令和": 2018}
_ERA = re.compile(rf"({'|'.join(_ERAS)})\s?(元|\d{{1,2}})\s?年")
_MINGUO = re.compile(r"民[國国]\s?(\d{2,3})\s?年")
_BUDDHIST = re.compile(r"(?<!\d)(2[45]\d\d)(?!\d)")
_THAI = re.compile("[\u0e01-\u0e5b]")
_THAI_DOT = re.compile("(?<=[\u0e01-\u0e4e])\\.")
_BUDDHIST_YEARS = 543
# Months of the solar calendar as Iran and as Afghanistan call them.
_SOLAR_MONTHS = (
    "فروردین حمل",
    "اردیبهشت ثور",
    "خرداد جوزا",
    "تیر سرطان",
    "مرداد اسد",
    "شهریور سنبله",
    "مهر میزان",
    "آبان عقرب",
    "آذر قوس",
    "دی جدی",
    "بهمن دلو",
    "اسفند حوت",
)
_SOLAR = {
    name: number
    for number, names in enumerate(_SOLAR_MONTHS, 1)
    for name in names.split()
}
_SOLAR_NAMED = re.compile(
    rf"(?<!\d)(\d{{1,2}})\s({'|'.join(_SOLAR)})(?:\sماه)?[\s،,]{{1,2}}(1[34]\d\d)(?!\d)"
)
_SOLAR_NUMBERS = re.compile(r"(?<![\d/])(1[34]\d\d)([/-])(\d{1,2})\2(\d{1,2})(?![\d/])")
_ARABIC_SCRIPT = re.compile("[\u0600-\u06ff]")
# Arabic names of months that are two words; the others are in CLDR.
_LEVANT = {
    "كانون الثاني": "يناير",
    "تشرين الأول": "أكتوبر",
    "تشرين الاول": "أكتوبر",
    "تشرين الثاني": "نوفمبر",
    "كانون الأول": "ديسمبر",
    "كانون الاول": "ديسمبر",
}
_LEVANT_NAMED = re.compile("|".join(_LEVANT))
_SOLAR_LANGUAGES = ("fa", "ps", "prs", "ckb")
# The first day of this year, and how years of 366 days follow one another.
_SOLAR_YEAR, _SOLAR_NEW_YEAR = 1399, date(2020, 3, 20)


def in_our_calendar(text: str, tag: str = "") -> str:
    """``text`` with the dates of other calendars in ours.

    >>> in_our_calendar("令和3年12月24日"), in_our_calendar("5 มี.ค. 2564")
    ('2021年12月24日', '5 มีค 2021')
    >>> in_our_calendar("۱۵ اسفند ۱۳۹۹"), in_our_calendar("1399/01/31", "fa")
    ('2021-03-05', '2020-04-19')
    """
    if text.isascii() and not tag.startswith((*_SOLAR_LANGUAGES, "th")):
        return text
    text = "".join(str(int(c)) if c.isdecimal() else c for c in text)
    text = _ERA.sub(_of_era, text)
    text = _MINGUO.sub(lambda match: f"{1911 + int(match[1])}年", text)
    if tag.startswith("th") or _THAI.search(text):
        text = _THAI_DOT.sub("", text)
        text = _BUDDHIST.sub(lambda m: str(int(m[1]) - _BUDDHIST_YEARS), text)
    text = _LEVANT_NAMED.sub(lambda match: _LEVANT[match[0]], text)
    if tag.startswith(_SOLAR_LANGUAGES) or _ARABIC_SCRIPT.search(text):
        text = _SOLAR_NAMED.sub(_of_named, text)
        text = _SOLAR_NUMBERS.sub(_of_numbers, text)
    return text


def _of_era(match: re.Match[str]) -> str:
    year = 1 if match[2] == "元" else int(match[2])
    return f"{_ERAS[match[1]] + year}年"


def _of_named(match: re.Match[str]) -> str:
    return _of_solar(int(match[3]), _SOLAR[match[2]], int(match[1])) or match[0]


def _of_numbers(match: re.Match[str]) -> str:
    return _of_solar(int(match[1]), int(match[3]), int(match[4])) or match[0]


def _of_solar(year: int, month: int, day: int) -> str | None:
    """The day of the solar calendar as ISO 8601; None for one that is not."""
    if not (1 <= month <= 12 and 1 <= day <= (31 if month <= 6 else 30)):
        return None
    passed = min(month - 1, 6) * 31 + max(month - 7, 0) * 30 + day - 1
    return (_new_year(year) + timedelta(days=passed)).isoformat()


def _new_year(year: int) -> date:
    first, last = sorted((year, _SOLAR_YEAR))
    days = sum(365 + _has_leap_day(one) for one in range(first, last))
    return _SOLAR_NEW_YEAR + timedelta(days=days if year > _SOLAR_YEAR else -days)


def _has_leap_day(year: int) -> bool:
    """The rule of 33 years, right for all years that pages can be from."""
    return (25 * year + 11) % 33 < 8
