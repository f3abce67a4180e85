"""What a count runs over: since when, on which days, a day or in all, one more or altogether.

"since the truce"     ─▶  since {ceasefire}         "12 more people"     ─▶  an increment
"since October 2023"  ─▶  since that date           "40 trucks a day"    ─▶  a rate
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from index.records import Span
from index.reports.events import canonical_stems
from index.values.days import agree, find_days

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from index.values.days import Day

_SINCE: Final = re.compile(
    r"\bsince (?P<what>[^.,;:!?()—]{2,80}?)"
    r"(?=[.,;:!?()—]|\b(?:have|has|had|that|which|with|and|before|after|until)\b|$)",
    re.IGNORECASE,
)
_RATE: Final = re.compile(
    r"\b(?:(?:a|per|each|every) (?:day|week|month|year|hour|night)(?![’'\w])|daily|weekly|monthly"
    r"|yearly|annual(?:ly)?|hourly|on average|per [a-z]+|(?:a|an) (?:tonne|ton|barrel|share|head"
    r"|ticket|litre|liter|kilo|gallon)|each(?! of\b)|apiece)\b",
    re.IGNORECASE,
)
_INCREMENT: Final = re.compile(
    r"\b(?:another|additional|further|extra)\s*(?:\w+\s)?$|^\s*(?:more|additional|further|extra"
    r"|new|fewer|less)\b",
    re.IGNORECASE,
)
_SPELL: Final = re.compile(
    r"\b(?:(?:in|over|during|within) (?:the )?(?:past|last|previous|first) (?:[\w-]+ )?"
    r"(?:hours?|days?|weeks?|months?|years?|decades?)|this (?:week|month|year)"
    r"|since the (?:start|beginning) of (?:the|this) year|in a single (?:day|night|strike|attack)"
    r"|last (?:week|month|year)"
    r"|the (?:previous|year|week|month) before|the (?:previous|preceding) (?:week|month|year)"
    r"|(?:in|on|at) \w+(?: \w+)? alone)\b(?!['’])",
    re.IGNORECASE,
)
_MAY_DATE: Final = re.compile(
    r"[A-Z][a-z]+day\b|\b[1-2]\d{3}\b|\b(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)"
)
_SAID_THEN: Final = re.compile(
    r"\b(?:said|says|told(?: \w+){1,3}|announced|reported|wrote|added|insisted|estimated|showed"
    r"|according to [^.,;]{2,40}|statement|as of|by|until|up to|through)"
    r"(?: late| early| on| in)*[ ,]+$",
    re.IGNORECASE,
)
_LOOKED_BACK: Final = 56
_SMALL: Final = frozenset(
    {
        *("began", "begin", "start", "took", "take", "effect", "came", "come", "forc"),
        *("first", "phase", "sinc", "broke", "end", "went", "collaps", "two", "year", "month"),
    }
)
"""Stems behind "since" that don't tell since what."""

