"""Dates in a text, as far as they are told: a day, a month, a part of one, a year, a weekday.

    "early January 2026"  ─▶  year 2026, month 1, days 1 to 10        "in 2024"   ─▶  year 2024
    "Oct. 10"             ─▶  month 10, day 10, year not told         "on Monday" ─▶  weekday 0

What is not told stays open, and two dates agree as long as nothing told of both differs.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from index.records import Span
from index.terms import STOP_WORDS


@dataclass(frozen=True, slots=True)
class Day:
    """A date in a text; None is what it doesn't tell.

    `first` and `last` are days of the month, the same for one day. `weekday` counts from Monday,
    0, and stands alone: with a date beside it the date says more. `bounded` marks "before" and
    "not until", which name an end and no day.
    """

    span: Span
    year: int | None = None
    month: int | None = None
    first: int | None = None
    last: int | None = None
    weekday: int | None = None
    bounded: bool = False


_MONTHS: Final = {
    name: number
    for number, name in enumerate(
        ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"),
        start=1,
    )
}
_WEEKDAYS: Final = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_MONTH: Final = (
    # Case matters: "may", "march" and "august" are words.
    r"(?P<month>[Jj]anuary|[Ff]ebruary|March|[Aa]pril|May|[Jj]une|[Jj]uly|August|[Ss]eptember"
    r"|[Oo]ctober|[Nn]ovember|[Dd]ecember|Jan|Feb|Mar(?=\.)|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b\.?"
)
_PART: Final = (
    r"(?P<part>early|mid|late|the (?:first|last) week of|the (?:first|second) half of"
    r"|(?:the )?(?:start|beginning|middle|end) of)[ -]"
)
_BOUND: Final = r"(?P<bound>(?i:before|until|by|after|from|no (?:later|earlier|sooner) than)) "
_DAY: Final = r"(?P<day{0}>[12]\d|3[01]|0?[1-9])(?:st|nd|rd|th)?"
_DATE: Final = re.compile(
    rf"(?<!\w)(?:{_BOUND})?(?:(?P<weekday>(?i:{'|'.join(_WEEKDAYS)})),? )?"
    rf"(?:(?:the )?{_DAY.format(1)}(?:(?:-|–| to | and ){_DAY.format(2)})? (?:of )?|(?i:{_PART}))?"
    rf"{_MONTH}"
    rf"(?: {_DAY.format(3)}(?![\d,]*\d)(?:(?:-|–| to | and (?!\d+ [a-z]{{3,}}s\b)){_DAY.format(4)}"
    r"(?!\d))?)?(?:,? (?:of )?(?P<year>(?:1[5-9]|20)\d\d))?(?!\w)",
    re.ASCII,
)
_ISO: Final = re.compile(
    r"\b(?P<year>(?:19|20)\d\d)-(?P<month>0[1-9]|1[0-2])-(?P<day>0[1-9]|[12]\d|3[01])\b"
)
_YEAR: Final = re.compile(
    r"\b(?:(?:(?P<bound>before|until|by|after|from)|in|during|since|of|between|through|early|mid(?=-)"
    r"|late|last year,|year|spring|summer|autumn|fall|winter)(?: the)?(?: year)?"
    r"|(?<=\b(?:1[5-9]|20)\d\d) (?:and|to|or))[ -](?P<year>(?:1[5-9]|20)\d\d)\b"
    r"(?! (?:people|men|women|children)\b)",
    re.IGNORECASE,
)
_WEEKDAY: Final = re.compile(rf"\b(?P<weekday>{'|'.join(_WEEKDAYS)})\b", re.IGNORECASE | re.ASCII)
_RELATIVE: Final = re.compile(
    r"\b(?:(?:next|last|this|the (?:next|following|previous|same|week)) (?:week|month|year|summer"
    r"|winter|spring|autumn|fall|weekend|day)|tomorrow|yesterday|today|tonight"
    r"|(?:this|next|last) (?:spring|summer|autumn|winter)|the end of the (?:day|week|month|year)"
    r"|in (?:(?:the )?(?:early |late |mid-)?(?:spring|summer|autumn|winter)|the fall)"
    r"(?! (?:of )?\d)"
    r"|(?:in|within) (?:the )?(?:coming|next) (?:\w+ )?(?:days|weeks|months|years)"
    r"|(?:\w+|\d+) (?:days|weeks|months|years) (?:ago|later|earlier))\b",
    re.IGNORECASE,
)
_ALSO_WORDS: Final = frozenset({"march", "april", "may", "june", "august"})
_DATED: Final = re.compile(
    r"\b(?:in|since|of|to|for|and|or|last|this|next|every|through|throughout|during|between) $",
    re.IGNORECASE,
)
_PART_OF_NAME: Final = re.compile(r"\b(?P<word>[A-Z]\w+)\.? $")
_READS_ON: Final = re.compile(
    # "April Roe", "May Day"; "May the vote begin?"; "March on Lurenz".
    r" [A-Z][a-z]|(?<=May) (?:the|they|he|she|it|I|we|you|there|be|not|his|her|their|all|any|this"
    r"|that|these|those)\b|(?<=March) (?:on|into|past)\b"
)
_PARTS: Final = {
    "early": (1, 10), "mid": (10, 20), "late": (20, 31), "start": (1, 10), "beginning": (1, 10),
    "middle": (10, 20), "end": (20, 31), "first week": (1, 7), "last week": (22, 31),
    "first half": (1, 15), "second half": (15, 31),
}  # fmt: skip


def find_days(text: str) -> list[Day]:
    """All dates of `text`, in order, none overlapping; times of day are none."""
    found = [_date(match) for match in _DATE.finditer(text) if not _is_no_month(text, match)]
    found += [
        Day(Span(*m.span()), int(m["year"]), int(m["month"]), int(m["day"]), int(m["day"]))
        for m in _ISO.finditer(text)
    ]
    found += [
        Day(
            Span(m.start("bound" if m["bound"] else "year"), m.end()),
            year=int(m["year"]),
            bounded=bool(m["bound"]),
        )
        for m in _YEAR.finditer(text)
    ]
    found += [
        Day(Span(*m.span()), weekday=_WEEKDAYS.index(m["weekday"].lower()))
        for m in _WEEKDAY.finditer(text)
    ]
    found += [Day(Span(*m.span())) for m in _RELATIVE.finditer(text)]
    found.sort(key=lambda day: (day.span.start, -day.span.end))
    kept: list[Day] = []
    for day in found:
        if not kept or day.span.start >= kept[-1].span.end:
            kept.append(day)
    return kept


def _is_no_month(text: str, match: re.Match[str]) -> bool:
    """Whether a month's name is a person's, a verb or an event: "Ann May", "May I ask?"."""
    if match.group().lower() not in _ALSO_WORDS:  # with a day or a year it is a date
        return False
    before = text[max(0, match.start() - 20) : match.start()]
    if _DATED.search(before):
        return False
    named = _PART_OF_NAME.search(before)
    if named and named["word"].lower() not in STOP_WORDS:
        return True
    return bool(_READS_ON.match(text, match.end()))


def _date(match: re.Match[str]) -> Day:
    month = _MONTHS[match["month"][:3].lower()]
    days = [int(match[f"day{n}"]) for n in (1, 2, 3, 4) if match[f"day{n}"]]
    first, last = (min(days), max(days)) if days else (None, None)
    part = (match["part"] or "").lower().removeprefix("the ").removesuffix(" of")
    if part:
        first, last = _PARTS[part]
    told_both_ends = len(days) > 1 and (match["bound"] or "").lower() == "from"
    bounded = bool(match["bound"]) and not told_both_ends
    starts = [match.start(g) for g in ("weekday", "day1", "part", "month") if match[g]]
    span = Span(match.start() if bounded else min(starts), match.end())
    year = int(match["year"]) if match["year"] else None
    return Day(span, year, month, first, last, bounded=bounded)


def agree(one: Day, other: Day) -> bool | None:
    """Whether two dates can be the same; None where they tell nothing that can be compared.

    "before September" and "from March" name an end, which agrees with itself only.
    """
    told = False
    open_ended = one.bounded != other.bounded
    for mine, theirs in ((one.year, other.year), (one.month, other.month)):
        if mine is not None and theirs is not None:
            told = True
            if mine != theirs or open_ended:
                return False
    if one.first is not None and other.first is not None and told and one.month:
        return one.first <= (other.last or 31) and other.first <= (one.last or 31)
    if one.weekday is not None and other.weekday is not None:
        return one.weekday == other.weekday
    return True if told else None
