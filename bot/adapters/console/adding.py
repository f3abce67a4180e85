"""Bodies that tell of articles of the web ─▶ lines for a terminal or a pipe.

    The article's title
      example.org · 25 January 2026 · 512 words
      How it begins, as far as it has room …
      https://example.org/story
    To add it, type: /add 0c3f52a9b1d4

As in `formatter`, everything that comes from a page goes through `plain`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.text import Text

from bot.adapters.console.layout import (
    DOT,
    HEADING,
    INDENT,
    QUIET,
    apart,
    format_notice,
    link,
    paragraph,
)
from bot.core import adding_words
from bot.core.adding_bodies import Adding, FoundArticles, LookingUp
from bot.core.plain import plain

if TYPE_CHECKING:
    from bot.core.adding_bodies import FoundArticle
    from bot.core.reply import AddPage


def format_adding(body: AddPage, columns: int | None) -> list[Text]:
    """The lines of a page on articles of the web."""
    match body:
        case LookingUp(urls=urls):
            return format_notice(adding_words.looking(urls), columns)
        case Adding(waits=waits):
            return format_notice(adding_words.adding(waits=waits), columns)
        case FoundArticles():
            return _found(body, columns)


def _found(body: FoundArticles, columns: int | None) -> list[Text]:
    several = len(body.found) > 1
    shown = [
        _article(one, number if several else None, columns)
        for number, one in enumerate(body.found, start=1)
    ]
    refused = [format_notice(one, columns) for one in body.refused]
    left = format_notice(adding_words.not_looked_at(body.left), columns) if body.left else []
    how: list[Text] = []
    if body.addable:
        typed = adding_words.add_by_typing(body.token, body.addable, several=several)
        how = format_notice(typed, columns)
    return apart([*shown, *refused, left, how])


def _article(one: FoundArticle, number: int | None, columns: int | None) -> list[Text]:
    article, margin = one.article, Text(INDENT)
    title = article.title or adding_words.UNTITLED
    heading = title if number is None else f"{number}{DOT}{title}"
    told = adding_words.foreseen(one.foreseen)
    return [
        *paragraph(Text(plain(heading), HEADING), columns),
        *paragraph(Text(plain(DOT.join(adding_words.about(article))), QUIET), columns, margin),
        *paragraph(Text(plain(adding_words.first_lines(article))), columns, margin),
        *link(article.source_url, margin),
        *([Text.assemble(margin, line) for line in format_notice(told, columns)] if told else []),
        *(
            text
            for line in adding_words.changes(one.foreseen)
            for text in paragraph(Text(plain(line)), columns, Text(2 * INDENT))
        ),
    ]
