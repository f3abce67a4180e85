"""Bodies that tell of the bot and its articles ─▶ messages for Discord."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bot.adapters.discord import phrases
from bot.adapters.discord.budget import joined, split_text, spread
from bot.adapters.discord.citing import told
from bot.adapters.discord.escaping import escape, link
from bot.adapters.discord.limits import CONTENT, CUSTOM_ID, DESCRIPTION, length
from bot.adapters.discord.outgoing import Button, Colour, Embed, File, Outgoing
from bot.adapters.discord.presses import SourcesPage, custom_id_of
from bot.adapters.discord.sources import DOT, id_lines, listed_lines
from bot.core import build_words, words, written
from bot.core.reply import FeedbackList, Help, OneSource, SourceList, Status

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from bot.core.builds import Ended
    from bot.core.reply import Page

NEWER: Final = "◀ Newer"
OLDER: Final = "Older ▶"
FEEDBACK_FILE: Final = "feedback.csv"


def format_page(body: Page, now: datetime) -> list[Outgoing]:
    """The messages of a page, at least one."""
    match body:
        case SourceList():
            return _sources(body)
        case FeedbackList(csv=csv, count=count):
            # With a mark at its head spreadsheets take it for UTF-8.
            file = File(FEEDBACK_FILE, csv.encode("utf-8-sig", "replace"))
            return [Outgoing(content=escape(words.remarks(count)), file=file)]
        case _:
            return _plain_page(body, now)


def _plain_page(body: OneSource | Status | Help, now: datetime) -> list[Outgoing]:
    """A page that is a heading and some lines."""
    match body:
        case OneSource():
            lines = _one_source(body)
        case Status():
            lines = _status(body, now)
        case Help():
            lines = _help(body)
    return _lines("", lines)


def _lines(title: str, lines: Iterable[str]) -> list[Outgoing]:
    first, *others = joined(lines, DESCRIPTION)
    embeds = [Embed(first, Colour.PAGE, title), *(Embed(text, Colour.PAGE) for text in others)]
    return [Outgoing(embeds=some) for some in spread(embeds)]


def _sources(body: SourceList) -> list[Outgoing]:
    """A page of articles, with buttons to the next and the one before."""
    if not body.matching:
        text = words.no_source_matches(body.search, body.total) if body.total else words.NO_ARTICLES
        return [Outgoing(content=piece) for piece in split_text(text, (), CONTENT)]
    heading = words.shown_of(body.matching, body.matching, body.total)
    page = f", page {body.page + 1:,} of {body.pages:,}" if body.pages > 1 else ""
    lines = [piece for source in body.sources for piece in listed_lines(source)]
    messages = _lines(heading + page, lines)
    if body.pages == 1:
        return messages
    before = custom_id_of(SourcesPage(max(body.page - 1, 0), body.search))
    after = custom_id_of(SourcesPage(body.page + 1, body.search))
    if max(length(before), length(after)) > CUSTOM_ID:  # a search in emoji, say
        return messages
    newer = Button(NEWER, before, disabled=body.page == 0)
    older = Button(OLDER, after, disabled=body.page + 1 == body.pages)
    return [*messages[:-1], Outgoing(embeds=messages[-1].embeds, rows=((newer, older),))]


def _one_source(body: OneSource) -> list[str]:
    """Title, id, date, link and length of an article, and what of it is never quoted."""
    source = body.source
    title = split_text(source.title, (), DESCRIPTION - 10) if source.title else []
    facts = [written.date(source.published), written.counted(source.words, "word")]
    address = link(source.source_url) if source.source_url else ""
    known = DOT.join([*(escape(fact, starts_line=False) for fact in facts), address]).rstrip(DOT)
    return [
        *(f"**{piece}**" for piece in title),
        *id_lines(source.doc_id),
        known,
        *(escape(words.left_out(kind, count)) for kind, count in body.left_out),
    ]


def _status(body: Status, now: datetime) -> list[str]:
    summary = body.summary
    dates = written.date_range(body.oldest, summary.newest, body.undated)
    built = f"{written.age(summary.built_at, now)}, {written.moment(summary.built_at)}"
    rows = (
        ("Articles", f"{summary.articles:,} {dates}"),
        ("Passages", f"{summary.passages:,}"),
        ("Indexed", built),
        ("Model", summary.model),
        ("Generation", summary.generation),
        ("Waiting", written.counted(body.waiting, "question")),
        ("Build", build_words.running(body.rebuilding)),
        ("Last build", _last_build(body.last_build, now)),
    )
    known = ((name, value.strip()) for name, value in rows if value)
    return [line for name, value in known for line in told(f"{name}{DOT}{value}", len(name))]


def _last_build(ended: Ended | None, now: datetime) -> str:
    return "" if ended is None else build_words.last(ended, written.age(ended.at, now))


def _help(body: Help) -> list[str]:
    commands = [
        f"`/{entry.command}{' ' if entry.argument else ''}{entry.argument}` {escape(entry.summary)}"
        for entry in body.entries
    ]
    return [escape(body.intro), "", *commands, "", escape(phrases.WAYS_TO_ASK)]
