"""The source of a quote as a line: its file's id first, then what is known of the article.

**2** · `the/file-id` · The article's title · 29 December 2025 · example.org · +1 copy: `b`
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from bot.core import words, written
from bot.core.layout.records import DOT, Line, Look, Run, joined

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from index.records import Quote, Source


def source_line(quote: Quote, number: int | None = None) -> Line:
    """All that is known of where a quote was cut from."""
    known = joined(
        _number(number),
        _code(quote.doc_id),
        Run(quote.title or ""),
        Run(written.date(quote.published)),
        link(quote.source_url),
    )
    return Line((*known.runs, *_copies(quote.copies)))


def short_source(quote: Quote, number: int | None = None) -> Line:
    """Number, id and date of a quote, for where there is no room, or no need, for more."""
    return joined(_number(number), _code(quote.doc_id), Run(written.date(quote.published)))


def listed_line(source: Source) -> Line:
    """An article in a list of them."""
    words_in_it = written.counted(source.words, "word")
    return joined(
        _code(source.doc_id),
        Run(source.title or ""),
        Run(written.date(source.published)),
        Run(words_in_it),
    )


def link(url: str | None) -> Run:
    """An address, shown by its host; an empty run for what is no address of the web."""
    try:
        parts = urlsplit((url or "").strip())
        host = parts.hostname
    except ValueError:
        return Run("")
    if parts.scheme not in {"http", "https"} or not host:
        return Run("")
    return Run(host.removeprefix("www."), url=(url or "").strip())


def _number(number: int | None) -> Run:
    return Run("" if number is None else f"{number}", Look.BOLD)


def _code(doc_id: str) -> Run:
    return Run(doc_id, Look.CODE)


def _copies(ids: Sequence[str]) -> Iterator[Run]:
    """The files that carry the same story, behind a dot; nothing where there are none."""
    if not ids:
        return
    yield Run(f"{DOT}{words.copies_counted(len(ids))}")
    for at, doc_id in enumerate(ids[: words.COPIES_TOLD]):
        yield Run(", " if at else " ")
        yield _code(doc_id)
    if more := words.copies_untold(len(ids)):
        yield Run(more)
