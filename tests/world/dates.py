"""What pages say of their date, right or wrong, and how it is printed."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from random import Random
from typing import TYPE_CHECKING

from graph.model import Date, Precision
from tests.world.parameters import Parameters

if TYPE_CHECKING:
    from tests.world.outlets import Outlet

_MONTHS = {
    "en": "January February March April May June July August September October"
    " November December",
    "de": "Januar Februar März April Mai Juni Juli August September Oktober"
    " November Dezember",
    "es": "enero febrero marzo abril mayo junio julio agosto septiembre octubre"
    " noviembre diciembre",
    "fr": "janvier février mars avril mai juin juillet août septembre octobre"
    " novembre décembre",
}


def stated(
    moment: datetime, outlet: Outlet, parameters: Parameters, chance: Random
) -> Date | None:
    """What a page of the outlet says of a true moment; None for nothing."""
    roll = chance.random()
    if roll < parameters.missing:
        return None
    if roll < parameters.missing + parameters.wrong:
        moment += _error(outlet, chance)
    local = moment.astimezone(timezone(timedelta(minutes=outlet.zone)))
    if not outlet.by_minute:
        return Date(value=local.date().isoformat(), precision=Precision.DAY)
    if not outlet.zone_shown:
        local = local.replace(tzinfo=None)
    value = local.isoformat(timespec="minutes")
    return Date(value=value, precision=Precision.MINUTE)


def in_words(date: Date, language: str, *, month_first: bool = False) -> str:
    """A day as readers of the language write it.

    >>> in_words(Date(value="2024-03-05", precision=Precision.DAY), "de")
    '5. März 2024'
    """
    year, month, day = date.value[:10].split("-")
    name = _MONTHS[language].split()[int(month) - 1]
    if language == "en" and month_first:
        return f"{name} {int(day)}, {year}"
    parts = {
        "en": f"{int(day)} {name} {year}",
        "de": f"{int(day)}. {name} {year}",
        "es": f"{int(day)} de {name} de {year}",
        "fr": f"{int(day)} {name} {year}",
    }
    return parts[language]


def month_and_day(moment: datetime) -> str:
    """As in an English dateline.

    >>> month_and_day(datetime(2024, 3, 5))
    'March 5'
    """
    return f"{_MONTHS['en'].split()[moment.month - 1]} {moment.day}"


def with_time(date: Date, language: str, *, month_first: bool = False) -> str:
    """A day in words, with the time and its zone where they are known."""
    words = in_words(date, language, month_first=month_first)
    if date.precision is not Precision.MINUTE:
        return words
    time, zone = date.value[11:16], date.value[16:]
    return f"{words}, {time}" + (f" (UTC{zone})" if zone else "")


def _error(outlet: Outlet, chance: Random) -> timedelta:
    """Days too early or too late; where the minute is shown, hours as often."""
    sign = chance.choice((-1, 1))
    if outlet.by_minute and chance.random() < 0.5:
        return sign * timedelta(hours=chance.randint(1, 10))
    return sign * timedelta(days=min(1 + chance.expovariate(0.15), 60))
