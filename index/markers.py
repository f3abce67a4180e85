"""Signs that stand before a line's words: heading marks, bullets, list numbers. Never quoted."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

_MARKER = re.compile(
    r"(?:>[ \t]*)*"  # Markdown quotation, which may hold any of the others
    r"(?:(?P<heading>\#{1,6}(?:[^\S\r\n]+|$))"
    r"|(?P<bullet>[•‣⁃▪▫●○◦∙■□►▶▸★➤✓])"
    r"|(?P<dash>[*+–—-](?:\s+|$)|\(?[A-Za-z]\)\s+)"
    r"|(?P<number>\(?\d{1,3}[.)](?:\s+|$)))?",
)


class MarkerKind(StrEnum):
    """What a marker says of the words behind it. A dash may also be just a dash."""

    NONE = "none"
    HEADING = "heading"
    BULLET = "bullet"
    DASH = "dash"
    NUMBER = "number"


LIST_MARKERS = frozenset({MarkerKind.BULLET, MarkerKind.DASH, MarkerKind.NUMBER})


@dataclass(frozen=True, slots=True)
class Marker:
    """The marker of a line; the line's words begin at `end`, or after the white space there."""

    kind: MarkerKind
    end: int


def find_marker(text: str, start: int, end: int) -> Marker:
    """The marker at the start of `text[start:end]`, which has no outer white space."""
    match = _MARKER.match(text, start, end)
    if match is None:  # it can't be: everything in the pattern is optional
        return Marker(MarkerKind.NONE, start)
    return Marker(MarkerKind(match.lastgroup or "none"), match.end())
