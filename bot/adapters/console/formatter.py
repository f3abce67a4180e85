"""`Reply` ─▶ lines for a terminal or a pipe. Pure: the same body and width give the same lines.

    ▎ A sentence of an article, wrapped, with the words of the question
    ▎ in bold.
      the/file-id · The article's title · 29 December 2025
      https://where.it/was/published

Everything that comes from an article, an index or a person goes through `plain`. `columns` is
the width to keep to; None, for a pipe, leaves every quote on one line, and the bar away.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.text import Text

from bot.adapters.console.adding import format_adding
from bot.adapters.console.building import format_build
from bot.adapters.console.layout import (
    DOT,
    HEADING,
    INDENT,
    NAME,
    NOTICE,
    QUIET,
    apart,
    format_notice,
    link,
    paragraph,
    source_line,
)
from bot.adapters.console.ledger import format_ledger
from bot.adapters.console.pages import format_page
from bot.core import words, written
from bot.core.adding_bodies import Adding, FoundArticles, LookingUp
from bot.core.plain import plain
from bot.core.reply import (
    ArticlesGone,
    InContext,
    IssueChart,
    IssueList,
    IssueMoves,
    MoreQuotes,
    Notice,
    NotSaid,
    OneIssue,
    Quotes,
    Rebuilding,
    Rebuilt,
    Unlisted,
    WentBack,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.core.reply import Body, DifferingLine, Quoted, Status
    from index.records import Span

BAR = "▎ "
BULLET = "• "
OFFER = "Type /closest to see what came closest."
NOTHING_CLOSE = "The last question was answered, so there is nothing that only came close."


def format_body(body: Body, columns: int | None) -> list[Text]:
    """The lines of a reply."""
    match body:
        case Quotes(quoted=quoted, differing=differing, understood=understood):
            shown = _differing(differing, columns) if differing else format_quoted(quoted, columns)
            lines = apart([_understood(understood, columns), shown])
        case NotSaid(nearest=nearest, understood=understood):
            shown = format_notice(words.NOT_SAID, columns)
            shown += paragraph(Text(OFFER, QUIET), columns) if nearest else []
            lines = apart([_understood(understood, columns), shown])
        case MoreQuotes(quoted=quoted):
            lines = format_quoted(quoted, columns)
        case InContext():
            lines = _context(body, columns)
        case Notice(text=text):
            lines = format_notice(text, columns)
        case IssueList() | OneIssue() | IssueMoves() | IssueChart() | Unlisted():
            lines = format_ledger(body, columns)
        case LookingUp() | FoundArticles() | Adding():
            lines = format_adding(body, columns)
        case Rebuilding() | Rebuilt() | WentBack() | ArticlesGone():
            lines = format_build(body, columns)
        case _:
            lines = format_page(body, columns)
    return lines


def _understood(understood: str | None, columns: int | None) -> list[Text]:
    return paragraph(Text(plain(understood), QUIET), columns) if understood else []


def _differing(lines: Sequence[DifferingLine], columns: int | None) -> list[Text]:
    """A compact list: each value, and under it the quotes that give it."""
    heading = words.heading_of_differing([line.relation for line in lines])
    shown = paragraph(Text(heading, NOTICE), columns)
    for line in lines:
        relation = words.RELATION[line.relation]
        value = Text.assemble(
            (plain(line.value), HEADING), (f"{DOT}{relation}" if relation else "", QUIET)
        )
        shown += paragraph(value, columns, Text(BULLET, NAME), Text(INDENT))
        shown += [
            Text.assemble(INDENT, text)
            for text in format_quoted(line.quoted, columns and columns - len(INDENT))
            if text.plain
        ]
    return shown


def format_quoted(quoted: Sequence[Quoted], columns: int | None) -> list[Text]:
    """Quotes, each set off from the lines that say where it was cut from."""
    bar = Text(INDENT) if columns is None else Text(BAR, NAME)
    below = Text(2 * INDENT) if columns is None else Text(INDENT)
    blocks = []
    for item in quoted:
        quote = item.quote
        facts = [written.date(quote.published)]
        if quote.copies:
            facts.append(words.copies(quote.copies))
        source = source_line(quote.doc_id, quote.title, facts, QUIET)
        blocks.append(
            paragraph(_emphasised(item), columns, bar)
            + paragraph(source, columns, below)
            + link(quote.source_url, below)
        )
    return apart(blocks)


def format_nearest(quoted: Sequence[Quoted], columns: int | None) -> list[Text]:
    """What came closest to a question without an answer."""
    if not quoted:
        return format_notice(NOTHING_CLOSE, columns)
    return apart([format_notice(words.NEAREST_INTRO, columns), format_quoted(quoted, columns)])


def format_question(question: str, columns: int | None) -> list[Text]:
    """A question repeated above its answer, where nobody saw it typed."""
    return paragraph(Text(plain(question), HEADING), columns, Text("> "), Text(INDENT))


def format_greeting(status: Status, columns: int | None) -> list[Text]:
    """The first lines of a session: what this is, over which articles, and what to type."""
    dates = written.date_range(status.oldest, status.summary.newest, status.undated)
    number = written.counted(status.summary.articles, "article")
    title = Text.assemble(("Dateline", HEADING), " ", words.TAGLINE)
    return [
        *paragraph(title, columns),
        *paragraph(Text(plain(f"{number} {dates}".strip() + ".")), columns),
        *paragraph(Text("Ask a question, or type /help. Ctrl-D leaves.", QUIET), columns),
    ]


def _emphasised(item: Quoted) -> Text:
    """The quote with the words of the question in bold."""
    return _with_bold(item.quote.text, item.bold)


def _with_bold(text: str, bold: Sequence[Span]) -> Text:
    parts: list[str | tuple[str, str]] = []
    end = 0
    for span in bold:
        parts += [plain(text[end : span.start]), (plain(text[span.start : span.end]), "bold")]
        end = span.end
    return Text.assemble(*parts, plain(text[end:]))


def _context(body: InContext, columns: int | None) -> list[Text]:
    """The paragraphs around a quote, with the quote in bold."""
    bar = Text(INDENT) if columns is None else Text(BAR, NAME)
    blocks = [
        paragraph(_with_bold(one.text, (one.bold,) if one.bold else ()), columns, bar)
        for one in body.passages
    ]
    quote = body.quote
    facts = [written.date(quote.published)]
    return [
        *apart(blocks),
        *paragraph(source_line(quote.doc_id, quote.title, facts, QUIET), columns),
    ]
