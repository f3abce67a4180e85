"""The days of publication that one phrase of a question asks for, by the rules of `words`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from index.question.dates.day_ranges import read_days
from index.question.dates.manner import Bound, Manner, TimePhrase
from index.question.dates.periods import Period
from index.question.dates.tenses import (
    counts,
    has_happened,
    in_inner_clause,
    is_by_now,
    is_of_the_present,
    is_of_these_days,
    is_open,
    is_state,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

_RECENT = timedelta(days=731)
"""How long back a year or month lies at most if its articles are meant, not an event."""
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_SENTENCE_END = re.compile(r"[.?!…]+[\s\"”]+")


@dataclass(frozen=True, slots=True)
class Around:
    """What stands around a phrase: in the question, in its sentence, and there before it."""

    question: str
    sentence: str
    before: str


def text_around(phrase: TimePhrase, question: str) -> Around:
    """What stands around `phrase` in `question`."""
    before, after = question[: phrase.start], question[phrase.end :]
    start, end = _SENTENCE_END.split(before)[-1], _SENTENCE_END.split(after)[0]
    return Around(f"{before} {after}", f"{start} {end}", start)


def days_asked_for(phrase: TimePhrase, around: Around, now: datetime) -> Period | None:
    """The days of publication that `phrase` asks for, or None if it asks for none."""
    today = now.date()
    if (days := _days(phrase.dates, now)) is None or days[0] > today:
        return None
    first, last = days
    bound = phrase.bound
    match phrase.manner:
        case Manner.RELATIVE if not _is_over(phrase, around.sentence):
            return None
        case Manner.REPORTED | Manner.CALENDAR if not _chooses(phrase, last, around, today):
            return None
        case Manner.RELATIVE if bound is Bound.WITHIN:
            first, last = _told(phrase, first, last, today)
    if (last - first).days < 7:
        last = min(last, today)
    if phrase.manner > Manner.PUBLISHED and bound is Bound.WITHIN and counts(around.sentence):
        bound = Bound.SINCE
    return _bounded(bound, first, last, today)


def is_now(phrase: TimePhrase, around: Around) -> bool:
    """Whether the phrase is a "today" that means the present time."""
    relative = phrase.manner is Manner.RELATIVE and phrase.dates[0].lower() == "today"
    return relative and is_of_these_days(around.sentence)


def _chooses(phrase: TimePhrase, last: date, around: Around, today: date) -> bool:
    """Whether a calendar date that ends on `last` chooses articles; else an event has it."""
    if is_open(around.question):
        return False
    if phrase.bound in {Bound.SINCE, Bound.AFTER}:
        return True
    return not (
        last < today - _RECENT
        or (phrase.manner is Manner.CALENDAR and is_of_the_present(around.sentence))
        or (phrase.bound is Bound.BEFORE and is_state(around.sentence))
        or in_inner_clause(around.before)
    )


def _is_over(phrase: TimePhrase, sentence: str) -> bool:
    """Whether a relative phrase is about what has been."""
    if phrase.dates[0].lower() == "today":
        return has_happened(sentence) and not is_of_these_days(sentence)
    match phrase.dates[0].lower().split():
        case ["this", "week"]:
            return not is_open(sentence)
        case ["this", _]:
            return not is_open(sentence) and is_by_now(sentence)
    return True


def _told(phrase: TimePhrase, first: date, last: date, today: date) -> tuple[date, date]:
    """The days on which what happened then is told; see `words` on what they add."""
    if phrase.dates[0].lower().split() == ["this", "week"]:
        return min(first, today - timedelta(days=6)), today
    if (last - first).days > 7 or last >= today:
        return first, last
    around = first == last and phrase.dates[0].lower().endswith("ago")
    return first - timedelta(days=around), last + timedelta(days=1)


def _bounded(bound: Bound, first: date, last: date, today: date) -> Period | None:
    match bound:
        case Bound.WITHIN:
            return Period(first, last)
        case Bound.SINCE:
            return Period(first, None)
        case Bound.AFTER:
            return Period(last + timedelta(days=1), None) if last < today else None
        case Bound.BEFORE:
            return Period(None, first - timedelta(days=1))
        case Bound.UNTIL:
            return Period(None, min(last, today))


def _days(dates: Sequence[str], now: datetime) -> tuple[date, date] | None:
    """First and last day of dates that are joined; in "May and July 2025" both are in 2025."""
    found = _YEAR.search(dates[-1])
    year = f" {found[0]}" if found else ""
    ranges = []
    for written in dates:
        days = read_days(written if _YEAR.search(written) else written + year, now)
        if days is None:
            return None
        ranges.append(days)
    return min(first for first, _ in ranges), max(last for _, last in ranges)
