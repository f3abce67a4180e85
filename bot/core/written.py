"""Numbers, dates and times as people write them. Plain English, whatever the machine speaks."""

from __future__ import annotations

from datetime import UTC, datetime
from types import MappingProxyType

UNDATED = "undated"

# Not calendar.month_name, which speaks the language of the machine.
_MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)

_ORDINALS = (
    *("", "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth"),
)
_ENDINGS = MappingProxyType({1: "st", 2: "nd", 3: "rd"})


def counted(number: int, noun: str, plural: str | None = None) -> str:
    """`number` with its noun: "1 article", "1,731 articles"."""
    return f"{number:,} {noun if number == 1 else plural or noun + 's'}"


def ordinal(number: int) -> str:
    """Which one in a line, in words where they are short: third, ninth, 10th, 21st."""
    if 1 <= number < len(_ORDINALS):
        return _ORDINALS[number]
    teen = 10 < number % 100 < 20
    return f"{number:,}{'th' if teen else _ENDINGS.get(number % 10, 'th')}"


def date(published: str | None) -> str:
    """An ISO date of day, month or year precision as people write it, or "undated"."""
    if published is None:
        return UNDATED
    year, *rest = published.split("-")
    try:
        if not rest:
            return year
        month = _MONTHS[range(1, 13).index(int(rest[0]))]
        return f"{month} {year}" if len(rest) == 1 else f"{int(rest[1])} {month} {year}"
    except ValueError:
        return published  # not a date we know the form of: better as it is than not at all


def date_range(oldest: str | None, newest: str | None, undated: int) -> str:
    """From when to when the articles are, for behind their number; "" where there are none."""
    if oldest is None or newest is None:
        return "(all undated)" if undated else ""
    first, last = date(oldest), date(newest)
    dates = f"from {first}" if first == last else f"from {first} to {last}"
    return f"{dates} ({undated:,} undated)" if undated else dates


def moment(iso: str) -> str:
    """An ISO 8601 moment as "22 November 2026, 04:08 UTC"."""
    try:
        when = datetime.fromisoformat(iso)
    except ValueError:
        return iso
    if when.tzinfo is not None:
        when = when.astimezone(UTC)
    return f"{date(when.date().isoformat())}, {when:%H:%M} UTC"


def age(built_at: str, now: datetime) -> str:
    """How long ago an ISO 8601 moment was, in its largest unit: "3 hours ago"."""
    try:
        seconds = (now - datetime.fromisoformat(built_at)).total_seconds()
    except (ValueError, TypeError):
        return f"at {built_at}"
    for unit, length in (("day", 86_400), ("hour", 3_600), ("minute", 60)):
        if seconds >= length:
            return f"{counted(int(seconds // length), unit)} ago"
    return "just now"
