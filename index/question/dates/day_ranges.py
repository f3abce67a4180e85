"""A date as people write or say it, to the first and last day it names.

    "2025-12", "December 2025", "29 Dec"   the month, the month, the day
    "yesterday", "two weeks ago"           the day, the calendar week (Monday to Sunday)
    "last month", "last week"              the calendar month, the calendar week
    "the last two weeks", "past month"     that long back from today, and today
    "January", "Monday", "last January"    the most recent one; the present month counts

Dates with a year are read as those of articles are, so "01/02/2025", which reads two ways, is no
date; dateparser reads what is said relative to now. It is imported in this file only.
"""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta

from dateparser.date import DateDataParser  # type: ignore[import-untyped]  # ships no types

from index.loaders.dates import MONTH, normalise_date
from index.question.dates.periods import published_range

WEEKDAY = r"(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?"
COUNT = (
    r"(?:\d{1,3}|an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fourteen"
    r"|thirty|several|(?:a\s+)?(?:few|couple(?:\s+of)?))"
)
PART = r"(?:the\s+)?(?:early|mid(?:dle)?|late|start|beginning|end|month|year)(?:\s+of\b|-|\s)\s*"
"""What may stand before a month or a year, and is not minded: "early December" is December."""

_LONGEST = 60  # characters; no date is longer
_PART = re.compile(rf"^{PART}", re.IGNORECASE)
_EMPTY = re.compile(rf"^{PART}|\b(?:the|of)\b", re.IGNORECASE)
_A_DATE = re.compile(
    rf"\b(?:{MONTH}|{WEEKDAY}|yesterday|today|tomorrow|now|(?:hour|day|week|month|year)s?)\b",
    re.IGNORECASE,
)
_ROLLING = re.compile(
    rf"(?:(?:the|these)\s+)?(?:last|past|previous|recent)\s+(?:(?P<count>{COUNT})\s+)?"
    r"(?P<unit>hour|day|week|month|year)(?P<many>s?)",
    re.IGNORECASE,
)
_LAST_MONTH = re.compile(rf"last\s+({MONTH})", re.IGNORECASE)
_FEW = (  # generous, as a filter that is too narrow loses the answer
    (re.compile(r"(?:a\s+)?couple(?:\s+of)?", re.IGNORECASE), "2"),
    (re.compile(r"(?:a\s+)?few|several", re.IGNORECASE), "8"),
)


def read_days(written: str, now: datetime) -> tuple[date, date] | None:
    """First and last day of `written`, or None if it is no date. Takes any text."""
    words = " ".join(written.split())
    if not words or len(words) > _LONGEST:
        return None
    if iso := normalise_date(_PART.sub("", words)):
        return published_range(iso)
    if (found := _ROLLING.fullmatch(words)) and (days := _rolling(found, now)):
        return days
    if found := _LAST_MONTH.fullmatch(words):
        return _calendar_range(found[1], now.replace(day=1) - timedelta(days=1))
    bare = " ".join(_EMPTY.sub(" ", words).split())
    return _calendar_range(bare, now) if _A_DATE.search(bare) else None


def _rolling(found: re.Match[str], now: datetime) -> tuple[date, date] | None:
    """Days of "the last two weeks", to today; None for "last week", which the calendar has."""
    count, lead = found["count"], found[0].split()[0].lower()
    if count is None and lead in {"last", "previous"} and not found["many"]:
        return None
    number = count or ("8" if found["many"] else "1")
    for pattern, figure in _FEW:
        number = pattern.sub(figure, number)
    read = _dateparser(f"{number} {found['unit']}s ago", now)
    return None if read is None else (read[0], now.date())


def _calendar_range(words: str, now: datetime) -> tuple[date, date] | None:
    """The day, calendar week, month or year that dateparser finds `words` to name."""
    if (read := _dateparser(words, now)) is None:
        return None
    day, precision = read
    match precision:
        case "year" | "month":
            return published_range(day.isoformat()[: 4 if precision == "year" else 7])
        case "week":
            monday = day.toordinal() - day.weekday()
            return date.fromordinal(monday), date.fromordinal(monday + 6)
        case _:
            return day, day


def _dateparser(words: str, now: datetime) -> tuple[date, str] | None:
    """A day and how exact it is: "day", "week", "month" or "year"."""
    # Noon without a zone: the caller's day is the day, wherever this computer is.
    base = datetime.combine(now.date(), time(12))
    settings = {"RELATIVE_BASE": base, "PREFER_DATES_FROM": "past"}
    read = DateDataParser(languages=["en"], settings=settings).get_date_data(words)
    return None if read.date_obj is None else (read.date_obj.date(), read.period)
