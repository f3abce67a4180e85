"""Answers for people: each quote set off, its source on the line below."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from index.printable import one_line
from index.question.reading import told
from index.records import Answer, NoAnswer, Relation, Silence

if TYPE_CHECKING:
    from collections.abc import Sequence

    from index.records import Differing, Quote

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
    understood = told(reply.reading)
    head = f"({one_line(understood)})\n\n" if understood else ""
    if reply.reading.note:
        head += f"({reply.reading.note})\n\n"
    match reply:
        case Answer(differing=differing) if differing:
            return head + _differing_lines(differing)
        case Answer():
            return head + "\n".join(quote_lines(quote) for quote in reply.quotes)
        case NoAnswer():
            return head + WHY_SILENT[reply.reason] + "\n"


def _differing_lines(differing: Sequence[Differing]) -> str:
    """The values side by side, each set off with "*", above the quotes that give it."""
    lines = [f"{heading(differing)}\n"]
    for line in differing:
        relation = "" if line.relation is Relation.DIFFERENT else f" ({line.relation})"
        lines.append(f"* {one_line(line.value)}{relation}\n")
        lines += [_indented(quote_lines(one.quote)) for one in line.reported]
    return "".join(lines)


def heading(differing: Sequence[Differing]) -> str:
    """What is shown: counts that rise with time, or reports that differ."""
    if any(line.relation is Relation.DIFFERENT for line in differing):
        return "The articles differ:"
    return "The articles give counts of different dates, the newest first:"


def _indented(lines: str) -> str:
    return "".join(f"  {line}" for line in lines.splitlines(keepends=True))


def quote_lines(quote: Quote) -> str:
    """A line break inside a sentence shows as a space; nothing else of the words is changed."""
    facts = [quote.doc_id, quote.title, quote.published or "undated"]
    if quote.copies:
        word = "copy" if len(quote.copies) == 1 else "copies"
        facts.append(f"+{len(quote.copies):,} {word}: {', '.join(quote.copies)}")
    source = " · ".join(one_line(fact) for fact in facts if fact)
    # No quotation marks of ours: many quotes hold some, and end with them.
    return f"> {one_line(quote.text)}\n  {source}\n"
