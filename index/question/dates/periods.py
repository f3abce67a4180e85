"""Days of publication: what is wanted of them, and whether an article's date is among them.

    options ──▶ TimeChoice ─┐
    question ─▶ TimeWish ───┴─ chosen() ─▶ TimeWish ─▶ admit(period, article.published)

`words` reads the question, `options` the options.
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Period:
    """Days of publication from `first` to `last`, both within; None where that end is open."""

    first: date | None
    last: date | None


class Admission(StrEnum):
    """How the date of an article stands to a period."""

    INSIDE = "inside"
    UNDATED = "undated"
    OUTSIDE = "outside"


@dataclass(frozen=True, slots=True)
class TimeChoice:
    """What options say of the days of publication; nothing was chosen if all is as by default.

    `latest` asks for the newest articles first. `as_of` is the last day ("2025-12-31") where "as
    of" or "by" was said. `words` tells people what is done: "in articles from January 2026".
    """

    period: Period | None = None
    latest: bool = False
    as_of: str | None = None
    words: str | None = None


@dataclass(frozen=True, slots=True)
class TimeWish:
    """What a question wants of the days of publication, and `text`, what is left to search for.

    The words that only choose articles are taken out of `text`; those that may tell of the event
    stay. It has words wherever the question has. The other fields are those of `TimeChoice`.
    """

    text: str
    period: Period | None = None
    latest: bool = False
    as_of: str | None = None
    words: str | None = None


# Not strftime, whose names are those of the locale.
_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_PUBLISHED = re.compile(r"([1-9]\d{3})(?:-(\d\d)(?:-(\d\d))?)?", re.ASCII)


def published_range(published: str) -> tuple[date, date] | None:
    """First and last day of "2025-12-29", "2025-12" or "2025"; None for what is no such date."""
    if not (found := _PUBLISHED.fullmatch(published)):
        return None
    year, month, day = (None if part is None else int(part) for part in found.groups())
    if year is None or month is None:
        return (date(year, 1, 1), date(year, 12, 31)) if year else None
    try:
        last = monthrange(year, month)[1]
        return date(year, month, day or 1), date(year, month, last if day is None else day)
    except ValueError:
        return None


def admit(period: Period, published: str | None) -> Admission:
    """Whether an article published then belongs to the period.

    A date without its day or month is inside as soon as one of its days is: "2025-12" may have
    been written by 15 December 2025, and was not before 1 December.
    """
    if published is None or (days := published_range(published)) is None:
        return Admission.UNDATED
    first, last = days
    too_early = period.first is not None and last < period.first
    too_late = period.last is not None and first > period.last
    return Admission.OUTSIDE if too_early or too_late else Admission.INSIDE


def chosen(wish: TimeWish, choice: TimeChoice) -> TimeWish:
    """The question's wish with the options' choice over it: an option outweighs a word."""
    latest = wish.latest or choice.latest
    period, as_of = wish.period, wish.as_of
    if choice.period is not None:
        period, as_of = choice.period, choice.as_of
    return replace(
        wish, period=period, latest=latest, as_of=as_of, words=in_words(period, latest=latest)
    )


def in_words(period: Period | None, *, latest: bool) -> str | None:
    """What is done, as people say it: "in articles since 1 December 2025, newest first"."""
    if period is None or (period.first is None and period.last is None):
        return "newest articles first" if latest else None
    return f"in articles {_span(period)}" + (", newest first" if latest else "")


def _span(period: Period) -> str:
    first, last = period.first, period.last
    if first is None:
        return f"published by {' '.join(_parts(last))}" if last else ""
    if last is None:
        return f"since {' '.join(_parts(first))}"
    whole_months = first.day == 1 and last.day == monthrange(last.year, last.month)[1]
    whole_years = whole_months and (first.month, last.month) == (1, 12)
    from_part = 2 if whole_years else 1 if whole_months else 0
    left, right = _parts(first)[from_part:], _parts(last)[from_part:]
    end = f"{' '.join(right)}"
    # "2 to 8 February 2026": what both ends share is said once.
    while left and left[-1] == right[-1]:
        left, right = left[:-1], right[:-1]
    return f"from {' '.join(left)} to {end}" if left else f"from {end}"


def _parts(day: date) -> list[str]:
    return [str(day.day), _MONTHS[day.month - 1], str(day.year)]
