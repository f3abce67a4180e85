"""Where a question names days, and how: the words for the bound, the date, and the place in it.

Five manners, the surest first; what they mean for the search is for `words` to decide.

    AS_OF       "as of 31 December 2025"
    PUBLISHED   "articles since December", "news from 2025-12-31", "yesterday's headlines"
    REPORTED    "published by 2025-12-31", "reported on Monday"
    RELATIVE    "last week", "since yesterday", "three days ago", "since last year's vote"
    CALENDAR    "in January", "since October 2023", "between May and July"

A date that belongs to a name or an event ("the January 6 hearings", "since the October ceasefire",
"the 2026 World Cup", "last days of the war") is none of these, nor is what stands in quotation
marks.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from index.question.dates import patterns as grammar
from index.question.dates.manner import Bound, Manner, Place, TimePhrase

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator

_NEAR = 120
"""Characters before a date that may introduce it, and behind it that may claim it."""

_FOR_RELATIVE = {"since", "after", "before", "prior to"}
_FOR_CALENDAR = {
    *_FOR_RELATIVE,
    *("on or before", "on or after", "between", "in", "during", "throughout", "at"),
}


def find_phrases(question: str) -> Iterator[TimePhrase]:
    """The places where `question` names days, in order; they don't overlap."""
    masked = grammar.QUOTED.sub(lambda found: "_" * len(found[0]), question)
    dates = [found for found in grammar.DATE.finditer(masked) if not _is_name(found, masked)]
    while dates:
        group = [dates.pop(0)]
        while dates and grammar.JOINED.fullmatch(masked, group[-1].end(), dates[0].start()):
            group.append(dates.pop(0))
        start, end = group[0].start(), group[-1].end()
        near = masked[max(0, start - _NEAR) : start], masked[end : end + _NEAR]
        place = Place(masked, tuple(group), *near)
        for manner in (_as_of, _published, _reported, _relative, _calendar):
            if phrase := manner(place):
                yield phrase
                break


def _is_name(found: re.Match[str], question: str) -> bool:
    """Whether a date in words is written as a name within a sentence: "USA Today"."""
    words = [word for word in found[0].split() if word.isalpha()]
    return (
        found["relative"] is not None
        and all(word.istitle() for word in words)
        and not grammar.OPENING.search(question[max(0, found.start() - _NEAR) : found.start()])
    )


def _word(found: re.Match[str]) -> str:
    return " ".join((found["bound"] or "").lower().split())


def _as_of(place: Place) -> TimePhrase | None:
    found = grammar.AS_OF.search(place.before)
    if not found or grammar.OWN.match(place.after):
        return None
    return place.phrase(Manner.AS_OF, Bound.UNTIL, found.start(), cut=True)


def _published(place: Place) -> TimePhrase | None:
    if found := grammar.OWN_ARTICLES.match(place.after):
        size = len(place.before)
        return place.phrase(Manner.PUBLISHED, Bound.WITHIN, size, after=found.end(), cut=True)
    found = grammar.OF_ARTICLES.search(place.before)
    if not found or not grammar.FREE.match(place.after) or _is_news_name(found, place):
        return None
    word = _word(found)
    bound = place.bound(word)
    if bound is None or (found["topic"] and not found["verb"] and word not in {"from", "since"}):
        return None
    if not word and place.dates[0]["relative"] is None:
        return None
    onwards = grammar.ONWARDS.match(place.after) if bound is Bound.SINCE else None
    # "In articles from January, who ...": the articles go with the date, where they stand apart.
    starts = len(place.before) == place.dates[0].start() and found.start() == 0
    ends = grammar.ANY_WORD.search(place.after) is None
    start = found.start() if found["lead"] and (starts or ends) else found.start("cut")
    after = onwards.end() if onwards else 0
    return place.phrase(Manner.PUBLISHED, bound, start, after=after, cut=True)


def _is_news_name(found: re.Match[str], place: Place) -> bool:
    """Whether the articles are part of a name: "Fox News"."""
    before = place.before[: found.start("articles")]
    written_large = found["articles"].istitle() and not place.question.isupper()
    return written_large and grammar.OPENING.search(before) is None


def _reported(place: Place) -> TimePhrase | None:
    found = grammar.REPORTED.search(place.before)
    if not found or not grammar.FREE.match(place.after):
        return None
    bound = place.bound(_word(found))
    # "Reported about the march on December 29": the march was on that day.
    if bound is None or (found["topic"] and bound is Bound.WITHIN):
        return None
    return place.phrase(Manner.REPORTED, bound, found.start())


def _relative(place: Place) -> TimePhrase | None:
    found = grammar.INTRODUCED.search(place.before)
    word = _word(found) if found else ""
    first = place.dates[0]
    if first["calendar"] or (first["weekday"] and word != "since"):
        return None
    if grammar.OF_AN_EVENT.match(place.after):
        return None
    if first["last_month"] and not grammar.FREE.match(place.after):
        return None
    if found and word in _FOR_RELATIVE:
        start, bound = found.start(), place.bound(word)
    elif grammar.NO_RELATIVE.search(place.before) or (
        first["the_last"] and not grammar.OVER.search(place.before)
    ):
        return None
    else:
        start, bound = len(place.before), Bound.WITHIN
    if grammar.OWN.match(place.after):
        # The event was then; what tells of it came out then or later.
        if bound is Bound.BEFORE or first[0].lower() == "today":
            return None
        bound = Bound.SINCE
    manner = Manner.CALENDAR if first["last_month"] else Manner.RELATIVE
    return place.phrase(manner, bound, start) if bound else None


def _calendar(place: Place) -> TimePhrase | None:
    found = grammar.INTRODUCED.search(place.before)
    first = place.dates[0]
    if not found or not first["calendar"] or not grammar.FREE.match(place.after):
        return None
    word = _word(found) or "at"
    bound = place.bound(word)
    if word not in _FOR_CALENDAR and not (word == "from" and bound is Bound.SINCE):
        return None
    # "At the end of January", yet not "at 2025"; and people march on, for and against something.
    if (word == "at" and not first[0].lower().startswith("the ")) or (
        first[0] == "march" and grammar.MARCHING.match(place.after)
    ):
        return None
    return place.phrase(Manner.CALENDAR, bound, found.start()) if bound else None
