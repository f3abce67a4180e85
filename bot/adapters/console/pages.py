"""Bodies that tell of the bot and its articles ─▶ lines for a terminal or a pipe."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.text import Text

from bot.adapters.console.layout import (
    HEADING,
    INDENT,
    NAME,
    QUIET,
    apart,
    format_notice,
    link,
    paragraph,
    source_line,
    table,
)
from bot.core import build_words, words, written
from bot.core.plain import plain
from bot.core.reply import (
    FeedbackList,
    Help,
    OneSource,
    SourceList,
    Status,
)

if TYPE_CHECKING:
    from bot.core.reply import Page
    from index.records import Source

NARROW = "Type /sources WORDS to see those with WORDS in their id, title or date."
SLASH = "Whatever doesn't start with a slash is a question."
LOCAL_COMMANDS = (
    ("/closest", "shows what came closest to a question that the articles don't answer"),
    ("/quit", "leaves; so do Ctrl-D and Ctrl-C"),
)


def format_page(body: Page, columns: int | None) -> list[Text]:
    """The lines of a page."""
    match body:
        case SourceList():
            lines = _sources(body, columns)
        case OneSource():
            lines = _one_source(body, columns)
        case Status():
            lines = _status(body, columns)
        case FeedbackList(csv=csv):
            lines = [Text(plain(line)) for line in csv.splitlines()]
        case Help():
            lines = _help(body, columns)
    return lines


def _sources(body: SourceList, columns: int | None) -> list[Text]:
    if not body.total:
        return format_notice(words.NO_ARTICLES, columns)
    if not body.matching:
        return format_notice(words.no_source_matches(body.search, body.total), columns)
    heading = words.shown_of(len(body.sources), body.matching, body.total)
    lines = paragraph(Text(heading, HEADING), columns)
    for source in body.sources:
        lines += paragraph(_listed(source), columns, Text(INDENT), Text(2 * INDENT))
    if body.matching > len(body.sources):
        lines += paragraph(Text(NARROW, QUIET), columns)
    return lines


def _one_source(body: OneSource, columns: int | None) -> list[Text]:
    """All that is known of one article."""
    left_out = [words.left_out(kind, count) for kind, count in body.left_out]
    return [
        *paragraph(_listed(body.source), columns),
        *link(body.source.source_url, Text(INDENT)),
        *(
            line
            for text in left_out
            for line in paragraph(Text(plain(text), QUIET), columns, Text(INDENT))
        ),
    ]


def _listed(source: Source) -> Text:
    facts = [written.date(source.published), written.counted(source.words, "word")]
    return source_line(source.doc_id, source.title, facts, title_style="")


def _status(body: Status, columns: int | None) -> list[Text]:
    summary = body.summary
    undated = f" ({body.undated:,} undated)" if body.undated else ""
    rows = (
        ("articles", f"{summary.articles:,}{undated}"),
        ("passages", f"{summary.passages:,}"),
        ("oldest", written.date(body.oldest)),
        ("newest", written.date(summary.newest)),
        ("built", written.moment(summary.built_at)),
        ("model", summary.model),
        ("generation", summary.generation),
        ("build", build_words.running(body.rebuilding)),
        ("last build", _last_build(body)),
    )
    known = [(Text(name, NAME), Text(plain(value))) for name, value in rows if value]
    return table(known, columns)


def _last_build(body: Status) -> str:
    """How the build before ended; with its time, for whoever reads that in a file."""
    ended = body.last_build
    return "" if ended is None else build_words.last(ended, f"on {written.moment(ended.at)}")


def _help(body: Help, columns: int | None) -> list[Text]:
    rows = [(f"/{e.command} {e.argument}".strip(), e.summary) for e in body.entries]
    named = [(Text(name, NAME), Text(meaning)) for name, meaning in (*rows, *LOCAL_COMMANDS)]
    intro, slash = paragraph(Text(body.intro), columns), paragraph(Text(SLASH, QUIET), columns)
    return apart([intro, table(named, columns), slash])
