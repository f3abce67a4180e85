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

from bot.adapters.console.layout import INDENT, apart, paragraph, table
from bot.adapters.console.plain import plain
from bot.core import words
from bot.core.reply import Help, Notice, NotSaid, Quotes, SourceList, Status

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.core.reply import Body, DifferingLine, Quoted
    from index.records import Source

BAR = "▎ "
BULLET = "• "
DOT = " · "
OFFER = "Type /closest to see what came closest."
NOTHING_CLOSE = "The last question was answered, so there is nothing that only came close."
NARROW = "Type /sources WORDS to see those with WORDS in their id, title or date."
SLASH = "Whatever doesn't start with a slash is a question."
LOCAL_COMMANDS = (
    ("/closest", "shows what came closest to a question that the articles don't answer"),
    ("/quit", "leaves; so do Ctrl-D and Ctrl-C"),
)

_NOTICE = "yellow"
_NAME = "cyan"
_HEADING = "bold"
_QUIET = "dim"


def format_body(body: Body, columns: int | None) -> list[Text]:
    """The lines of a reply."""
    match body:
        case Quotes(quoted=quoted, differing=differing, understood=understood):
            shown = _differing(differing, columns) if differing else format_quoted(quoted, columns)
            return apart([_understood(understood, columns), shown])
        case NotSaid(nearest=nearest, understood=understood):
            lines = format_notice(words.NOT_SAID, columns)
            lines += paragraph(Text(OFFER, _QUIET), columns) if nearest else []
            return apart([_understood(understood, columns), lines])
        case SourceList():
            return _sources(body, columns)
        case Status():
            return _status(body, columns)
        case Help():
            return _help(body, columns)
        case Notice(text=text):
            return format_notice(text, columns)


def _understood(understood: str | None, columns: int | None) -> list[Text]:
    return paragraph(Text(plain(understood), _QUIET), columns) if understood else []


def _differing(lines: Sequence[DifferingLine], columns: int | None) -> list[Text]:
    """A compact list: each value, and under it the quotes that give it."""
    heading = words.heading_of_differing([line.relation for line in lines])
    shown = paragraph(Text(heading, _NOTICE), columns)
    for line in lines:
        relation = words.RELATION[line.relation]
        value = Text.assemble(
            (plain(line.value), _HEADING), (f"{DOT}{relation}" if relation else "", _QUIET)
        )
        shown += paragraph(value, columns, Text(BULLET, _NAME), Text(INDENT))
        shown += [
            Text.assemble(INDENT, text)
            for text in format_quoted(line.quoted, columns and columns - len(INDENT))
            if text.plain
        ]
    return shown


def format_notice(text: str, columns: int | None) -> list[Text]:
    """A sentence of the bot's own."""
    return paragraph(Text(plain(text), _NOTICE), columns)


def format_quoted(quoted: Sequence[Quoted], columns: int | None) -> list[Text]:
    """Quotes, each set off from the lines that say where it was cut from."""
    bar = Text(INDENT) if columns is None else Text(BAR, _NAME)
    below = Text(2 * INDENT) if columns is None else Text(INDENT)
    blocks = []
    for item in quoted:
        quote = item.quote
        facts = [words.written_date(quote.published)]
        if quote.copies:
            facts.append(words.copies(quote.copies))
        source = _source_line(quote.doc_id, quote.title, facts, _QUIET)
        blocks.append(
            paragraph(_emphasised(item), columns, bar)
            + paragraph(source, columns, below)
            + _link(quote.source_url, below)
        )
    return apart(blocks)


def format_nearest(quoted: Sequence[Quoted], columns: int | None) -> list[Text]:
    """What came closest to a question without an answer."""
    if not quoted:
        return format_notice(NOTHING_CLOSE, columns)
    return apart([format_notice(words.NEAREST_INTRO, columns), format_quoted(quoted, columns)])


def format_question(question: str, columns: int | None) -> list[Text]:
    """A question repeated above its answer, where nobody saw it typed."""
    return paragraph(Text(plain(question), _HEADING), columns, Text("> "), Text(INDENT))


def format_greeting(status: Status, columns: int | None) -> list[Text]:
    """The first lines of a session: what this is, over which articles, and what to type."""
    dates = words.date_range(status.oldest, status.summary.newest, status.undated)
    number = words.counted(status.summary.articles, "article")
    title = Text.assemble(("Dateline", _HEADING), " ", words.TAGLINE)
    return [
        *paragraph(title, columns),
        *paragraph(Text(plain(f"{number} {dates}".strip() + ".")), columns),
        *paragraph(Text("Ask a question, or type /help. Ctrl-D leaves.", _QUIET), columns),
    ]


def _emphasised(item: Quoted) -> Text:
    """The quote with the words of the question in bold."""
    text = item.quote.text
    parts: list[str | tuple[str, str]] = []
    end = 0
    for span in item.bold:
        parts += [plain(text[end : span.start]), (plain(text[span.start : span.end]), "bold")]
        end = span.end
    return Text.assemble(*parts, plain(text[end:]))


def _source_line(doc_id: str, title: str | None, facts: Sequence[str], title_style: str) -> Text:
    """The file's id, its title if it has one, and what else is known of it."""
    line = Text(plain(doc_id), _NAME)
    if title:
        line = Text.assemble(line, (DOT, _QUIET), (plain(title), title_style))
    return Text.assemble(line, ("".join(DOT + plain(fact) for fact in facts), _QUIET))


def _link(url: str | None, margin: Text) -> list[Text]:
    """An address on a line of its own, never broken, so that it can be clicked and copied."""
    return [Text.assemble(margin, (plain(url), _QUIET))] if url else []


def _sources(body: SourceList, columns: int | None) -> list[Text]:
    if not body.total:
        return format_notice(words.NO_ARTICLES, columns)
    if not body.matching:
        return format_notice(words.no_source_matches(body.search, body.total), columns)
    heading = words.shown_of(len(body.sources), body.matching, body.total)
    lines = paragraph(Text(heading, _HEADING), columns)
    for source in body.sources:
        lines += paragraph(_listed(source), columns, Text(INDENT), Text(2 * INDENT))
    if len(body.sources) == 1:
        lines += _link(body.sources[0].source_url, Text(INDENT))
    if body.matching > len(body.sources):
        lines += paragraph(Text(NARROW, _QUIET), columns)
    return lines


def _listed(source: Source) -> Text:
    facts = [words.written_date(source.published), words.counted(source.words, "word")]
    return _source_line(source.doc_id, source.title, facts, title_style="")


def _status(body: Status, columns: int | None) -> list[Text]:
    summary = body.summary
    undated = f" ({body.undated:,} undated)" if body.undated else ""
    rows = (
        ("articles", f"{summary.articles:,}{undated}"),
        ("passages", f"{summary.passages:,}"),
        ("oldest", words.written_date(body.oldest)),
        ("newest", words.written_date(summary.newest)),
        ("built", words.written_time(summary.built_at)),
        ("model", summary.model),
        ("generation", summary.generation),
    )
    return table([(Text(name, _NAME), Text(plain(value))) for name, value in rows], columns)


def _help(body: Help, columns: int | None) -> list[Text]:
    rows = [(f"/{e.command} {e.argument}".strip(), e.summary) for e in body.entries]
    named = [(Text(name, _NAME), Text(meaning)) for name, meaning in (*rows, *LOCAL_COMMANDS)]
    intro, slash = paragraph(Text(body.intro), columns), paragraph(Text(SLASH, _QUIET), columns)
    return apart([intro, table(named, columns), slash])
