"""What a question in plain English wants of the days of publication.

    "As of 2025-12-31, who heads the council?"   published by then; "who heads the council?"
    "What did Katz say last week?"               published then; the text stays as it is
    "When does phase two begin?"                 nothing: that is the event's date

A filter that was not meant loses the answer, so what is in doubt is none. The rules:

1. "As of" a day, and days said of articles ("news since December"), are a filter always.
2. "Last week", "yesterday", "three days ago", "the past month" are one, as they are over; "this
   week" is one unless the sentence speaks of the future, and "today" only if of the past.
3. A calendar date is one behind "since", "after", "before", "in", "during" and "between", unless
   the question asks when or how long, or speaks of what is planned or may come. Save for "since"
   and "after", the date must lie within the latest two years (an archive's article about 2019 is
   not from 2019), and the question must not be in the present ("who visits in January?").
4. "On" a date is one only where something was published or reported on it.
5. If several rules apply, the first of them decides; dates of one rule are taken together.

What is counted over a month or a week is told after it, so "how many died in January?" asks for
articles since then. People say "this week" of the past seven days, and what happened yesterday or
last week is reported the day after, too; so these reach a day further than the calendar does,
unless said of articles.
"""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from index.question.dates.manner import Manner, TimePhrase
from index.question.dates.periods import Period, TimeWish, in_words
from index.question.dates.phrases import find_phrases
from index.question.dates.publication_days import days_asked_for, is_now, text_around
from index.question.dates.search_text import wants_latest, without_time_words

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

_LOOKED_AT = 2_000
"""Characters of a question that are looked at; options allow fewer."""
_MOST = 8
"""Dates of a question that are looked at; each takes up to a millisecond."""


def time_in_question(question: str, now: datetime) -> TimeWish:
    """What `question` wants of the days of publication, seen from `now`. Takes any text."""
    head, tail = question[:_LOOKED_AT], question[_LOOKED_AT:]
    latest = wants_latest(head)
    found: list[tuple[TimePhrase, Period]] = []
    phrases = tuple(islice(find_phrases(head), _MOST))
    bare = head
    for phrase in phrases:
        # Their words are no verbs ("in May") and open no clause ("since", "before").
        blank = " " * (phrase.end - phrase.start)
        bare = f"{bare[: phrase.start]}{blank}{bare[phrase.end :]}"
    for phrase in phrases:
        around = text_around(phrase, bare)
        if is_now(phrase, around):
            latest = True
        elif period := days_asked_for(phrase, around, now):
            found.append((phrase, period))
    manner = min((phrase.manner for phrase, _ in found), default=None)
    used = [(phrase, period) for phrase, period in found if phrase.manner is manner]
    together = _together([period for _, period in used])
    last = together.last if together else None
    cut = [(phrase.start, phrase.end) for phrase, _ in used if phrase.of_articles]
    text = without_time_words(head, cut, latest=latest)
    return TimeWish(
        text=question if text == head else text + tail,
        period=together,
        latest=latest,
        as_of=last.isoformat() if last and manner is Manner.AS_OF else None,
        words=in_words(together, latest=latest),
    )


def _together(periods: Sequence[Period]) -> Period | None:
    """All days of the periods; of "since" and "before", those that are both."""
    if not periods:
        return None
    firsts = [period.first for period in periods if period.first]
    lasts = [period.last for period in periods if period.last]
    half_open = len(periods) == len(firsts) + len(lasts)
    if half_open and firsts and lasts and max(firsts) <= min(lasts):
        return Period(max(firsts), min(lasts))
    return Period(
        min(firsts) if len(firsts) == len(periods) else None,
        max(lasts) if len(lasts) == len(periods) else None,
    )
