"""How far apart two dates of publication are, of day, month or year precision, or unknown."""

from __future__ import annotations

from datetime import date

from index.question.dates.periods import published_range

Days = tuple[int, int]
"""First and last day that a date may stand for, counted from year 1."""

ANY_DAY: Days = (0, date.max.toordinal())


def days(published: str | None) -> Days:
    """The days that `Article.published` may stand for: all of them, where it is not known."""
    found = published_range(published) if published else None
    return (found[0].toordinal(), found[1].toordinal()) if found else ANY_DAY


def days_apart(one: Days, other: Days) -> int:
    """The fewest days that may lie between two dates; 0 where they may be the same."""
    return max(0, one[0] - other[1], other[0] - one[1])
