"""Lines above an article's first sentence: byline, place, date; and datelines cut off from it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from index.cleaning.patterns import MONTH, WEEKDAY, any_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from index.cleaning.lines import Line

_NEAR_START = 5
"""Lines from the top among which a name, a place or a date belongs to the article's head."""

_PARAGRAPH = 20
"""Words from which on a line is text, so that no head follows it."""

_LONGEST_HEAD = 14
_LONGEST_DATELINE = 9
_LONGEST_PLACE = 4

_ORDINAL = r"\d{1,2}(?:st|nd|rd|th)?"
_DAY = rf"(?:{WEEKDAY},? )?"
_REST = r"(?:\W{0,3}(?:at|updated|published|by|[|/•·-])?.{0,60})?$"
_DATE = any_of(
    rf"{_DAY}{MONTH} {_ORDINAL},? \d{{4}}{_REST}",
    rf"{_DAY}{_ORDINAL} {MONTH},? \d{{4}}{_REST}",
    rf"{_DAY}(?:\d{{4}}-\d{{2}}-\d{{2}}|\d{{1,2}}[./]\d{{1,2}}[./]\d{{2,4}}){_REST}",
)
_NAME = r"[A-ZÀ-Þ][\w.'’-]*"
_BYLINE = re.compile(
    rf"(?:[Bb]y|BY):? {_NAME}(?:(?:,|,? (?:and|for|of|the|&|de|van|von|al|bin))? {_NAME}){{0,11}}$"
)
_DATELINE = re.compile(r"(?:[A-Z][\w.,'’/()-]*\s+){1,8}[—–-]{1,2}$")
_PLACE = re.compile(r"[A-ZÀ-Þ][A-ZÀ-Þ .,'’/-]{2,40}$")


def head_length(lines: Sequence[Line]) -> int:
    """How many lines at the top may be the article's head: those before its first paragraph."""
    for line in lines[:_NEAR_START]:
        if line.words > _PARAGRAPH and not line.is_label:
            return line.number
    return min(_NEAR_START, len(lines))


def is_head(line: Line, length: int) -> bool:
    """Whether the line is a byline, place or date among the `length` lines of the head."""
    if line.number >= length or line.words > _LONGEST_HEAD or line.is_quoted:
        return False
    if _BYLINE.match(line.text) or _DATE.match(line.plain):
        return True
    # The first line in capitals is rather the headline.
    return line.number > 0 and line.words <= _LONGEST_PLACE and _PLACE.match(line.text) is not None


def is_dateline(line: Line) -> bool:
    """Whether the line is a dateline that was cut off from its sentence: "London CNN —"."""
    return line.words <= _LONGEST_DATELINE and _DATELINE.match(line.text) is not None
