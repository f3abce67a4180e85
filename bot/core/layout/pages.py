"""Bodies that tell of the bot and its articles ─▶ sheets."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bot.core import build_words, words, written
from bot.core.layout.records import (
    DOT,
    Button,
    Card,
    File,
    Kind,
    Line,
    Look,
    Run,
    Sheet,
    joined,
    line,
)
from bot.core.layout.sources import link, listed_line
from bot.core.presses import SourcesPage
from bot.core.reply import FeedbackList, Help, OneSource, SourceList, Status

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import datetime

    from bot.core.builds import Ended
    from bot.core.call import CommandName
    from bot.core.layout.records import Block
    from bot.core.reply import HelpEntry, Page

NEWER: Final = "◀ Newer"
OLDER: Final = "Older ▶"
FEEDBACK_FILE: Final = "feedback.csv"


def page_sheet(
    body: Page, now: datetime, names: Mapping[CommandName, str], ways_to_ask: str
) -> Sheet:
    """A page. `names` are those of the commands on the platform, `ways_to_ask` its own words."""
    match body:
        case SourceList():
            return _sources(body)
        case FeedbackList(csv=csv, count=count):
            # With a mark at its head spreadsheets take it for UTF-8.
            file = File(FEEDBACK_FILE, csv.encode("utf-8-sig", "replace"))
            return Sheet(above=words.remarks(count), file=file)
        case OneSource():
            return _page(_one_source(body))
        case Status():
            return _page(_status(body, now))
        case Help():
            return _help(body, names, ways_to_ask)


def _page(*groups: Iterable[Block], title: str = "") -> Sheet:
    return Sheet((Card(Kind.PAGE, tuple(tuple(group) for group in groups), title),))


def _sources(body: SourceList) -> Sheet:
    """A page of articles, with buttons to the next and the one before."""
    if not body.matching:
        nothing = words.no_source_matches(body.search, body.total)
        return Sheet(above=nothing if body.total else words.NO_ARTICLES)
    heading = words.shown_of(body.matching, body.matching, body.total)
    page = f", page {body.page + 1:,} of {body.pages:,}" if body.pages > 1 else ""
    sheet = _page(map(listed_line, body.sources), title=heading + page)
    if body.pages == 1:
        return sheet
    before = SourcesPage(max(body.page - 1, 0), body.search)
    after = SourcesPage(body.page + 1, body.search)
    newer = Button(NEWER, before, disabled=body.page == 0)
    older = Button(OLDER, after, disabled=body.page + 1 == body.pages)
    return Sheet(sheet.cards, buttons=(newer, older))


def _one_source(body: OneSource) -> Iterator[Line]:
    """Title, id, date, link and length of an article, and what of it is never quoted."""
    source = body.source
    if source.title:
        yield line(source.title, len(source.title))
    yield Line((Run(source.doc_id, Look.CODE),))
    words_in_it = written.counted(source.words, "word")
    yield joined(Run(written.date(source.published)), Run(words_in_it), link(source.source_url))
    for kind, count in body.left_out:
        yield line(words.left_out(kind, count))


def _status(body: Status, now: datetime) -> Iterator[Line]:
    summary = body.summary
    dates = written.date_range(body.oldest, summary.newest, body.undated)
    rows = (
        ("Articles", f"{summary.articles:,} {dates}"),
        ("Passages", f"{summary.passages:,}"),
        ("Indexed", f"{written.age(summary.built_at, now)}, {written.moment(summary.built_at)}"),
        ("Model", summary.model),
        ("Generation", summary.generation),
        ("Waiting", written.counted(body.waiting, "question")),
        ("Build", build_words.running(body.rebuilding)),
        ("Last build", _last_build(body.last_build, now)),
    )
    for name, value in rows:
        if value:
            yield line(f"{name}{DOT}{value.strip()}", len(name))


def _last_build(ended: Ended | None, now: datetime) -> str:
    return "" if ended is None else build_words.last(ended, written.age(ended.at, now))


def _help(body: Help, names: Mapping[CommandName, str], ways_to_ask: str) -> Sheet:
    """What the bot does, the commands by their names on the platform, and how else to ask."""
    commands = [
        Line((Run(f"{names[entry.command]} {entry.argument}".rstrip(), Look.CODE), _does(entry)))
        for entry in body.entries
        if entry.command in names
    ]
    return _page([line(body.intro)], commands, [line(ways_to_ask)])


def _does(entry: HelpEntry) -> Run:
    return Run(f" {entry.summary}")
