"""Time across a picture: dates of day, month and year precision to pixels, and the axis.

    published ─▶ days_of ─▶ time_scale ─▶ TimeScale: where a date begins and ends, and the ticks

A month and a year reach over all their days; their middle is no day that anyone told.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from index.issues.charting.words import MONTHS
from index.question.dates.periods import published_range

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

_LABEL: Final = 150  # pixels between two ticks, so that no label touches the next
_INSET: Final = 34  # a mark or a label at the first or last day reaches over it
_LEAST_DAYS: Final = 7  # one date alone stands in the middle of a week
_DAY_STEPS: Final = (1, 2, 7, 14)
_MONTH_STEPS: Final = (1, 2, 3, 6)
_YEAR_STEPS: Final = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000)


@dataclass(frozen=True, slots=True)
class Tick:
    """A date on the axis: "14 Oct" or "Nov", and below it the year where it isn't told already."""

    x: float
    text: str
    year: str


@dataclass(frozen=True, slots=True)
class TimeScale:
    """Days from `first` on, `width` pixels each, between `left` and `right`.

    `first` is a day's ordinal; there may be part of a day before the first date.
    """

    left: float
    right: float
    first: float
    width: float
    ticks: tuple[Tick, ...] = ()

    def x(self, day: date, *, part: float = 0.0) -> float:
        """Where a day begins, or where `part` of it is over."""
        return self.left + _INSET + (day.toordinal() + part - self.first) * self.width

    def span(self, days: tuple[date, date]) -> tuple[float, float]:
        """Where the first of these days begins, and where the last ends."""
        return self.x(days[0]), self.x(days[1], part=1.0)


def days_of(published: str | None) -> tuple[date, date] | None:
    """The first and last day that a date means; None where there is none."""
    return None if published is None else published_range(published)


def time_scale(dates: Sequence[tuple[date, date]], left: float, right: float) -> TimeScale:
    """The scale on which all these dates, at least one, lie between `left` and `right`."""
    first, last = min(days[0] for days in dates), max(days[1] for days in dates)
    told = (last - first).days + 1
    shown = max(told, _LEAST_DAYS)
    width = (right - left - 2 * _INSET) / shown
    scale = TimeScale(left, right, first.toordinal() - (shown - told) / 2, width)
    return replace(scale, ticks=tuple(_ticks(scale, first, last)))


def _ticks(scale: TimeScale, first: date, last: date) -> Iterator[Tick]:
    """As many ticks as have room; days are counted from the first date."""
    room = max(1, int((scale.right - scale.left) / _LABEL))
    told = ""
    for day, text in _labels(first, last, room):
        year = f"{day.year}"
        # A day is labelled at its middle, where its marks are; a month or year where it begins.
        x = scale.x(day, part=0.5 if " " in text else 0.0)
        yield Tick(x, text, "" if year in {told, text} else year)
        told = year


def _labels(first: date, last: date, room: int) -> list[tuple[date, str]]:
    days = (last - first).days
    for step in _DAY_STEPS:
        if days // step < room:
            shown = [first + timedelta(n) for n in range(0, days + 1, step)]
            return [(day, f"{day.day} {MONTHS[day.month - 1][:3]}") for day in shown]
    months = (first.year * 12 + first.month - (first.day == 1), last.year * 12 + last.month)
    if starts := _multiples(*months, _MONTH_STEPS, room):
        firsts = [date(n // 12, n % 12 + 1, 1) for n in starts]
        return [(day, MONTHS[day.month - 1][:3]) for day in firsts]
    years = (first.year + (first > date(first.year, 1, 1)), last.year + 1)
    return [(date(n, 1, 1), f"{n}") for n in _multiples(*years, _YEAR_STEPS, room)]


def _multiples(start: int, stop: int, steps: Iterable[int], room: int) -> range:
    """The multiples of the first step of which there are few enough; empty if there is none."""
    every = (range(-(-start // step) * step, stop, step) for step in steps)
    return next((found for found in every if len(found) <= room), range(0))
