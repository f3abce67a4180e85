"""Sentences with marks around what they speak of: "[The bridge] is shut", "no [a:talks]"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from index.records import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

_MARK = re.compile(r"\[(?:(\w+):)?([^\]]*)\]")


def unmarked(marked: str) -> tuple[str, list[tuple[str, Span]]]:
    """The sentence without its marks, and what stood in each, by the name of the mark."""
    mentions = list(_mentions(marked))
    return _MARK.sub(r"\2", marked), mentions


def only_mark(marked: str) -> tuple[str, Span]:
    """A sentence with one mark, and where it was."""
    text, ((_, span),) = unmarked(marked)
    return text, span


def _mentions(marked: str) -> Iterator[tuple[str, Span]]:
    gone = 0
    for match in _MARK.finditer(marked):
        start = match.start() - gone
        yield match[1] or "", Span(start, start + len(match[2]))
        gone += len(match[0]) - len(match[2])
