"""Moments as archives write them: digits from the year on, in UTC."""

from __future__ import annotations

import re

from graph.model import Date, Precision

_MINUTE = len("202202180930")
_DIGITS = re.compile(r"\d{12,14}")


def moment(stamp: object, source: str) -> Date | None:
    """The minute that a stamp names; None for what is no stamp.

    >>> moment("20220218093000", "wayback").value, moment("20220218T093000Z", "").value
    ('2022-02-18T09:30+00:00', '2022-02-18T09:30+00:00')
    """
    if not isinstance(stamp, str):
        return None
    digits = stamp.replace("T", "").replace("Z", "")
    if not _DIGITS.fullmatch(digits):
        return None
    day, hour, minute = digits[:8], digits[8:10], digits[10:_MINUTE]
    value = f"{day[:4]}-{day[4:6]}-{day[6:]}T{hour}:{minute}+00:00"
    try:
        date = Date(value=value, precision=Precision.MINUTE, source=source, raw=stamp)
        _ = date.latest
    except (ValueError, OverflowError):
        return None
    return date