_ENDED: Final = re.compile(
    r"\b(?:end(?:ed|s|ing)?|collapsed?|broke (?:down|up)|fell apart|expired|ran out|failed"
    r"|lifted)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Scope:
    """What a count runs over, as far as it is said.

    `since` holds the terms after "since", None where it is not said, and those of its date only if
    it has no others; `began` is that date. `days` are the other dates that are told, without those
    on which something was said. `rate` is said or not; `spell` are the words of a stretch such as
    "last year".
    """

    since: frozenset[str] | None
    began: Day | None
    dated: bool
    days: tuple[Day, ...]
    rate: bool
    spell: str | None


def find_days_told(text: str) -> tuple[Day, ...]:
    """The dates on which something happened: not those on which it was said, nor bounds."""
    if not _MAY_DATE.search(text):
        return ()
    return tuple(
        day
        for day in find_days(text)
        if (day.year or day.month or day.weekday is not None)
        and not day.bounded
        and not _SAID_THEN.search(text[max(0, day.span.start - _LOOKED_BACK) : day.span.start])
    )


def read_scope(text: str) -> Scope:
    """The scope that a question names."""
    scope = find_scope(text, find_days_told(text))
    return replace(scope, rate=has_rate(text), spell=find_spell(text))


def find_scope(text: str, days: Iterable[Day], within: Span | None = None) -> Scope:
    """Since when and on which days, said in `text` or `within` a part of it; no rate, no spell.

    `days` are those of `find_days_told`.
    """
    within = within or Span(0, len(text))
    told = [day for day in days if within.start <= day.span.start < within.end]
    part = text[within.start : within.end]
    found = _SINCE.search(part) if "ince " in part else None
    if not found:
        return Scope(None, None, dated=False, days=tuple(told), rate=False, spell=None)
    low, high = within.start + found.start(), within.start + found.end()
    told = [day for day in told if not low <= day.span.start < high]
    return _since(found["what"], tuple(told))


def _since(what: str, told: tuple[Day, ...]) -> Scope:
    """The scope of what runs since `what` began; since the end of it is another time."""
    words = f"in {what}"  # a year alone is found behind such a word
    days = find_days(words) if _MAY_DATE.search(what) else []
    dates = {term for d in days for term in canonical_stems(words[d.span.start : d.span.end])}
    terms = canonical_stems(what) - _SMALL - dates
    if _ENDED.search(what):
        terms = {f"end of {term}" for term in terms}
    began = days[0] if days else None
    return Scope(
        frozenset(terms or dates),
        began,
        dated=bool(dates) and not terms,
        days=told,
        rate=False,
        spell=None,
    )


def has_rate(text: str) -> bool:
    """Whether something is counted for each day, week or year."""
    return bool(_RATE.search(text))


def find_spell(text: str) -> str | None:
    """A stretch of time such as "in the past week", in lower case."""
    spell = _SPELL.search(text)
    words = spell[0].lower() if spell else None
    return "this year" if words and words.startswith("since") else words


def is_increment(text: str, number: Span) -> bool:
    """Whether a number adds to one told before: "another 12", "12 more"."""
    before, after = text[max(0, number.start - 24) : number.start], text[number.end :][:24]
    return bool(_INCREMENT.search(before) or _INCREMENT.match(after))


def fits(wanted: Scope, said: Scope, around: Callable[[], set[str]]) -> bool:
    """Whether a count of scope `said` can be the one asked for.

    `around` gives the terms of the sentence and the one before it: who asks "since the truce" is
    answered where the truce is spoken of, though not with "since".
    """
    if wanted.rate != said.rate or (said.spell and said.spell != wanted.spell):
        return False
    if _on_other_days(wanted.days, said.days):
        return False
    if wanted.since is None or said.since is not None:
        return wanted.since is None or _same_start(wanted, said)
    if said.days:  # "64 on Tuesday" are not all since then
        return False
    told = wanted.since & around()
    return told == wanted.since if wanted.dated else bool(told) or not wanted.since


def _same_start(one: Scope, other: Scope) -> bool:
    """Whether two counts run since the same event, or since the same date."""
    if one.dated or other.dated:
        return bool(one.began and other.began and _same_date(one.began, other.began))
    if one.began and other.began and agree(one.began, other.began) is False:
        return False
    return not (one.since and other.since) or bool(one.since & other.since)


def _same_date(one: Day, other: Day) -> bool:
    """A date without its year is the same only if the day is: October 2023 is no October 10."""
    return bool(agree(one, other)) and (
        (one.year is None) == (other.year is None) or bool(one.first and one.first == other.first)
    )


def _on_other_days(some: tuple[Day, ...], others: tuple[Day, ...]) -> bool:
    """Whether both tell of days, and no day of one can be one of the other's."""
    return bool(some and others) and all(agree(a, b) is False for a in some for b in others)


def _has_year(scope: Scope) -> bool:
    return any(day.year is not None for day in scope.days)


def same(one: Scope, other: Scope) -> bool:
    """Whether two counts run over the same time, as far as both say so."""
    if one.rate != other.rate or _on_other_days(one.days, other.days):
        return False
    if one.spell and other.spell and one.spell != other.spell:
        return False
    if _has_year(one) != _has_year(other) and not (one.days and other.days):
        return False  # the flood of 1999 and one that needs no year
    if one.since is None or other.since is None:
        # One says since when, the other says nothing: a date is a scope of its own.
        return not (
            (one.since is not None and one.dated) or (other.since is not None and other.dated)
        )
    return _same_start(one, other)
