"""Answers for people: each quote set off, its source on the line below."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from index.printable import one_line
from index.records import Answer, NoAnswer, Silence

if TYPE_CHECKING:
    from index.records import Quote

WHY_SILENT: Final = {
    Silence.NOT_SAID: "The articles don't say. (What comes closest to it: add --json.)",
    Silence.EMPTY: "There is no question; ask one in a sentence.",
    Silence.TOO_SHORT: "One word is too little to go by; ask in a sentence.",
    Silence.TOO_LONG: "The question is too long; ask it in a sentence or two.",
    Silence.NOT_ENGLISH: "The question doesn't look English, and this model reads English only.",
    Silence.NOT_A_QUESTION: "That doesn't look like a question about the articles.",
}


def answer_text(reply: Answer | NoAnswer) -> str:
    """`reply` in lines, the last one ended too."""
    match reply:
        case Answer():
            return "\n".join(_quote_lines(quote) for quote in reply.quotes)
        case NoAnswer():
            return WHY_SILENT[reply.reason] + "\n"


def _quote_lines(quote: Quote) -> str:
    """A line break inside a sentence shows as a space; nothing else of the words is changed."""
    facts = (quote.doc_id, quote.title, quote.published or "undated")
    source = " · ".join(one_line(fact) for fact in facts if fact)
    # No quotation marks of ours: many quotes hold some, and end with them.
    return f"> {one_line(quote.text)}\n  {source}\n"
