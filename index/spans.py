"""What two spans of one text have to do with each other."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from index.records import Span


def overlap(one: Span, other: Span) -> bool:
    """Whether they have a character in common."""
    return one.start < other.end and other.start < one.end
