"""What new articles bring ─▶ a sheet.

┃ 3 new articles, 2 of them with news on the issues
┃ `the/file-id` · The article's title · 29 December 2025 · example.org
┃ 1 · The title of an issue · open → settled · 2 new quotes · its-id
┃ at least 244 → more than 400
┃ `the/file-id` · 29 December 2025
┃ > A sentence of an article.
[1] [2]
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.core import ledger_lines, ledger_words, news, words, written
from bot.core.layout.issue_pages import KINDS, briefly, issue_line, said
from bot.core.layout.ledger import PRESS_NUMBER
from bot.core.layout.records import (
    DOT,
    Button,
    Card,
    Kind,
    Line,
    Look,
    Run,
    Sheet,
    joined,
    line,
)
from bot.core.layout.sources import link, short_source
from bot.core.presses import OpenIssue

if TYPE_CHECKING:
    from datetime import datetime

    from bot.core.layout.records import Block
    from bot.core.news import News, Told
    from index.issues.records import NumberMove
    from index.records import Source


def news_sheet(body: News, now: datetime) -> Sheet:
    """A message that tells a channel of it; as long as `body` says."""
    shown = news.told(body)
    heading = ledger_words.news(body.count, len(body.articles))
    names = [_named(source) for source in body.articles[: body.names]]
    if more := len(body.articles) - len(names):
        names.append(line(ledger_words.more_articles(more)))
    cards = [Card(Kind.PAGE, ((line(heading, len(heading)), *names),))]
    cards += [_issue(one, number) for number, one in enumerate(shown, start=1)]
    if more := len(body.moves) - len(shown):
        cards.append(Card(Kind.NOTHING, ((line(ledger_words.more_issues(more)),),)))
    buttons = tuple(
        Button(str(number), OpenIssue(one.move.now.issue.id))
        for number, one in enumerate(shown, start=1)
    )
    footer = DOT.join((words.indexed(body.index, now), PRESS_NUMBER))
    return Sheet(tuple(cards), footer=footer, buttons=buttons)


def _named(source: Source) -> Line:
    return joined(
        Run(source.doc_id, Look.CODE),
        Run(source.title or ""),
        Run(written.date(source.published)),
        link(source.source_url),
    )


def _issue(one: Told, number: int) -> Card:
    facts = (ledger_lines.status_change(one.move), ledger_words.new_quotes(len(one.move.new)))
    head = (issue_line(one.move.now.issue, tuple(filter(None, facts)), number),)
    numbers = (_number(change, is_quoted=quoted) for change, quoted in one.numbers)
    return Card(KINDS[one.move.now.status], (head, *numbers, *map(said, one.evidence)))


def _number(change: NumberMove, *, is_quoted: bool) -> tuple[Block, ...]:
    """A number that changed, with the quote that gives it now, or at least where that stands."""
    text = ledger_lines.number_change(change)
    after = change.after_quote
    return (line(text, len(text)), briefly(after) if is_quoted else short_source(after))
