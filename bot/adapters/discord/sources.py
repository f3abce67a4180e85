"""The source of a quote as one line: its file's id first, then what is known of the article.

**2** · `the/file-id` · The article's title · 29 December 2025 · example.org · +1 copy: `b`
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bot.adapters.discord.budget import split_text
from bot.adapters.discord.escaping import code, escape, link
from bot.adapters.discord.limits import DESCRIPTION, length
from bot.core import words, written

if TYPE_CHECKING:
    from index.records import Quote, Source

DOT: Final = " · "

NUMBER: Final = 20
"""Characters that a number before a source takes at most."""

SOURCE: Final = 1_200
"""A longer line gets an embed of its own, where even the longest path of a file can be shown."""


def source_line(quote: Quote, number: int | None) -> str | None:
    """Everything on one line, or None where that is too long to stand below each quote."""
    parts = [_numbered(code(quote.doc_id), number)]
    if quote.title:
        parts.append(escape(quote.title, starts_line=False))
    parts.append(escape(written.date(quote.published), starts_line=False))
    if quote.source_url and (address := link(quote.source_url)):
        parts.append(address)
    if quote.copies:
        parts.append(words.copies([code(doc_id) for doc_id in quote.copies]))
    line = DOT.join(parts)
    return line if length(line) <= SOURCE else None


def source_lines(quote: Quote, number: int | None) -> list[str]:
    """The line of a quote's source, or however many lines it takes, links as plain text."""
    line = source_line(quote, number)
    if line is not None:
        return [line]
    facts = (quote.doc_id, quote.title, written.date(quote.published), quote.source_url)
    told = [*filter(None, facts), *([words.copies(quote.copies)] if quote.copies else [])]
    first, *others = split_text(DOT.join(told), (), DESCRIPTION - NUMBER)
    return [_numbered(first, number), *others]


def short_source(quote: Quote, number: int | None) -> str:
    """Number, id and date of a quote, for where there is no room, or no need, for more."""
    date = escape(written.date(quote.published), starts_line=False)
    return _numbered(f"{code(quote.doc_id)}{DOT}{date}", number)


def short_source_lines(quote: Quote) -> list[str]:
    """Id and date of a quote on one line, or on as many as a long id takes."""
    line = short_source(quote, None)
    if length(line) <= SOURCE:
        return [line]
    told = DOT.join((quote.doc_id, written.date(quote.published)))
    return split_text(told, (), DESCRIPTION - NUMBER)


def id_lines(doc_id: str) -> list[str]:
    """An id in a box, or, where it is longer than an embed, on as many lines as it takes."""
    shown = code(doc_id)
    return [shown] if length(shown) <= SOURCE else split_text(doc_id, (), DESCRIPTION)


def listed_lines(source: Source) -> list[str]:
    """An article in a list of them: one line, or as many as it takes."""
    facts = [written.date(source.published), written.counted(source.words, "word")]
    known = [source.title, *facts] if source.title else facts
    line = DOT.join([code(source.doc_id), *(escape(fact, starts_line=False) for fact in known)])
    if length(line) <= SOURCE:
        return [line]
    return split_text(DOT.join([source.doc_id, *known]), (), DESCRIPTION)


def _numbered(text: str, number: int | None) -> str:
    return text if number is None else f"**{number}**{DOT}{text}"
