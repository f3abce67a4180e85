"""What is printed bold in a quote: the words of the question, or the value that articles give."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.core.reply import Quoted
from index.records import Span
from index.terms import matching_spans

if TYPE_CHECKING:
    from collections.abc import Sequence

    from index.records import Quote, Reported


def emphasise(question: str, quotes: Sequence[Quote]) -> tuple[Quoted, ...]:
    """Each quote with the spans of its text that are words of `question`."""
    return tuple(Quoted(quote, matching_spans(question, quote.text)) for quote in quotes)


def mark_value(reported: Reported) -> Quoted:
    """A quote with the span of its text that is the value it gives."""
    start = reported.quote.span.start
    value = Span(reported.value.start - start, reported.value.end - start)
    return Quoted(reported.quote, (value,))
