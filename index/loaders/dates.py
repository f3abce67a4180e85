"""A written date to ISO 8601, of the precision it was written with: year, month or day.

Nothing is guessed. A date that reads two ways ("01/02/2025"), that is not in the calendar, or
that is written in another language is no date here. (dateutil and dateparser, which are installed
beside trafilatura, fill in the day and the year they are not given; so neither is used.)
"""

from __future__ import annotations

import re
from datetime import date

MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_YEAR = r"(?P<year>[1-9][0-9]{3})"
_NUMBER = r"(?P<month>[0-9]{1,2})"
_NAME = rf"(?P<month>{MONTH})"
_DAY = r"(?P<day>[0-9]{1,2})"
_WEEKDAY = r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?,?\s+)?"
_CLOCK = (
    r"(?:[0-9]{1,2}[:.][0-9]{2}(?:[:.][0-9]{2}(?:[.,][0-9]+)?)?|[0-9]{1,2}(?=\s*[ap]\.?m\b))"
    r"(?:\s*[ap]\.?m\.?)?"
)
_ZONE = r"(?:\s*(?:\(?[a-z]{1,5}\)?|(?:gmt|utc)?[+-][0-9]{1,2}:?(?:[0-9]{2})?)){0,2}"
_TIME = rf"(?:(?:t[0-9]{{4}}(?:[0-9]{{2}})?|(?:t|,?\s+(?:at\s+)?){_CLOCK}){_ZONE})?"
DAY_FIRST = rf"{_DAY}(?:st|nd|rd|th)?(?:\s+of)?[\s-]+{_NAME},?[\s-]+{_YEAR}"
MONTH_FIRST = rf"{_NAME}\s+{_DAY}(?:st|nd|rd|th)?,?\s+{_YEAR}"

_FORMS = tuple(
    re.compile(pattern, re.IGNORECASE | re.ASCII)
    for pattern in (
        _YEAR,
        rf"{_YEAR}-{_NUMBER}",
        rf"{_YEAR}(?P<sep>[-/.]){_NUMBER}(?P=sep){_DAY}{_TIME}",
        rf"{_YEAR}(?P<month>[0-9]{{2}})(?P<day>[0-9]{{2}}){_TIME}",
        rf"{_NAME},?\s+{_YEAR}",
        rf"{_WEEKDAY}{DAY_FIRST}{_TIME}",
        rf"{_WEEKDAY}{MONTH_FIRST}{_TIME}",
    )
)
_SLASHED = re.compile(rf"(?P<one>[0-9]{{1,2}})([/.-])(?P<two>[0-9]{{1,2}})\2{_YEAR}{_TIME}", re.I)
_LONGEST = 100  # characters; no date is longer, and the patterns never see hostile lengths


def normalise_date(written: str) -> str | None:
    """Give "2025-12-29", "2025-12" or "2025" for a date as people write it, else None.

    The date is taken as written: a time of day and its zone are dropped, not converted.
    """
    words = " ".join(written.split())
    if len(words) > _LONGEST:
        return None
    for form in _FORMS:
        if found := form.fullmatch(words):
            parts = found.groupdict()
            return iso_date(parts["year"], parts.get("month"), parts.get("day"))
    if found := _SLASHED.fullmatch(words):
        one, two = int(found["one"]), int(found["two"])
        if one == two or max(one, two) > 12:
            day, month = max(one, two), min(one, two)
            return iso_date(found["year"], str(month), str(day))
    return None


def iso_date(year: str, month: str | None, day: str | None) -> str | None:
    """Join the parts of a date; `month` is a number or an English name; None if impossible."""
    if month is None:
        return year
    number = int(month) if month.isdecimal() else _MONTHS.index(month[:3].lower()) + 1
    try:
        found = date(int(year), number, 1 if day is None else int(day))
    except ValueError:
        return None
    return found.isoformat()[: 7 if day is None else 10]
