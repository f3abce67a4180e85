"""Values told in passing: parts of others, former, planned, or only compared with."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from index.question.asked_for import AnswerKind
from index.values.quantities import Quantity, Unit

if TYPE_CHECKING:
    from index.records import Span

_ALL_OF: Final = re.compile(r"\ball (?:the )?$", re.IGNORECASE)
_PART_OF: Final = re.compile(
    r"\b(?:including|among (?:them|the (?:dead|victims|injured|wounded|killed|arrested)"
    r"|those \w+ed)|of (?:them|whom)|counting)\W+(?:\w+ ){0,2}$"
    r"|^ of (?:them|whom|the (?!\d)|those|its (?!\d)|their (?!\d))"
    r"|^(?: [\w-]+){0,3} (?:(?:were|are|was) )?among (?:them|the|those)\b",
    re.IGNORECASE,
)
_WHOLE: Final = re.compile(r"(?:\d|\b[a-z]+) (?:out )?of (?:the|its|their|all|a total of) $")
_COMPARED: Final = re.compile(
    r"\b(?:compared (?:with|to)|(?:up|down|rose|risen|fell|fallen|grew|grown|increased|dropped"
    r"|revised|raised|cut|lowered) from|than|versus|rather than|instead of|not|nor)"
    r" (?:the )?(?:\w+ )?$",
    re.IGNORECASE,
)
_FORMERLY: Final = re.compile(
    r"\b(?:earlier|previous|previously|initial|initially|at first|originally|preliminary|prior)\b"
    r"[^.,;]{0,30}$",
    re.IGNORECASE,
)
_PLANNED: Final = re.compile(
    r"\b(?:plan(?:s|ned|ning)?|hop(?:es?|ed|ing)|aim(?:s|ed|ing)?|intend(?:s|ed)?|want(?:s|ed)?"
    r"|expect(?:s|ed|ing)?|propos(?:es?|ed)|offer(?:s|ed)|threaten(?:s|ed)|target(?:s|ed)?|vow(?:s|ed)"
    r"|could|may|might|should|would|will|goal|warn(?:s|ed))\b[^.,;]{0,40}$",
    re.IGNORECASE,
)
_ELSEWHERE: Final = re.compile(
    r"\b(?:elsewhere|neighbou?ring|in an?other|unrelated|an? (?:separate|similar|different|second"
    r"|previous|earlier) (?:\w+ )?(?:\w*quake|attack|blast|explosion|strike|incident|fire|crash"
    r"|storm|shooting|accident|outbreak|march|rally|protest|collapse|flood|raid|case))\b",
    re.IGNORECASE,
)
_SAID: Final = re.compile(
    r"\b(?:said|says|told(?: \w+){1,3}|reported|wrote|added|announced|according to [^.,;]{2,30}"
    r"|(?:statement|interview|conference))(?: late| early)?(?: on| in| at)?,? $"
)


def is_part(text: str, number: Quantity) -> bool:
    """Whether a number is a part of another, or what a part is taken of ("63 of the 120 seats")."""
    before = text[max(0, number.span.start - 40) : number.span.start]
    if number.unit is not Unit.COUNT or _ALL_OF.search(before):
        return False
    after = text[number.span.end : number.span.end + 50]
    return bool(_PART_OF.search(before) or _PART_OF.match(after) or _WHOLE.search(before))


def is_aside(text: str, value: Span, kind: AnswerKind, *, ahead: bool) -> bool:
    """Whether a value is told in passing: compared with, told before, planned; when it was said."""
    before = text[max(0, value.start - 60) : value.start]
    if kind in {AnswerKind.WHEN, AnswerKind.WHERE}:
        return bool(_SAID.search(before))
    if _COMPARED.search(before) or _FORMERLY.search(before):
        return True
    if _ELSEWHERE.search(text, max(0, value.start - 60), value.end + 60):
        return True
    return not ahead and bool(_PLANNED.search(before))
